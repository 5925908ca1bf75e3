from __future__ import annotations

from itertools import pairwise

import pytest

from scripts.lettering import Line, capital, coverage, lines

WIDE = 1000.0


def only(text: str) -> Line:
    (line,) = lines(text, "Bold", WIDE, "id")
    return line


def width(text: str) -> float:
    """Return where the last glyph of a text begins."""
    return only(text)[-1][1]


def counts(text: str, em: float) -> list[int]:
    return [len(line) for line in lines(text, "Bold", em, "id")]


def test_letters_stand_side_by_side() -> None:
    places = [glyph[1] for glyph in only("nnnn")]
    assert places == sorted(places)
    steps = {round(after - before, 6) for before, after in pairwise(places)}
    assert len(steps) == 1
    assert 0.4 < steps.pop() < 0.7


def test_pairs_of_letters_are_kerned() -> None:
    assert width("To") < width("Th")
    assert width("AV") < width("AH")


def test_lines_end_between_words_and_begin_at_the_margin() -> None:
    assert counts("nnnn nnnn  nn", 3.0) == [4, 4, 2]
    assert all(line[0][1] == 0 for line in lines("nnnn nnnn  nn", "Bold", 3.0, "id"))


def test_as_many_words_as_fit_are_on_a_line() -> None:
    assert counts("nn nn nn nn", 3.0) == [4, 4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nnn-nnn", [4, 3]),
        ("nnn–nnn", [4, 3]),
        ("nnn/nnn", [4, 3]),
        ("nnn\u200bnnn", [3, 3]),
        ("nnn\nnnn", [3, 3]),
    ],
)
def test_lines_end_after_dashes_and_at_invisible_breaks_too(text: str, expected: list[int]) -> None:
    assert counts(text, 2.6) == expected


def test_a_number_stays_whole_and_so_do_words_with_a_fixed_space() -> None:
    assert counts("n 11-22", 3.0) == [1, 5]
    assert counts("n nn\u00a0nn", 3.1) == [1, 5]


def test_a_word_that_is_longer_than_a_line_is_torn() -> None:
    assert counts("n nnnnnnn n", 2.5) == [3, 4, 2]


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_nothing_has_no_lines(text: str) -> None:
    assert lines(text, "Bold", WIDE, "id") == []


def test_a_letter_with_its_mark_is_one_sign_however_it_is_written() -> None:
    assert only("e\u0301") == only("é")
    assert counts("x\u0301" * 6, 1.2) == [4, 4, 4]


def test_a_sign_that_the_font_lacks_has_a_box() -> None:
    box = only("你")[0]
    assert box == only("\U0001f389")[0]
    assert box[0] == 0
    assert coverage("Bold", box[0], 31, 0)


def test_what_is_invisible_leaves_no_ink() -> None:
    assert width("a\u00adn") == width("an")
    assert [bool(coverage("Bold", g[0], 31, 0)) for g in only("a\u00adn")] == [True, False, True]


def test_a_glyph_is_drawn_from_its_origin() -> None:
    letter = only("H")[0][0]
    drawn = coverage("Bold", letter, 100, 0)
    assert drawn
    assert (drawn.top, drawn.height) == (-round(100 * capital("Bold")), -drawn.top)
    assert len(drawn.pixels) == drawn.width * drawn.height
    assert {0, 255} <= set(drawn.pixels)
    middle = drawn.height // 2 * drawn.width
    assert set(drawn.pixels[middle : middle + drawn.width][10:-10]) == {255}


def test_a_shift_moves_it_by_parts_of_a_pixel() -> None:
    letter = only("l")[0][0]
    still, moved = coverage("Bold", letter, 31, 0), coverage("Bold", letter, 31, 0.5)
    assert still
    assert moved
    assert still.pixels != moved.pixels
    assert sum(still.pixels) == pytest.approx(sum(moved.pixels), rel=0.02)


def test_below_the_line_is_below_the_origin() -> None:
    drawn = coverage("Bold", only("p")[0][0], 100, 0)
    assert drawn
    assert drawn.top < 0 < drawn.top + drawn.height


def test_weights_differ() -> None:
    assert lines("nn", "Bold", WIDE, "id") != lines("nn", "Medium", WIDE, "id")
    assert 0.6 < capital("Medium") < 0.8
