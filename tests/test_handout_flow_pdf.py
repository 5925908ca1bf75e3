"""The handouts of flows as they are printed: the real records, in every language, as PDF."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import structs

from scripts import handout_flow
from scripts.handout_flow import Advice, Answer, Asked, FlowSheet, Said
from scripts.records import FlowPage
from scripts.typeset import Typesetter, UnprintableError
from tests.paper import BLACK_OR_WHITE, Paper, keys, one_line, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Page
    from scripts.records import Flow

SAMPLE = ("id", "keputusan/terima-undangan")
SMALLEST = 8.5


@dataclass(frozen=True, repr=False)
class Guide(Paper):
    """What a guide on paper is made of and what came out."""

    page: Page
    flow: Flow
    sheet: FlowSheet


def typeset(sheet: FlowSheet, page: Page) -> bytes:
    return Typesetter().render("flow.typ", sheet.inputs, "pdf", day=page.meta.value.reviewed)


@cache
def made(locale: str, path: str) -> Guide:
    page = pages().library.pages[locale, path]
    flow = pages().library.flow(page)
    assert flow
    sheet = handout_flow.sheet(page, flow, pages().navigation, pages().body.sources(page))
    return Guide(typeset(sheet, page), page, flow, sheet)


@pytest.fixture(params=keys(FlowPage), ids="-".join)
def printed(request: pytest.FixtureRequest) -> Guide:
    return made(*request.param)


def changed(**values: Any) -> Guide:
    """Return a guide with other content than its record's."""
    sample = made(*SAMPLE)
    sheet = structs.replace(sample.sheet, **values)
    return replace(sample, sheet=sheet, pdf=typeset(sheet, sample.page))


def said(sheet: FlowSheet) -> Iterator[str]:
    """Yield what is always printed, in reading order."""
    for question in sheet.questions:
        yield from (str(question.number), question.text)
        yield from filter(None, (question.hint, *(answer.text for answer in question.answers)))
    yield sheet.advice_title
    for advice in sheet.advice:
        yield from (str(advice.number), advice.verdict)
        yield from (step.text for step in advice.steps)


# The record, word for word


def test_it_fits_one_sheet_of_paper(printed: Guide) -> None:
    assert len(printed.reader.pages) <= 2


def test_questions_come_before_the_advice_with_all_their_words(printed: Guide) -> None:
    rest = printed.text
    for wanted in said(printed.sheet):
        assert one_line(wanted) in rest
        rest = rest.partition(one_line(wanted))[2]
    for question in printed.sheet.questions:
        assert " · ".join(question.examples) in printed.text


def test_each_answer_points_to_its_number(printed: Guide) -> None:
    pattern = printed.sheet.go_to.replace("{n}", r"(\d+)")
    wanted = [answer.to for question in printed.sheet.questions for answer in question.answers]
    questions = printed.text.partition(f" {one_line(printed.sheet.advice[0].verdict)} ")[0]
    assert [int(n) for n in re.findall(rf" {pattern}\b", questions)] == wanted


def test_reasons_and_questions_to_ask_are_printed_with_all_advice_or_with_none(
    printed: Guide,
) -> None:
    advice = printed.sheet.advice
    for parts in ([each.why for each in advice], [part for each in advice for part in each.ask]):
        assert len({one_line(part.text) in printed.text for part in parts}) == 1


def test_sources_and_address_are_in_the_foot(printed: Guide) -> None:
    foot = printed.text.rpartition(f" {printed.sheet.sources} ")[2]
    assert printed.sheet.references
    for reference in printed.sheet.references:
        shown = f"{reference.mark} {reference.publisher}: {reference.title} {reference.address}"
        assert shown in foot
    for wanted in ("address", "licence", "reviewed", "ours"):
        assert getattr(printed.sheet, wanted) in foot


def test_it_has_nothing_of_the_other_language(printed: Guide) -> None:
    locale = next(code for code in pages().library.codes if code != printed.page.locale)
    own, other = printed.sheet, made(locale, printed.page.path).sheet
    foreign = {one_line(text) for text in said(other)} - {one_line(text) for text in said(own)}
    foreign |= {other.begin, other.scan, other.licence, other.reviewed, other.ours, *other.fields}
    # A short answer may well be part of the other language's words.
    long = [text for text in foreign if len(text) > 12]
    assert len(long) > 60
    assert [text for text in long if text in printed.text] == []


