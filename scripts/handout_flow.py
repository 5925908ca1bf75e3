"""A flow's handout: its questions and advice by number, as plain data for the typesetter.

Of the reasons for a piece of advice at most the first is printed, and where there is little room
neither that nor the questions to ask; how the sheet looks is in `overrides/print/flow.typ`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict

from scripts import flow as graphs
from scripts.handout import OURS_MARK, Sheet, Subject, frame, marks, unmarked
from scripts.navigation import one_line
from scripts.records import OURS
from scripts.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.model import Page
    from scripts.navigation import Navigation
    from scripts.records import Flow, Outcome, Question, Reason, Step, Text


class Said(Struct, frozen=True):
    """A sentence, the mark of its source, and where it sends on to: a number or an address."""

    text: str
    mark: str
    to: int = 0
    address: str = ""


class Answer(Struct, frozen=True):
    """An option and the number of the node that it leads to."""

    text: str
    to: int


class Asked(Struct, frozen=True):
    """A question with its number."""

    number: int
    text: str
    mark: str
    hint: str
    examples: tuple[str, ...]
    answers: tuple[Answer, ...]


class Advice(Struct, frozen=True):
    """An outcome with its number; `tone` is that of the record.

    Its own mark is for whatever in it has none.
    """

    number: int
    verdict: str
    mark: str
    tone: str
    why: Said
    steps: tuple[Said, ...]
    ask: tuple[Said, ...]


class FlowSheet(Sheet, frozen=True):
    """All that is printed of a flow. `go_to` is a pattern with a number."""

    introduction: str
    begin: str
    fields: tuple[str, ...]
    examples: str
    questions: tuple[Asked, ...]
    go_to: str
    advice_title: str
    advice: tuple[Advice, ...]
    ask: str
    tones: dict[str, str]
    notes: str


class _Scribe:
    """Writes the parts of a flow in the language of its page."""

    def __init__(
        self, page: Page, flow: Flow, navigation: Navigation, numbers: Mapping[str, int]
    ) -> None:
        self.page = page
        self.navigation = navigation
        self.numbers = graphs.numbers(flow)
        self.marks = marks(numbers)

    def said(self, part: Reason | Step) -> Said:
        """Return a sentence; what is our own is marked at the verdict."""
        link, to = getattr(part, "link", None) or "", 0
        path, _, node = link.partition("#")
        if path == self.page.path:
            to = self.numbers.get(node, 0)
        return Said(
            text=self._line(part.text),
            mark="" if part.source == OURS else self.marks[part.source],
            to=to,
            address=self.navigation.target(self.page.locale, link) if link and not to else "",
        )

    def asked(self, question: Question) -> Asked:
        """Return a question with its answers."""
        return Asked(
            number=self.numbers[question.id],
            text=self._line(question.question),
            mark=self.marks[question.source],
            hint=self._line(question.hint) if question.hint else "",
            examples=tuple(map(self._line, question.examples)),
            answers=tuple(
                Answer(self._line(option.label), self.numbers[option.next_node])
                for option in question.options
            ),
        )

    def advice(self, outcome: Outcome) -> Advice:
        """Return an outcome."""
        ours = any(part.source == OURS for part in _printed(outcome))
        return Advice(
            number=self.numbers[outcome.id],
            verdict=self._line(outcome.verdict),
            mark=OURS_MARK if ours else "",
            tone=outcome.tone,
            why=self.said(outcome.why[0]),
            steps=tuple(map(self.said, outcome.steps)),
            ask=tuple(map(self.said, outcome.ask)),
        )

    def _line(self, text: Text) -> str:
        return one_line(text[self.page.locale])


def sheet(page: Page, flow: Flow, navigation: Navigation, numbers: Mapping[str, int]) -> FlowSheet:
    """Return the sheet of a flow's page; `numbers` are those of the sources on the page."""
    locale, words = page.locale, Words(navigation.library, page.locale)
    scribe, cited = _Scribe(page, flow, navigation, numbers), set(_cited(flow))
    address = navigation.permanent(page.locale, page.path)
    reviewed = page.meta.value.reviewed
    subject = Subject(locale, flow.title[locale], address, reviewed)
    around = frame(subject, cited, numbers, navigation)
    return FlowSheet(
        **asdict(around) | unmarked(around, words),
        introduction=one_line(flow.introduction[locale]),
        begin=words.paper_begin,
        fields=(words.paper_name, words.paper_date, words.paper_result),
        examples=words.paper_examples,
        questions=tuple(map(scribe.asked, flow.questions)),
        go_to=words.flow_goto,
        advice_title=words.flow_outcome,
        advice=tuple(map(scribe.advice, flow.outcomes)),
        ask=words.paper_ask,
        tones={"yes": words.paper_yes, "wait": words.paper_wait, "no": words.paper_no},
        notes=words.notes,
    )


def _cited(flow: Flow) -> Iterator[str]:
    """Yield the sources of what is printed."""
    for question in flow.questions:
        yield question.source
    for outcome in flow.outcomes:
        yield from (part.source for part in _printed(outcome))


def _printed(outcome: Outcome) -> tuple[Reason | Step, ...]:
    """Return the parts of an outcome that are printed and have a source."""
    return (outcome.why[0], *outcome.steps, *outcome.ask)
