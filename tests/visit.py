"""A visit: one page opened cold on a telephone, and what it cost and how it went."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.programs import CHROMIUM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, StorageState

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "ignore_https_errors": True,  # the server's certificate is its own
}
# 400 ms, 400 kbit/s both ways, a processor four times as slow.
NETWORK = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
CPU = 4
SETTLED = 1500  # milliseconds after everything has loaded
WATCH = """
window.paints = []; window.shifts = [];
new PerformanceObserver((list) => paints.push(...list.getEntries().map(({ startTime }) => startTime)))
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
  .observe({ type: "layout-shift", buffered: true });
"""
KINDS = {".css": "styles", ".js": "scripts", ".json": "data", "": "page", ".html": "page"}


@dataclass(frozen=True)
class Answer:
    """What the server sent for one request: bytes with headers, compressed."""

    address: str
    status: int
    size: int

    @property
    def kind(self) -> str:
        """What it is: page, styles, scripts, data, or else the rest."""
        if "/search/" in self.address or "/workers/" in self.address:
            return "search"
        return KINDS.get(PurePosixPath(urlsplit(self.address).path).suffix, "rest")


@dataclass(frozen=True)
class Speed:
    """When the largest text or picture was there, in milliseconds, and how far things moved.

    What moves for a reader to see counts, also where browsers lay it to the address's own scrolling.
    """

    paint: float
    shift: float


class Visitor:
    """Opens pages, each time in a browser that has never seen the site."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    @contextmanager
    def opened(self, address: str, state: StorageState | None = None) -> Iterator[Page]:
        """Give a page that has just loaded."""
        context = self.browser.new_context(storage_state=state, **PHONE)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.goto(address)
        yield page
        context.close()

    def weigh(self, address: str, log: Path) -> list[Answer]:
        """Open a page and return all that the server sent for it, which is in its log.

        These are the bytes that Chromium reports as encodedDataLength; the log has those of
        workers too.
        """
        log.write_text("")
        with self.opened(address) as page:
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(SETTLED)
        lines = (line.split(" ", 2) for line in log.read_text().splitlines())
        return [Answer(path, int(status), int(size)) for status, size, path in lines]

    def time(self, address: str, state: StorageState | None = None) -> Speed:
        """Open a page on a slow line with a slow processor; `state` is what it stored before."""
        with self.opened("about:blank", state) as page:
            session = page.context.new_cdp_session(page)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", NETWORK)
            session.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
            page.goto(address)
            page.wait_for_timeout(SETTLED)
            return Speed(page.evaluate("paints.at(-1)"), sum(page.evaluate("shifts")))

    def state(self, address: str, use: Callable[[Page], object]) -> tuple[str, StorageState]:
        """Use a page, and return the address that it has then and what it has stored."""
        with self.opened(address) as page:
            use(page)
            page.wait_for_timeout(SETTLED)
            return page.url, page.context.storage_state()


@contextmanager
def visitor() -> Iterator[Visitor]:
    """Give somebody with a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=ARGUMENTS)
        yield Visitor(browser)
        browser.close()
