"""The posters as they are printed: the real records, in every language, as PDF."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import structs

from scripts import handout_poster
from scripts.handout import Reference
from scripts.handout_poster import Entry, PosterSheet
from scripts.typeset import Typesetter, UnprintableError
from tests.paper import BLACK_OR_WHITE, MM, Paper, one_line, pages

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

SAMPLE = ("id", "perekrut-palsu")


@dataclass(frozen=True, repr=False)
class Poster(Paper):
    """What a poster is made of and what came out."""

    name: str
    sheet: PosterSheet
    reviewed: dt.date


def typeset(sheet: PosterSheet, day: dt.date) -> bytes:
    return Typesetter().render("poster.typ", sheet.inputs, "pdf", day=day)


@cache
def made(locale: str, name: str) -> Poster:
    library = pages().library
    day = handout_poster.reviewed(name, locale, library)
    assert day
    sheet = handout_poster.sheet(library.posters[name].value, locale, day, pages().navigation)
    return Poster(typeset(sheet, day), name, sheet, day)


@pytest.fixture(
    params=[(c, n) for c in ("id", "en") for n in pages().library.posters], ids="-".join
)
def printed(request: pytest.FixtureRequest) -> Poster:
    return made(*request.param)


def changed(**values: Any) -> Poster:
    """Return a poster with other content than its record's."""
    sample = made(*SAMPLE)
    sheet = structs.replace(sample.sheet, **values)
    return replace(sample, sheet=sheet, pdf=typeset(sheet, sample.reviewed))


def said(sheet: PosterSheet) -> Iterator[str]:
    """Yield what is printed, in reading order."""
    yield from (sheet.title, sheet.introduction)
    for n, sign in enumerate(sheet.signs, 1):
        yield from filter(None, (str(n), sign.text, sign.more))
    yield sheet.steps_title
    for n, step in enumerate(sheet.steps, 1):
        yield from (str(n), step.text)
    yield from (sheet.scan, sheet.address, *sheet.fields, sheet.ours, sheet.licence, sheet.reviewed)


def largest(printed: Poster) -> dict[str, float]:
    """Return the size in points of each piece of text, as it is set."""
    sizes: dict[str, float] = {}

    def measure(text: str, matrix: list[float], place: list[float], _: Any, size: float) -> None:
        if text.strip():
            sizes[one_line(text)] = round(size * abs(place[3] * matrix[3]), 1)

    printed.reader.pages[0].extract_text(visitor_text=measure)
    return sizes


def test_it_is_one_page_with_all_words_of_the_record(printed: Poster) -> None:
    assert len(printed.reader.pages) == 1
    rest = printed.text
    for wanted in said(printed.sheet):
        assert one_line(wanted) in rest
        rest = rest.partition(one_line(wanted))[2]


def test_it_has_nothing_of_the_other_language(printed: Poster) -> None:
    other = made("en" if printed.sheet.locale == "id" else "id", printed.name).sheet
    foreign = {
        text for text in said(other) if len(text) > 3 and text not in set(said(printed.sheet))
    }
    assert len(foreign) > 20
    assert [text for text in foreign if text in printed.text] == []


def test_signs_can_be_read_from_two_metres(printed: Poster) -> None:
    # At that distance capitals of 3.8 mm are read with ease; those of the font are 0.7 em high.
    sizes, sheet = largest(printed), printed.sheet
    title = [size for text, size in sizes.items() if text in sheet.title]
    signs = [
        max(size for text, size in sizes.items() if text in sign.text)
        for sign in sheet.signs
        if any(text in sign.text for text in sizes)
    ]
    assert min(title) * 0.7 >= 12 * MM
    assert len(signs) == len(sheet.signs)
    assert min(signs) * 0.7 >= 3.8 * MM


def test_what_is_read_is_not_smaller_than_it_may_be(printed: Poster) -> None:
    sizes = largest(printed)
    foot = (
        printed.sheet.licence,
        printed.sheet.ours,
        printed.sheet.reviewed,
        *printed.sheet.fields,
    )
    small = [text for text, size in sizes.items() if size < 8.5]
    assert small
    assert [text for text in small if not any(text in part for part in foot)] == []


