"""A reader with a browser, who notices everything that a page should not do."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, TypedDict
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Error as PlaywrightError

if TYPE_CHECKING:
    from typing import Literal, Unpack

    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Locator,
        Page,
        Request,
        Response,
        WebError,
    )

    from tests.browser.built import BuiltPage

REPORT_POLICY = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} forbids ${event.blockedURI}`))"""

# A page's scripts start with the first frame that shows it (scripts/modules.py).
STARTED = "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"

# What became of a request whose page was left before its answer came, as for a page's icon.
LEFT = "net::ERR_ABORTED"


class Settings(TypedDict, total=False):
    """What a reader's browser is set to."""

    java_script_enabled: bool
    color_scheme: Literal["dark", "light"]
    forced_colors: Literal["active", "none"]
    reduced_motion: Literal["no-preference", "reduce"]
    permissions: list[str]


@dataclass
class Reader:
    """Opens pages of the site at `address`, and keeps what came and what went wrong there.

    `friends` are the addresses of other sites that its pages may ask.
    """

    browser: Browser
    address: str
    friends: tuple[str, ...] = ()
    faults: list[str] = field(default_factory=list)
    answers: list[tuple[str, int]] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(
        self,
        built: BuiltPage,
        *,
        width: int = 1280,
        height: int = 800,
        script: str = "",
        lost: str = "",
        **settings: Unpack[Settings],
    ) -> Page:
        """Open a page in a window of its own, and wait until its scripts have started.

        `script` runs before them; what is at the address `lost` does not come.
        """
        # Transitions between pages would only make the other tests wait.
        settings = {"reduced_motion": "reduce", **settings}
        context = self.browser.new_context(viewport={"width": width, "height": height}, **settings)
        self.contexts.append(context)
        self._watch(context)
        context.add_init_script(f"{REPORT_POLICY};{script}")
        if lost:
            context.route(lost, lambda route: route.abort())
        page = context.new_page()
        self.go(page, built)
        if settings.get("java_script_enabled", True):
            with suppress(PlaywrightError):  # a page that leads on is left meanwhile
                page.evaluate(STARTED)
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
        """Close every window and return what went wrong in any of them."""
        for context in self.contexts:
            context.close()
        return self.faults

    def _watch(self, context: BrowserContext) -> None:
        context.on("console", self._hear)
        context.on("weberror", self._catch)
        context.on("request", self._ask)
        context.on("requestfailed", self._lose)
        context.on("response", self._answer)

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
