"""One build of the site for the whole run, one Chromium for each worker, one reader for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from tests import project
from tests.browser.built import BuiltPage, components_of, pages_of, served, typical_of
from tests.browser.host import Framed, Host
from tests.browser.reader import PLAIN, SIZE, Reader, window
from tests.programs import CHROMIUM
from tests.shared import build_once, folder_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

    from scripts.problem import Problem

ARGUMENTS = (
    "--no-sandbox",  # needed by root, as in containers; the pages are our own
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Parts of the browser's own window, which start with each context; then what Playwright
    # leaves out too, for this list takes the place of its own.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"
    "SpareRendererForSitePerProcess,DestroyProfileOnBrowserClose,HttpsUpgrades,LensOverlay,"
    "MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,PreconnectToSearch",
)
# A test that takes one of these runs once for every page of the kind, also for pages to come.
KINDS = {
    "any_page": "main",
    "article": ".page--article",
    # Guides show one node at a time: what they have of these is tested in test_flow_*.py.
    "page_with_sections": "main:not(.page--flow) .section-tools",
    "page_with_languages": "link[hreflang]",
    "checklist_page": "checklist-tool",
    "guide_page": "flow-tool",
    "page_with_messages": "main:not(.page--flow) copy-text",
    "page_with_details": "main:not(.page--flow) details",
    "missing_page": ".page--missing",
    "typical_page": "main",  # only the first of those that are made of the same components
    "page_of_components": "main",  # of those one, where the language makes no difference
    "one_of_each": "main",  # only the first page of each kind
}

expect.set_options(timeout=10_000)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once for each page of the kind that it takes."""
    for kind in (kind for kind in KINDS if kind in metafunc.fixturenames):
        pages = [page for page in pages_of(_site(metafunc.config)) if page.has(KINDS[kind])]
        if kind == "typical_page":
            pages = list(typical_of(pages))
        if kind == "page_of_components":
            pages = list(components_of(pages))
        if kind == "one_of_each":
            pages = list({page.kind: page for page in reversed(pages)}.values())
        if not pages:
            raise pytest.UsageError(f"no page of the site has {KINDS[kind]}")
        metafunc.parametrize(kind, pages, ids=[page.address or "home" for page in pages])


def _site(config: pytest.Config) -> Path:
    """Return the folder of the built site, which the workers of a run share."""
    # The factory is public as a fixture only, and fixtures are too late for choosing tests.
    factory: pytest.TempPathFactory = config._tmp_path_factory  # type: ignore[attr-defined]
    return build_once(folder_of(config, factory) / "site", make=_improvable)


def _improvable(folder: Path, url: str) -> list[Problem]:
    """Build the site with all that a page can have: links to its files, too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_EDIT", "https://git.example/owner/repository/edit/main/")
        return project.make(folder, url)


@pytest.fixture(scope="session")
def site_folder(pytestconfig: pytest.Config) -> Path:
    """The built site."""
    return _site(pytestconfig)


@pytest.fixture(scope="session")
def home(site_folder: Path) -> BuiltPage:
    """The site's first page."""
    return next(page for page in pages_of(site_folder) if page.address == "")


@pytest.fixture(scope="package")  # closed before other tests start a Playwright in this thread
def browser() -> Iterator[Browser]:
    """A Chromium for the tests of one worker."""
    chromium = CHROMIUM.find()
    if chromium is None:
        pytest.fail("there is no Chromium; `python -m tests.programs` installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site_address(site_folder: Path) -> Iterator[str]:
    """The address at which the site is served."""
    with served(site_folder) as address:
        yield address


@pytest.fixture(scope="package")
def plain(browser: Browser) -> BrowserContext:
    """A window without scripts for the readers of one worker, one after the other."""
    return window(browser, SIZE, **PLAIN)


@pytest.fixture
def reader(browser: Browser, plain: BrowserContext, site_address: str) -> Iterator[Reader]:
    """A reader who, in the end, has noticed nothing wrong."""
    reader = Reader(browser, site_address, plain=plain)
    yield reader
    if faults := reader.close():
        pytest.fail("\n".join(faults), pytrace=False)


@pytest.fixture(scope="session")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Framed]:
    """The site, built for the address at which it is served: what leads there from elsewhere works."""
    folder = tmp_path_factory.mktemp("tools")
    with served(folder) as address:
        url = address.replace("127.0.0.1", "alat.localhost")
        assert project.make(folder, url) == []
        yield Framed(folder, url)


@pytest.fixture
def campus(browser: Browser, tools: Framed, tmp_path: Path) -> Iterator[Host]:
    """Somebody else's site, on another host."""
    with served(tmp_path) as address:
        host = Host(tmp_path, address.replace("127.0.0.1", "kampus.localhost"), tools, browser)
        yield host
        if faults := host.reader.close():
            pytest.fail("\n".join(faults), pytrace=False)