def test_nothing_in_a_record_is_read_as_markup() -> None:
    hostile = '#set page(fill: red) *tebal* _x_ $y$ `k` <a> @b // c \\ --- ~ "q" #{panic()} = /* z'
    first, *rest = made(*SAMPLE).sheet.questions
    printed = changed(title=hostile, questions=(structs.replace(first, text=hostile), *rest))
    assert printed.text.count(hostile) >= 2
    assert printed.title == hostile


# For assistive technology


def test_it_says_what_it_is(printed: Guide) -> None:
    assert printed.catalogue["/Lang"] == printed.page.locale
    assert printed.catalogue["/MarkInfo"]["/Marked"]
    assert re.findall(r"<pdfuaid:part>(.*?)</pdfuaid:part>", printed.standard) == ["1"]
    assert printed.title == printed.flow.title[printed.page.locale]
    assert printed.day == printed.page.meta.value.reviewed


def test_questions_and_verdicts_are_headings(printed: Guide) -> None:
    sheet = printed.sheet
    asked = [f"{it.text} {it.mark}" for it in sheet.questions]
    assert len(printed.titles(1)) == 1
    assert printed.titles(2)[: len(asked) + 2][:-1] == [*asked, printed.titles(2)[len(asked)]]
    assert sheet.advice_title in printed.titles(2)
    assert printed.titles(3) == [f"{it.verdict} {it.mark}".strip() for it in sheet.advice]


def test_the_code_is_the_only_picture_and_has_words(printed: Guide) -> None:
    figures = [tag["/Alt"] for tag in printed.tags if tag["/S"] == "/Figure"]
    assert figures == [printed.sheet.qr_alt]


def test_steps_are_lists(printed: Guide) -> None:
    kinds = Counter(tag["/S"] for tag in printed.tags)
    assert kinds["/L"] == len(printed.sheet.advice)
    assert kinds["/LBody"] == sum(len(advice.steps) for advice in printed.sheet.advice)


def test_links_lead_to_what_helps_to_the_sources_and_to_the_page(printed: Guide) -> None:
    sheet = printed.sheet
    wanted = [step.address for advice in sheet.advice for step in advice.steps if step.address]
    wanted += [*(reference.address for reference in sheet.references), sheet.address]
    assert set(printed.links()) == set(wanted)


# On paper


@pytest.mark.parametrize("translation", [None, BLACK_OR_WHITE], ids=["grey", "copied"])
def test_the_code_leads_to_the_page(printed: Guide, translation: bytes | None) -> None:
    assert printed.codes(translation) == [
        pages().navigation.permanent(printed.page.locale, printed.page.path)
    ]


def test_it_is_a4_with_margins_that_other_paper_and_copiers_leave(printed: Guide) -> None:
    for page in range(len(printed.reader.pages)):
        assert printed.size(page) == (210, 297)
        assert printed.margins(page) >= 12


def test_every_answer_and_every_step_has_a_box_for_a_pen(printed: Guide) -> None:
    sheet = printed.sheet
    boxes: Counter[str] = Counter()
    for page in range(len(printed.reader.pages)):
        for left, top, right, bottom in printed.boxes(page):
            if (page or top > 30) and abs((right - left) - (bottom - top)) < 0.1:
                boxes["answer"] += abs(left - 104) < 3 and 4 <= right - left <= 5.2
                boxes["step"] += 2.2 <= right - left <= 2.8
    assert boxes["answer"] == sum(len(question.answers) for question in sheet.questions)
    assert boxes["step"] == sum(len(advice.steps) for advice in sheet.advice)


def test_it_is_black_on_white_and_mostly_white(printed: Guide) -> None:
    for page in range(len(printed.reader.pages)):
        assert printed.ink(page) < 0.12


