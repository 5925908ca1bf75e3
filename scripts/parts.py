"""The parts of a page that have an address of their own: sections, items, questions, outcomes.

They come in the order in which `body` puts them on the page.
"""

from __future__ import annotations

from bisect import bisect
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from scripts.model import (
    KEY_POINTS_ID,
    OVERVIEW_ID,
    PROOF_IDS,
    SOURCES_ID,
    TOOLS_ID,
    poster_anchor,
    poster_handout,
    template_anchor,
)
from scripts.navigation import one_line, plain
from scripts.records import OURS, Article, FlowPage, ProofPage, Question
from scripts.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scripts.model import Library, Mark, Page
    from scripts.records import Checklist, Flow

Kind = Literal["section", "message", "poster", "phase", "item", "question", "outcome"]


class Part(NamedTuple):
    """A part of a page: its id there, and what a list of parts says of it in plain text.

    `sources` are those that the part itself cites; `handout` is the name of its PDF, if it has one.
    """

    kind: Kind
    id: str
    title: str
    summary: str = ""
    sources: tuple[str, ...] = ()
    handout: str = ""


def parts(page: Page, library: Library, cited: Collection[str]) -> list[Part]:
    """Return the parts of a page, which cites the sources `cited`, in order."""
    words, meta = Words(library, page.locale), page.meta.value
    checklist, flow = library.checklist(page), library.flow(page)
    found: list[Part] = []
    if isinstance(meta, Article):
        found.append(Part("section", KEY_POINTS_ID, words.key_points))
    if checklist:
        found += _checklist(checklist, page.locale)
    if flow and isinstance(meta, FlowPage):
        found += (*_flow(flow, page.locale), Part("section", OVERVIEW_ID, words.flow_overview))
    if flow and isinstance(meta, ProofPage):
        found += _proof(flow, words)
    found += _written(page, library)
    if library.tools(page):
        found.append(Part("section", TOOLS_ID, words.tools))
    if cited:
        found.append(Part("section", SOURCES_ID, words.sources))
    return found


def _checklist(checklist: Checklist, locale: str) -> Iterator[Part]:
    for phase in checklist.phases:
        yield Part("phase", phase.id, one_line(phase.title[locale]))
        for item in phase.items:
            reason = item.reason[locale] if item.reason else ""
            text = one_line(item.text[locale])
            yield Part("item", item.id, text, one_line(reason), _sources(item.source))


def _flow(flow: Flow, locale: str) -> Iterator[Part]:
    for node in flow.nodes:
        more = node.hint if isinstance(node, Question) else node.summary
        kind: Kind = "question" if isinstance(node, Question) else "outcome"
        summary = one_line(more[locale]) if more else ""
        yield Part(kind, node.id, one_line(node.title[locale]), summary, _sources(*node.cited))


def _proof(flow: Flow, words: Words) -> Iterator[Part]:
    for name, title in PROOF_IDS.items():
        yield Part("section", name, words[title])
    for outcome in flow.outcomes:
        yield Part("outcome", outcome.id, one_line(outcome.title[words.locale]))


def _written(page: Page, library: Library) -> Iterator[Part]:
    """Yield the sections, messages and posters that a page's Markdown holds."""
    outline = page.outline
    shown = [mark for mark in outline.directives if mark.value in {"template", "poster"}]
    marks = sorted((*outline.headings, *shown), key=attrgetter("line"))
    lines = [mark.line for mark in marks]
    cited: list[list[str]] = [[] for _ in (*marks, None)]  # before the first mark, and after each
    for citation in outline.citations:
        cited[bisect(lines, citation.line)].append(citation.value)
    for mark, names in zip(marks, cited[1:], strict=True):
        if mark in shown:
            yield _component(mark, library, page.locale)
        elif mark.value:
            yield Part("section", mark.value, plain(mark.title), sources=_sources(*names))


def _component(mark: Mark, library: Library, locale: str) -> Part:
    if mark.value == "template":
        template = library.templates[mark.title].value
        title, when = one_line(template.title[locale]), one_line(template.when[locale])
        return Part("message", template_anchor(mark.title), title, when)
    poster = library.posters[mark.title].value
    title, summary = one_line(poster.title[locale]), one_line(poster.introduction[locale])
    anchor, handout = poster_anchor(mark.title), poster_handout(mark.title)
    return Part("poster", anchor, title, summary, _sources(*poster.cited), handout)


def _sources(*cited: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in cited if name != OURS))
