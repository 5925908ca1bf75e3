"""A reader's hands on <flow-tool>: what the tests of guides share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest

from scripts import flow as flows
from scripts import source
from tests.browser.built import INDEX, BuiltPage
from tests.browser.reader import eventually, wait_for_scripts

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

    from scripts.records import Flow, Outcome
    from tests.browser.reader import Reader

ROOT = Path(__file__).parent.parent.parent
CLIPBOARD = ["clipboard-read", "clipboard-write"]
# What a reader sees of a guide; links are seen by their words, without what only a screen reader says.
LOOK = """() => ({
  shown: [...document.querySelectorAll(".node")].filter((node) => node.checkVisibility()).map((node) => node.dataset.node),
  address: location.pathname + location.search + location.hash,
  title: document.title,
  answers: [...document.querySelectorAll("[data-part=trail] > li")].filter((item) => item.checkVisibility())
    .map((item) => [item.children[0].textContent, item.children[1].textContent]),
})"""


@dataclass(frozen=True)
class Sight:
    """What a reader sees: the nodes, the address, the title, and the answers so far."""

    shown: list[str]
    address: str
    title: str
    answers: list[list[str]]


@dataclass(frozen=True)
class Guide:
    """A guide in one language."""

    locale: str
    address: str
    flow: Flow

    @cached_property
    def start(self) -> str:
        return self.flow.questions[0].id

    @cached_property
    def paths(self) -> list[flows.Path]:
        return list(flows.paths(self.flow))

    @cached_property
    def numbers(self) -> dict[str, int]:
        return dict(flows.numbers(self.flow))

    def title(self, node: str) -> str:
        return next(one.title for one in self.flow.nodes if one.id == node)[self.locale]

    def answer(self, choice: flows.Choice) -> list[str]:
        """Return a question and the answer to it, in words."""
        question = next(one for one in self.flow.questions if one.id == choice.question)
        option = next(one for one in question.options if one.id == choice.option)
        return [question.question[self.locale], option.label[self.locale]]

    def answers(self, query: str) -> list[list[str]]:
        """Return the questions and answers of a query, in words."""
        choices = [flows.Choice(*part.split("=")) for part in query.split("&") if part]
        return [self.answer(choice) for choice in choices]

    def outcome(self, name: str) -> Outcome:
        return next(outcome for outcome in self.flow.outcomes if outcome.id == name)

    def path_to(self, outcome: str) -> flows.Path:
        """Return a shortest path to an outcome."""
        found = (path for path in self.paths if path.outcome == outcome)
        return min(found, key=lambda path: len(path.choices))

    def of_tone(self, tone: str) -> str:
        return next(outcome.id for outcome in self.flow.outcomes if outcome.tone == tone)


@cache
def guides() -> list[Guide]:
    """Return every guide in every language, as their pages show them."""
    library, _ = source.load(ROOT)
    found = []
    for page in library.published().pages.values():
        if page.meta.value.kind == "flow" and (record := library.flow(page)):
            prefix = "" if page.locale == library.codes[0] else f"{page.locale}/"
            found.append(Guide(page.locale, f"{prefix}{page.path}/", record))
    return found


def guide_at(address: str) -> Guide:
    return next(guide for guide in guides() if guide.address == address)


EACH_GUIDE = pytest.mark.parametrize("guide", guides(), ids=[guide.address for guide in guides()])
INVITATION = guide_at("keputusan/terima-undangan/")
ENGLISH = guide_at("en/keputusan/terima-undangan/")
TALK = guide_at("keputusan/wawancara-informasional/")


@dataclass
class Window:
    """A window with a guide."""

    reader: Reader
    page: Page
    guide: Guide

    def node(self, name: str) -> Locator:
        return self.page.locator(f'[data-node="{name}"]')

    def heading(self, name: str) -> Locator:
        return self.node(name).locator("h2")

    def option(self, question: str, option: str) -> Locator:
        return self.node(question).locator(f'[data-option="{option}"]')

    def part(self, name: str) -> Locator:
        return self.page.locator(
            f'flow-tool > * [data-part="{name}"], flow-tool > [data-part="{name}"]'
        )

    def change(self, question: str) -> Locator:
        """Return the link to change an answer."""
        return self.part("trail").locator("li", has_text=self.guide.title(question)).locator("a")

    def row(self, question: str = "", option: str = "") -> Locator:
        return self.page.locator(f'[data-row="{question}.{option}"] > .overview__node')

    def word(self, name: str) -> str:
        return self.page.locator("flow-tool").get_attribute(f"data-{name}") or ""

    def choose(self, query: str) -> None:
        """Press one option after the other: `tanda-penipuan=tidak&keaslian=asli`."""
        for part in query.split("&"):
            self.option(*part.split("=")).click()

    def unfold(self) -> None:
        self.page.locator(".overview__box summary").click()

    def look(self) -> Sight:
        return Sight(**self.page.evaluate(LOOK))

    def stands(self, node: str, query: str = "", answers: str | None = None) -> None:
        """Make sure that the reader stands at a node, with these answers in the address."""
        fragment = f"#{node}" if query or node != self.guide.start else ""
        title = f"{self.guide.title(node)} – "
        wanted = Sight(
            [node],
            f"/{self.guide.address}{f'?{query}' if query else ''}{fragment}",
            title,
            self.guide.answers(query if answers is None else answers),
        )

        def look() -> Sight:
            seen = self.look()
            return replace(seen, title=seen.title[: len(title)])

        eventually(self.page, look, wanted)

    def shows(self, *nodes: str) -> None:
        """Make sure that the reader sees these nodes alone."""
        eventually(self.page, lambda: self.look().shown, list(nodes))

    def visit(self, tail: str) -> None:
        """Load the guide anew at an address with this query and fragment."""
        self.page.goto("about:blank")
        self.page.goto(urljoin(self.reader.address, f"{self.guide.address}{tail}"))
        wait_for_scripts(self.page)

    def serve(self, html: str) -> None:
        """Have the guide's address answer with another page, however long the address is."""

        def answer(route: Route) -> None:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")

        self.page.route(lambda url: url.split("?")[0].endswith(f"/{self.guide.address}"), answer)


def html_of(site_folder: Path, guide: Guide) -> str:
    return (site_folder / guide.address / INDEX).read_text(encoding="utf-8")


def use(
    reader: Reader, site_folder: Path, guide: Guide = INVITATION, tail: str = "", **settings: Any
) -> Window:
    """Open a guide, at the query and fragment in `tail`."""
    built = BuiltPage(guide.address + tail, html_of(site_folder, guide))
    return Window(reader, reader.open(built, **settings), guide)
