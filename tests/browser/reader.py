"""A reader with a browser, who notices everything that a page should not do."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING, TypedDict, TypeVar
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Error as PlaywrightError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal, Unpack

    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Locator,
        Page,
        Request,
        Response,
        ViewportSize,
        WebError,
    )

    from tests.browser.built import BuiltPage

REPORT_POLICY = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} forbids ${event.blockedURI}`))"""

# A page's scripts start with the first frame that shows it (scripts/modules.py); without scripts no
# frame is told.
STARTED = """() => matchMedia("(scripting: enabled)").matches
  && new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"""

# Asked again and again in the page itself: Playwright's `wait_for_function` does so with eval(), which
# the pages' policy forbids from the second time on.
UNTIL = """async () => {
  for (let left = PATIENCE * 100; !(CONDITION); left--) {
    if (!left) throw new Error("this never holds: CONDITION");
    await new Promise((go) => setTimeout(go, 10));
  }
}"""

PATIENCE = 10  # seconds

# What became of a request whose page was left before its answer came, as for a page's icon.
LEFT = "net::ERR_ABORTED"

T = TypeVar("T")


class Settings(TypedDict, total=False):
    """What a reader's browser is set to."""

    java_script_enabled: bool
    color_scheme: Literal["dark", "light"]
    forced_colors: Literal["active", "none"]
    reduced_motion: Literal["no-preference", "reduce"]
    permissions: list[str]


PLAIN: Settings = {"java_script_enabled": False}
SIZE: ViewportSize = {"width": 1280, "height": 800}


def window(
    browser: Browser, size: ViewportSize, script: str = "", **settings: Unpack[Settings]
) -> BrowserContext:
    """Open a window that reports what a page's policy forbids, and runs a script before the page's own."""
    # Transitions between pages would only make the other tests wait.
    settings = {"reduced_motion": "reduce", **settings}
    context = browser.new_context(viewport=size, **settings)
    context.add_init_script(f"{REPORT_POLICY};{script}")
    return context


def wait_for_scripts(page: Page) -> None:
    """Wait until a page's scripts have started, if it may have any: it has only been loaded."""
    with suppress(PlaywrightError):  # a page that leads on is left meanwhile
        page.evaluate(STARTED)


def until(page: Page, condition: str) -> None:
    """Wait until a condition holds in a page.

    Raises:
        PlaywrightError: It does not within ten seconds.
    """
    page.evaluate(UNTIL.replace("CONDITION", condition).replace("PATIENCE", str(PATIENCE)))


def eventually(page: Page, look: Callable[[], T], wanted: T) -> None:
    """Look until something is as wanted: the page's script may still be at it."""
    end = monotonic() + PATIENCE
    while (seen := look()) != wanted and monotonic() < end:
        page.wait_for_timeout(20)
    assert seen == wanted


@dataclass
class Reader:
    """Opens pages of the site at `address`, and keeps what came and what went wrong there.

    `friends` are the addresses of other sites that its pages may ask. `plain` is a window without scripts for one
    reader after the other: to open a window takes as long as to load a page, and without scripts none leaves a trace.
    """

    browser: Browser
    address: str
    friends: tuple[str, ...] = ()
    plain: BrowserContext | None = None
    faults: list[str] = field(default_factory=list)
    answers: list[tuple[str, int]] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(
        self,
        built: BuiltPage,
        *,
        width: int = SIZE["width"],
        height: int = SIZE["height"],
        script: str = "",
        lost: str = "",
        **settings: Unpack[Settings],
    ) -> Page:
        """Open a page in a window of its own, and wait until its scripts have started.

        `script` runs before them; what is at the address `lost` does not come.
        """
        size: ViewportSize = {"width": width, "height": height}
        if self.plain and not self.contexts and settings == PLAIN and not script + lost:
            context = self.plain
        else:
            context = window(self.browser, size, script, **settings)
        self.contexts.append(context)
        self._watch(context)
        if lost:
            context.route(lost, lambda route: route.abort())
        page = context.pages[0] if context.pages else context.new_page()
        if context is self.plain:
            page.set_viewport_size(size)
        self.go(page, built)
        wait_for_scripts(page)
        return page

    def go(self, page: Page, built: BuiltPage) -> None:
        """Go to another page in the same window."""
        address = urljoin(self.address, built.address)
        if built.status != HTTPStatus.OK:
            self.expected.add(address)
        response = page.goto(address)
        assert response is None or response.status in {built.status, HTTPStatus.NOT_MODIFIED}

    def follow(self, link: Locator) -> Response | None:
        """Click a link, wait until what it leads to has loaded, and return the answer."""
        with link.page.expect_navigation() as answer:
            link.click()
        return answer.value

    def close(self) -> list[str]:
        """Close every window, or leave it, and return what went wrong in any of them."""
        for context in self.contexts:
            if context is self.plain:
                self._leave(context)
            else:
                context.close()
        return self.faults

    def _watch(self, context: BrowserContext) -> None:
        for event, hear in self._ears.items():
            context.on(event, hear)  # type: ignore[call-overload] # each hears what its event brings

    def _leave(self, context: BrowserContext) -> None:
        """Leave a window to the next reader as it was when it was opened."""
        for event, hear in self._ears.items():
            context.remove_listener(event, hear)
        for page in context.pages[1:]:
            page.close()
        for page in context.pages:
            page.unroute_all()
            page.emulate_media(media="null", color_scheme="null", forced_colors="null")
            page.mouse.move(0, 0)
            page.goto("about:blank")

    @cached_property
    def _ears(self) -> dict[str, Callable[..., None]]:
        """What is done when something happens in a window."""
        return {
            "console": self._hear,
            "weberror": self._catch,
            "request": self._ask,
            "requestfailed": self._lose,
            "response": self._answer,
        }

    def _hear(self, message: ConsoleMessage) -> None:
        if message.location["url"] not in self.expected or "404" not in message.text:
            self.faults.append(f"the console says {message.type}: {message.text}")

    def _catch(self, error: WebError) -> None:
        self.faults.append(f"a script fails: {error.error}")

    def _ask(self, request: Request) -> None:
        known = {urlsplit(address)[:2] for address in (self.address, *self.friends)}
        if urlsplit(request.url)[:2] not in known:
            self.faults.append(f"a third party is asked for {request.url}")

    def _lose(self, request: Request) -> None:
        if request.failure != LEFT:
            self.faults.append(f"{request.url} does not load: {request.failure}")

    def _answer(self, response: Response) -> None:
        self.answers.append((response.url, int(response.headers.get("content-length", "0"))))
        if response.status >= HTTPStatus.BAD_REQUEST and response.url not in self.expected:
            self.faults.append(f"{response.url} answers {response.status}")
