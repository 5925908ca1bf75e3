"""Short links and old addresses arrive, with their fragments; the site is in a folder of a host."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Route, expect

from tests import moved
from tests.browser.axe import find_in_both_schemes
from tests.browser.built import BuiltPage, pages_of, redirects_of, served
from tests.browser.reader import Reader
from tests.browser.test_layout import too_wide
from tests.browser.test_subfolder import HOST, PREFIX
from tests.moved import ARTICLE, GUIDE, LIST, OTHER
from tests.project import ROOT, Project, copy_to
from tests.shared import build_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

REAL = Project(ROOT)
ABOUT = f"l/{moved.code(REAL, 'tentang')}/"
ROOTS = pytest.mark.parametrize("root", ["", "en/"], ids=["id", "en"])
SCRIPTED = pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
ON_TOP = "one => Math.abs(one.getBoundingClientRect().top) < innerHeight / 2"


class Visit:
    """A reader of a site."""

    def __init__(self, browser: Browser, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address
        self.reader = Reader(browser, address)

    def open(self, address: str, *, scripted: bool) -> Page:
        """Open an address below the site's root, fragment and all."""
        return self.reader.open(BuiltPage(address, ""), java_script_enabled=scripted)

    def arrive(self, old: str, new: str, *, scripted: bool) -> Page:
        """Open an address and see that it leads to another one: by itself, or by its only link."""
        page = self.open(old, scripted=scripted)
        if not scripted and old != new:
            button = page.locator("[data-carry] a:visible")
            expect(button).to_have_count(1)
            self.reader.follow(button)
        page.wait_for_url(self.address + new)
        return page


def built(folder: Path, *changes: Callable[[Project], None]) -> Path:
    """Build the project with changes, once for all workers of the run."""

    def make(target: Path, url: str) -> list[str]:
        project = copy_to(target.with_suffix(".project"))
        for change in changes:
            change(project)
        done = project.run("build", SITE_URL=url)
        if done.code == 0:
            (project.root / "site").rename(target)
        return done.err.splitlines()

    return build_once(folder, HOST, make)


@pytest.fixture(scope="module")
def whole(shared_folder: Path) -> Path:
    return build_once(shared_folder / "karier", HOST)


@pytest.fixture(scope="module")
def renamed(shared_folder: Path) -> Path:
    return built(shared_folder / "renamed", moved.rename, moved.keep_renamed)


@pytest.fixture(scope="module")
def taken_out(shared_folder: Path) -> Path:
    return built(shared_folder / "taken-out", moved.take_out, moved.lead_on)


@pytest.fixture
def visit(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Visit]:
    """A visit to the site that a test names, or to the one where nothing has moved."""
    folder = request.getfixturevalue(getattr(request, "param", "whole"))
    with served(folder, PREFIX) as address:
        visit = Visit(browser, folder, address)
        yield visit
        if faults := visit.reader.close():
            pytest.fail("\n".join(faults), pytrace=False)


# Short links


@ROOTS
@SCRIPTED
@pytest.mark.parametrize(
    ("path", "end"),
    [
        ("", ""),
        (ARTICLE, ""),
        (ARTICLE, "#pastikan-asli"),
        (ARTICLE, "#sumber-joblike"),
        (LIST, "#isi-daya"),
        (GUIDE, "#waktu-tempat"),
    ],
)
def test_a_short_link_arrives(visit: Visit, root: str, path: str, end: str, scripted: bool) -> None:  # noqa: FBT001 - a case
    there = f"{root}{path}/" if path else root
    page = visit.arrive(f"{root}l/{moved.code(REAL, path)}/{end}", there + end, scripted=scripted)
    if end:
        expect(page.locator(end)).to_be_in_viewport()
    expect(page.locator("h1")).to_be_visible()


@ROOTS
@pytest.mark.parametrize(
    "end", ["?tanda-penipuan=tidak#keaslian", "?a=1", "#entah", "#%", "#c1.x.y"]
)
def test_a_short_link_keeps_whatever_it_is_given(visit: Visit, root: str, end: str) -> None:
    code = moved.code(REAL, OTHER)
    visit.arrive(f"{root}l/{code}/{end}", f"{root}{OTHER}/{end}", scripted=True)


def test_a_short_link_brings_answers_along(visit: Visit) -> None:
    end = "?tanda-penipuan=tidak#keaslian"
    page = visit.arrive(f"l/{moved.code(REAL, GUIDE)}/{end}", f"{GUIDE}/{end}", scripted=True)
    expect(page.locator("#keaslian")).to_be_visible()
    expect(page.locator(".answers li")).to_have_count(1)


def test_back_leads_past_a_short_link(visit: Visit) -> None:
    page = visit.open("", scripted=True)
    page.goto(f"{visit.address}l/{moved.code(REAL, ARTICLE)}/")
    page.wait_for_url(f"{visit.address}{ARTICLE}/")
    page.go_back()
    page.wait_for_url(visit.address)


@ROOTS
def test_a_short_link_offers_the_other_language(visit: Visit, root: str) -> None:
    other = "en/" if not root else ""
    page = visit.open(f"{root}l/{moved.code(REAL, ARTICLE)}/", scripted=False)
    visit.reader.follow(page.locator("a[hreflang]"))
    assert page.url == f"{visit.address}{other}{ARTICLE}/"


def test_every_page_but_proofs_has_a_short_link(visit: Visit) -> None:
    redirects = redirects_of(visit.folder)
    pages = {page.address for page in pages_of(visit.folder) if page.status == HTTPStatus.OK}
    links = [
        str(page.tree.css("link[rel=canonical]")[0].attributes["href"])
        for page in redirects.values()
    ]
    assert sorted(links) == sorted(HOST + page for page in pages if not page.endswith("/bukti/"))
    assert all(address.removeprefix("en/").startswith("l/") for address in redirects)