def test_it_says_what_it_is(printed: Poster) -> None:
    assert printed.catalogue["/Lang"] == printed.sheet.locale
    assert re.findall(r"<pdfuaid:part>(.*?)</pdfuaid:part>", printed.standard) == ["1"]
    assert printed.title == printed.sheet.title
    assert printed.day == printed.reviewed
    assert printed.titles(1) == [printed.sheet.title]
    signs = [sign.text for sign in printed.sheet.signs]
    assert printed.titles(2) == [*signs, printed.sheet.steps_title]


def test_the_code_is_the_only_picture_and_has_words(printed: Poster) -> None:
    figures = [tag["/Alt"] for tag in printed.tags if tag["/S"] == "/Figure"]
    assert figures == [printed.sheet.qr_alt]


@pytest.mark.parametrize("translation", [None, BLACK_OR_WHITE], ids=["grey", "copied"])
def test_the_code_leads_where_the_record_says(printed: Poster, translation: bytes | None) -> None:
    link = pages().library.posters[printed.name].value.link
    assert printed.codes(translation) == [pages().navigation.permanent(printed.sheet.locale, link)]


def test_it_is_a4_with_margins_that_other_paper_and_copiers_leave(printed: Poster) -> None:
    assert printed.size() == (210, 297)
    assert printed.margins() >= 12


def test_it_has_solid_black_and_no_grey(printed: Poster) -> None:
    shades = Counter(printed.pixels().tobytes())
    edges = sum(count for grey, count in shades.items() if 16 < grey < 240)
    assert edges < 0.06 * sum(shades.values())
    assert 0.25 < printed.ink() < 0.5


def test_sources_are_in_the_foot_when_there_are_any() -> None:
    reference = Reference("[1]", "Koran", "Judul", "https://koran.example/x", "en")
    assert made(*SAMPLE).sheet.sources not in made(*SAMPLE).titles(2)
    printed = changed(references=(reference,))
    assert printed.titles(2)[-1] == printed.sheet.sources
    assert f"[1] {reference.publisher}: {reference.title}" in printed.text


@pytest.mark.parametrize("count", [3, 5, 6, 12])
def test_few_signs_are_larger_and_many_still_fit(count: int) -> None:
    sheet = made(*SAMPLE).sheet
    printed = changed(signs=tuple(sheet.signs[n % len(sheet.signs)] for n in range(count)))
    assert len(printed.reader.pages) == 1
    assert printed.margins() >= 12
    assert len(printed.titles(2)) == count + 1


def test_long_texts_are_printed_whole_on_more_pages() -> None:
    sheet = made(*SAMPLE).sheet
    words = [f"kata{n}" for n in range(len(sheet.signs) * 150)]
    signs = [
        Entry(sign.text, " ".join(words[n * 150 : (n + 1) * 150]), "[1]")
        for n, sign in enumerate(sheet.signs)
    ]
    printed = changed(signs=tuple(signs), title=f"{sheet.title} {sheet.introduction}")
    assert len(printed.reader.pages) > 1
    assert [word for word in words if re.search(rf"\b{word}\b", printed.text)] == words
    for n, text in enumerate(printed.texts, 1):
        assert f"Halaman {n} dari {len(printed.texts)}" in text


def test_a_sign_that_is_longer_than_a_page_is_torn() -> None:
    words = " ".join(f"kata{n}" for n in range(2000))
    printed = changed(signs=(Entry("Tanda", words, "[1]"),))
    assert len(printed.reader.pages) > 1
    assert all(printed.margins(n) >= 11 for n in range(len(printed.texts)))
    assert all("kata" in text for text in printed.texts[:2])


def test_nothing_in_a_record_is_read_as_markup() -> None:
    hostile = '#set page(fill: red) *b* _x_ $y$ `k` <a> @b // c \\ --- ~ "q" #{panic()} = /* z'
    first, *signs = made(*SAMPLE).sheet.signs
    printed = changed(introduction=hostile, signs=(structs.replace(first, text=hostile), *signs))
    assert printed.text.count(hostile) == 2


def test_the_same_record_gives_the_same_small_file(printed: Poster) -> None:
    assert typeset(printed.sheet, printed.reviewed) == printed.pdf
    assert len(printed.pdf) < 100_000


def test_a_sign_that_the_font_lacks_is_named() -> None:
    with pytest.raises(UnprintableError, match="✓"):
        changed(title="Selesai ✓")
