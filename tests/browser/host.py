"""A page of another site that shows our tools in frames: what the tests of embeds share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import expect

from tests.browser.built import BuiltPage, embeds_of
from tests.browser.reader import Reader
from tests.test_embed import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from playwright.sync_api import Browser, Frame, Locator, Page

NAME, INTEGRITY = list(PUBLISHED.items())[-1]
Way = Literal["first", "last"]
TOLERANCE = 4  # CSS pixels
STRICT = "default-src 'none'; script-src {tools}; frame-src {tools}; style-src 'self'"
LINES = "".join(f"<p>Baris {number}</p>" for number in range(40))
PAGE = """\
<!doctype html>
<html lang="id"{attributes}>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
{head}<title>Pusat karier</title>
<link rel="icon" href="data:,">
<h1>Pusat karier</h1>
<p><a href="#awal" id="awal">Sebelum</a></p>
{body}
<p><a href="#akhir" id="akhir">Sesudah</a></p>
"""
CONTENT = "document.documentElement.getBoundingClientRect().height"
FRAME = "(frame) => frame.clientHeight"


@dataclass(frozen=True)
class Framed:
    """Our site, at the address that it was built for."""

    folder: Path
    address: str

    @property
    def paths(self) -> list[str]:
        """The addresses of the tools' pages, in every language."""
        return sorted(page.address.replace("embed/", "") for page in embeds_of(self.folder))


@dataclass
class Host:
    """A site that writes pages with our tools in them, and a reader of it."""

    folder: Path
    address: str
    tools: Framed
    browser: Browser
    reader: Reader = field(init=False)

    def __post_init__(self) -> None:
        self.reader = Reader(self.browser, self.address, (self.tools.address,))

    def link(self, path: str, text: str = "Alat", attributes: str = "") -> str:
        """Return the link that a host pastes."""
        return f'<p><a class="siap-wawancara" href="{self.tools.address}{path}"{attributes}>{text}</a></p>'

    @property
    def script(self) -> str:
        """The script that a host pastes."""
        address = f"{self.tools.address}sematkan/{NAME}"
        return f'<script src="{address}" integrity="{INTEGRITY}" crossorigin="anonymous" async></script>'

    def frame(self, path: str, attributes: str = "", end: str = "") -> str:
        """Return a plain frame of a tool."""
        embed = re.sub(r"^(en/)?", r"\1embed/", path)
        return f'<iframe src="{self.tools.address}{embed}{end}" title="Alat" {attributes}></iframe>'

    def policy(self, text: str = STRICT) -> str:
        """Return a policy of the host's for its head."""
        content = text.format(tools=self.tools.address)
        return f'<meta http-equiv="Content-Security-Policy" content="{content}; img-src data:">\n'

    def open(self, body: str, head: str = "", attributes: str = "", **settings: Any) -> Page:
        """Write a page and open it."""
        text = PAGE.format(body=body, head=head, attributes=attributes)
        (self.folder / "index.html").write_text(text, encoding="utf-8")
        return self.reader.open(BuiltPage("", ""), **settings)

    def forget_faults(self, *words: str) -> None:
        """Let pass what was expected to go wrong: at least one fault with each of the words."""
        for word in words:
            assert any(word in fault for fault in self.reader.faults), self.reader.faults
        faults = self.reader.faults
        faults[:] = [fault for fault in faults if not any(word in fault for word in words)]


def frame_of(page: Page, number: int = 0) -> tuple[Locator, Frame]:
    """Return a frame's element, and what is in it once its tool is ready."""
    element = page.locator("iframe").nth(number)
    element.evaluate("(frame) => frame.scrollIntoView()")  # it may wait until it is nearly in view
    handle = element.element_handle()
    frame = handle.content_frame()
    assert frame
    frame.wait_for_selector(".flow[data-on], checklist-tool .meter")
    return element, frame


def follows(element: Locator, frame: Frame, least: int = 0, most: int = 100_000) -> None:
    """Wait until a frame is as high as what is in it, to the pixels that are allowed for."""

    def fault() -> float:
        content = float(frame.evaluate(CONTENT))
        return abs(float(element.evaluate(FRAME)) - min(max(content, least), most))

    for _ in range(40):
        if fault() <= TOLERANCE:
            return
        frame.wait_for_timeout(50)
    raise AssertionError(f"the frame is {fault()} px off")


def steps(frame: Frame, way: Way = "first") -> Iterator[str]:
    """Use a tool as a reader does, step by step: a way through a flow, or a part of a checklist."""
    if frame.locator("flow-tool").count():
        while (options := frame.locator(".node[data-here] .option")).count():
            option = options.last if way == "last" else options.first
            name = option.inner_text()
            option.click()
            yield name
        frame.locator(".result__why summary").click()
        yield "why"
        frame.locator(".overview__box summary").click()
        yield "overview"
        frame.locator("[data-part=restart]").click()
        yield "restart"
    else:
        for number in (0, 1):
            frame.locator(".item__text").nth(number).click()
            yield f"item {number}"
        if frame.locator(".tool__head").is_visible():  # wide frames have it open
            frame.locator(".tool__head").click()
            yield "tool"
        frame.locator(".tool__section > summary").first.click()
        yield "section"
        expect(frame.locator(".items .item__box:checked")).to_have_count(2)
