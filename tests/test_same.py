"""A function is asked once about the same thing, and again about an equal one."""

from __future__ import annotations

from scripts import same


def test_only_the_very_same_thing_is_remembered() -> None:
    asked: list[list[int]] = []

    @same.by_identity
    def total(numbers: list[int]) -> int:
        asked.append(numbers)
        return sum(numbers)

    one, other = [1, 2], [1, 2]
    assert [total(one), total(one), total(other), total(one)] == [3] * 4
    assert [id(each) for each in asked] == [id(one), id(other)]


def test_a_thing_is_held_and_no_other_takes_its_place() -> None:
    @same.by_identity
    def total(numbers: list[int]) -> int:
        return sum(numbers)

    assert [total([number]) for number in range(1000)] == list(range(1000))


def test_there_is_an_end_to_what_is_remembered() -> None:
    asked: list[object] = []
    remembered = same.by_identity(asked.append, most=3)
    things = [object() for _ in range(4)]
    for thing in (*things, things[3], things[0]):
        remembered(thing)
    assert asked == [*things, things[0]]