def test_nothing_that_is_read_is_smaller_than_it_may_be(printed: Guide) -> None:
    sizes: Counter[float] = Counter()

    def measure(text: str, matrix: list[float], place: list[float], _: Any, size: float) -> None:
        sizes[round(size * abs(place[3] * matrix[3]), 2)] += len(text.strip())

    for page in printed.reader.pages:
        page.extract_text(visitor_text=measure)
    small = sum(count for size, count in sizes.items() if size < SMALLEST)
    # Marks, the foot and the words around numbers.
    assert small / sum(sizes.values()) < 0.2


# Other flows than ours


def numbered(questions: int, advice: int) -> dict[str, tuple[Any, ...]]:
    """Return as many questions and outcomes, each answer leading to one of the next numbers."""
    sheet = made(*SAMPLE).sheet
    total = questions + advice

    def asked(n: int) -> Asked:
        it = sheet.questions[n % len(sheet.questions)]
        answers = enumerate(it.answers)
        to = (structs.replace(answer, to=min(n + 2 + a, total)) for a, answer in answers)
        return structs.replace(it, number=n + 1, text=f"Soal{n}. {it.text}", answers=tuple(to))

    def advised(n: int) -> Advice:
        it = sheet.advice[n % len(sheet.advice)]
        return structs.replace(it, number=questions + n + 1, verdict=f"Nasihat{n}. {it.verdict}")

    return {
        "questions": tuple(map(asked, range(questions))),
        "advice": tuple(map(advised, range(advice))),
    }


def test_a_short_flow_is_one_page_with_room_for_notes() -> None:
    printed = changed(**numbered(2, 2))
    assert len(printed.reader.pages) == 1
    assert f" {printed.sheet.notes} " in printed.text
    for advice in printed.sheet.advice:
        for part in (advice.why, *advice.ask):
            assert one_line(part.text) in printed.text


def test_a_flow_of_sixty_numbers_takes_more_pages_and_none_of_it_is_torn() -> None:
    printed = changed(**numbered(30, 30))
    assert len(printed.reader.pages) > 2
    for n in range(30):
        for it in (f"Soal{n}. ", f"Nasihat{n}. "):
            assert sum(text.count(it) for text in printed.texts) == 1
    for question in printed.sheet.questions:
        answers = " ".join(answer.text for answer in question.answers[:1])
        page = next(text for text in printed.texts if question.text in text)
        assert answers in page.partition(question.text)[2]
    assert all(printed.margins(page) >= 12 for page in range(len(printed.reader.pages)))
    assert [text for text in printed.texts if printed.sheet.licence in text] == [printed.texts[-1]]


@pytest.mark.parametrize("words", [60, 700], ids=["long", "longer than a page"])
def test_long_texts_are_printed_whole(words: int) -> None:
    sheet = made(*SAMPLE).sheet
    kinds = ("bantu", "jawab", "langkah")
    hint, answer, step = (" ".join(f"{kind}{n}" for n in range(words)) for kind in kinds)
    first, *questions = sheet.questions
    best, *advice = sheet.advice
    steps = (Said(step, "[1]"), *best.steps)
    answers = (Answer(answer, 2), *first.answers)
    printed = changed(
        questions=(structs.replace(first, hint=hint, answers=answers), *questions),
        advice=(structs.replace(best, steps=steps), *advice),
    )
    for text in (hint, answer, step):
        found = [word for word in text.split() if re.search(rf"\b{word}\b", printed.text)]
        assert found == text.split()
    assert all(printed.margins(page) >= 12 for page in range(len(printed.reader.pages)))


def test_of_several_pages_each_says_which_it_is() -> None:
    printed = made(*SAMPLE)
    for n, text in enumerate(printed.texts, 1):
        assert f"{printed.sheet.title} Halaman {n} dari {len(printed.texts)}" in text


# As files


def test_the_same_record_gives_the_same_file_of_fair_size(printed: Guide) -> None:
    assert typeset(printed.sheet, printed.page) == printed.pdf
    assert len(printed.pdf) < 200_000


def test_a_sign_that_the_font_lacks_is_named() -> None:
    with pytest.raises(UnprintableError, match="✓"):
        changed(title="Selesai ✓")