@pytest.mark.parametrize("end", ["", "#pastikan-asli"])
def test_a_short_link_can_be_read_by_everybody(visit: Visit, end: str) -> None:
    page = visit.open("", scripted=True)
    script = partial(Route.fulfill, content_type="text/javascript", body="")
    page.route("**/page.carry-on.js", script)  # axe needs scripts, and this one would lead away
    page.goto(f"{visit.address}en/l/{moved.code(REAL, ARTICLE)}/{end}")
    assert too_wide(page, 320, 360, 1280) == {}
    assert find_in_both_schemes(page) == ""
    page.keyboard.press("Tab")
    expect(page.locator("[data-carry] a:visible")).to_be_focused()


# What has moved


@pytest.mark.parametrize("visit", ["renamed"], indirect=True)
@ROOTS
@SCRIPTED
@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        ("tentang/", "tentang-kami/", "h1"),
        ("tentang/#privasi", "tentang-kami/#privasi", "#privasi"),
        (f"{ABOUT}#privasi", "tentang-kami/#privasi", "#privasi"),
        (f"{ARTICLE}/#dilema", f"{ARTICLE}/#dilema", "#bimbang"),
        (f"{LIST}/#isi-daya", f"{LIST}/#isi-daya", "#isi-baterai"),
    ],
)
def test_what_was_renamed_is_found(  # noqa: PLR0913 - a case
    visit: Visit, root: str, old: str, new: str, seen: str, *, scripted: bool
) -> None:
    page = visit.arrive(root + old, root + new, scripted=scripted)
    expect(page.locator(seen)).to_be_in_viewport()
    if "#" in new:
        assert page.locator(seen).evaluate(ON_TOP)


@pytest.mark.parametrize("visit", ["taken_out"], indirect=True)
@ROOTS
@SCRIPTED
@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        ("tentang/", "#mengapa-percaya", "#mengapa-percaya"),
        ("tentang/#privasi", "#mengapa-percaya", "#mengapa-percaya"),
        ("tentang/#lapor", f"{OTHER}/", "h1"),
        (ABOUT, "#mengapa-percaya", "#mengapa-percaya"),
        (f"{ARTICLE}/#dilema", f"{OTHER}/#kapan", "#kapan"),
        (f"{ARTICLE}/#dil%65ma", f"{OTHER}/#kapan", "#kapan"),
        (f"{LIST}/#isi-daya", f"{LIST}/#isi-daya", "#hari-h"),
    ],
)
def test_what_was_taken_out_leads_on(  # noqa: PLR0913 - a case
    visit: Visit, root: str, old: str, new: str, seen: str, *, scripted: bool
) -> None:
    page = visit.arrive(root + old, root + new, scripted=scripted)
    expect(page.locator(seen)).to_be_in_viewport()


@pytest.mark.parametrize("visit", ["renamed", "taken_out"], indirect=True)
@SCRIPTED
def test_nodes_are_found_by_their_old_ids(visit: Visit, *, scripted: bool) -> None:
    page = visit.open(f"{GUIDE}/#terima-pinjam-ruang", scripted=scripted)
    node = page.locator(".node:has(#terima-pinjam-ruang)")
    expect(node.locator("h2")).to_be_in_viewport()
    expect(page.locator(".node:visible")).to_have_count(1)


@pytest.mark.parametrize("visit", ["renamed", "taken_out"], indirect=True)
def test_answers_are_found_by_their_old_ids(visit: Visit) -> None:
    page = visit.open(f"{GUIDE}/?waktu-tempat=jauh", scripted=True)
    expect(page.locator(".node:visible")).to_have_attribute("data-node", "minta-daring")


@pytest.mark.parametrize("visit", ["taken_out"], indirect=True)
def test_a_notice_is_seen_at_the_old_anchor_only(visit: Visit) -> None:
    page = visit.open(f"{ARTICLE}/", scripted=False)
    expect(page.locator(".carry")).to_be_hidden()
    page.goto(f"{visit.address}{ARTICLE}/#kapan")
    expect(page.locator(".carry")).to_be_hidden()
    page.goto(f"{visit.address}{ARTICLE}/#dilema")
    expect(page.locator(".carry")).to_be_in_viewport()


@pytest.mark.parametrize("visit", ["taken_out"], indirect=True)
def test_an_old_anchor_leads_on_from_its_own_page_too(visit: Visit) -> None:
    page = visit.open(f"{ARTICLE}/#kapan", scripted=True)
    page.evaluate("location.hash = 'dilema'")
    page.wait_for_url(f"{visit.address}{OTHER}/#kapan")


@pytest.mark.parametrize("visit", ["taken_out"], indirect=True)
def test_an_anchor_that_has_links_of_its_own_does_not_lead_on(visit: Visit) -> None:
    page = visit.open(f"{ARTICLE}/", scripted=True)
    expect(page.locator("#sumber-joblike a[href^=https]").first).to_be_attached()
    assert page.locator("script[src*='carry-on']").count() == 1
    gone: list[str] = []
    page.on("request", lambda request: gone.append(request.url))
    page.evaluate("location.hash = 'sumber-joblike'")
    expect(page.locator("#sumber-joblike")).to_be_in_viewport()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert gone == []


@pytest.mark.parametrize("visit", ["renamed"], indirect=True)
@SCRIPTED
def test_an_item_is_marked_by_its_old_id_too(visit: Visit, *, scripted: bool) -> None:
    page = visit.open(f"{LIST}/#isi-daya", scripted=scripted)
    colour = "one => getComputedStyle(one).backgroundColor"
    item, other = page.locator("#isi-baterai"), page.locator("#latihan")
    assert item.evaluate(colour) != other.evaluate(colour)
