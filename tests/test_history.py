from __future__ import annotations

import pytest

from scripts.history import KEPT, History

HASH = "0123456789ab"


def name(number: int) -> str:
    return f"{number:04}-{HASH}"


def history(current: int, *numbers: int) -> History:
    link = f"releases/{name(current)}" if current else ""
    return History(link, tuple(map(name, numbers)))


def test_the_first_release_is_number_one() -> None:
    empty = History("", ())
    assert (empty.current, empty.former(), empty.surplus()) == ("", "", [])
    assert empty.following("f" * 64) == "0001-ffffffffffff"


def test_numbers_grow_from_the_current_release() -> None:
    assert history(7, 6, 7).following(HASH * 2) == name(8)
    assert history(9999, 9999).following(HASH) == name(10000)


def test_what_was_rolled_back_goes_and_its_number_is_free_again() -> None:
    back = history(6, 5, 6, 7, 8)
    assert back.following(HASH) == name(7)
    assert back.surplus() == [name(7), name(8)]


def test_the_last_ones_are_kept_with_the_one_that_comes() -> None:
    full = history(9, *range(1, 10))
    assert full.surplus() == [name(number) for number in range(1, 10 - (KEPT - 1))]
    assert len(full.names) - len(full.surplus()) + 1 == KEPT
    back = history(9, *range(1, 12))
    assert back.surplus() == [name(10), name(11), *full.surplus()]


def test_numbers_count_and_not_signs() -> None:
    assert history(10000, 9999, 10000, 9998).former() == name(9999)
    assert history(10000, *range(9995, 10001)).surplus() == [name(9995), name(9996)]


def test_back_is_the_next_older_one_whatever_is_missing() -> None:
    assert history(7, 3, 5, 7, 8).former() == name(5)
    assert history(5, 5, 6).former() == ""


@pytest.mark.parametrize("link", ["", "elsewhere", "releases/mine"])
def test_without_a_current_release_none_is_taken_for_rolled_back(link: str) -> None:
    lost = History(link, (name(1), name(2)))
    assert (lost.current, lost.former(), lost.surplus()) == ("", "", [])
    assert lost.following(HASH) == name(3)


@pytest.mark.parametrize(
    "link", ["elsewhere", "releases/mine", "releases/20260101", f"x/{name(1)}"]
)
def test_a_link_to_what_others_published_is_in_the_way(link: str) -> None:
    assert History(link, ()).objection == (
        f'it leads to "{link}", which is no release of this folder; move it, or publish elsewhere'
    )


def test_nothing_is_in_the_way_of_the_first_release_and_of_the_next() -> None:
    assert (History("", ()).objection, history(7, 7).objection) == ("", "")


def test_a_link_may_end_as_shells_complete_it() -> None:
    back = History(f"releases/{name(6)}/", (name(6), name(7)))
    assert (back.current, back.objection, back.surplus()) == (name(6), "", [name(7)])


def test_what_is_not_a_release_is_left_alone() -> None:
    mixed = History(f"releases/{name(2)}", ("notes", ".incoming", name(1), name(2), "0003-x"))
    assert mixed.surplus() == []
    assert mixed.former() == name(1)
