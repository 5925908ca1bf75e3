"""Ten thousand generated flows: validation never raises, and says all and only what is wrong.

What is right is found by walking every path, with no code of the generator's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from scripts import flow as graphs
from scripts.model import Library, Located
from scripts.proof import prove
from scripts.records import Flow
from scripts.source import load
from scripts.validate import validate
from tests import flows, tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

RECORD = "docs/_data/flows/datang.yml"
WORKERS, EACH = 10, 1_000
WRITTEN = 250
WHOLE, FORWARD, ANY, WILD = range(4)
Ways = dict[str, dict[str, str]]
Said = set[tuple[int, str]]
Walk = tuple[tuple[str, ...], str]


class Draw:
    """Choices made of bytes, which hypothesis can shrink; the first is made when none are left."""

    def __init__(self, entropy: bytes) -> None:
        self.bytes = iter(entropy)

    def below(self, number: int) -> int:
        return next(self.bytes, 0) % number


def generated(entropy: bytes) -> tuple[int, dict[str, Any]]:
    """Return a shape and the record of a flow of that shape."""
    draw = Draw(entropy)
    shape = draw.below(4)
    questions = [f"q{i}" for i in range(1 + draw.below(6))]
    outcomes = [f"saran-{i}" for i in range(1 + (shape == WHOLE) + draw.below(4))]
    names = [*questions, *outcomes]
    ways = {name: options(draw, names, i, shape) for i, name in enumerate(questions)}
    if shape == WHOLE:
        seen = {node for trail, _ in walks(ways, outcomes, questions[0]) for node in trail}
        ways = {name: way for name, way in ways.items() if name in seen}
        outcomes = [name for name in outcomes if name in seen]
    record = flows.data(ways, outcomes)
    if shape == WILD:
        spoil(draw, record)
    return shape, record


def options(draw: Draw, names: list[str], place: int, shape: int) -> dict[str, str]:
    """Return the options of the question at `place`, and where each one leads."""
    count = 2 + draw.below(2)
    if shape in {ANY, WILD}:
        known = [*names, "tiada"] if shape == WILD else names
        return {f"o{i}": known[draw.below(len(known))] for i in range(count)}
    later = names[place + 1 :]
    ways = {f"o{i}": later[draw.below(len(later))] for i in range(count)}
    if shape == WHOLE and len(set(ways.values())) == 1:
        ways["o0"] = later[(later.index(ways["o0"]) + 1) % len(later)]
    return ways


def spoil(draw: Draw, record: dict[str, Any]) -> None:
    """Give a node the id of another, now or earlier, and lengthen a text."""
    nodes = [*record["questions"], *record["outcomes"]]
    one, other = (nodes[draw.below(len(nodes))] for _ in range(2))
    if draw.below(2):
        one["id"] = other["id"]
    else:
        one["was"] = [other["id"]] * (1 + draw.below(2))
    if draw.below(2):
        record["outcomes"][0]["verdict"] = {"id": "a " * draw.below(60), "en": ""}


def walks(ways: Ways, outcomes: list[str], start: str) -> Iterator[Walk]:
    """Yield every walk from a node until it ends, and at what: outcome, circle or nothing."""

    def go(trail: tuple[str, ...]) -> Iterator[Walk]:
        here = trail[-1]
        if here in outcomes:
            yield trail, "outcome"
        elif here in trail[:-1]:
            yield trail, "circle"
        elif here not in ways:
            yield trail, "nothing"
        else:
            for following in ways[here].values():
                yield from go((*trail, following))

    yield from go((start,))


def ways_of(record: dict[str, Any]) -> tuple[Ways, list[str]]:
    ways = {
        question["id"]: {option["id"]: option["next_node"] for option in question["options"]}
        for question in record["questions"]
    }
    return ways, [outcome["id"] for outcome in record["outcomes"]]


def numbered(record: dict[str, Any]) -> dict[tuple[str | int, ...], int]:
    """Return a line of its own for each node and each option."""
    keys: list[tuple[str | int, ...]] = []
    for q, question in enumerate(record["questions"]):
        keys.append(("questions", q))
        keys += (("questions", q, "options", o) for o in range(len(question["options"])))
    keys += (("outcomes", o) for o in range(len(record["outcomes"])))
    return {key: line for line, key in enumerate(keys, 1)}


def holding(library: Library, record: dict[str, Any]) -> Library:
    """Return the library with this flow in it."""
    flow = Located(Flow.model_validate(record), RECORD, numbered(record))
    return structs.replace(library, flows={"datang": flow})


def judge(library: Library, record: dict[str, Any]) -> bool:
    """Hold what validation says of a flow against all of its walks; say whether it is sound."""
    said = {(problem.line, problem.message) for problem in validate(library)}
    ways, outcomes = ways_of(record)
    if len({*ways, *outcomes}) < len(record["questions"]) + len(record["outcomes"]):
        assert any("is already used on line" in message for _, message in said)
    else:
        judge_ends(said, library, ways, outcomes)
        judge_circles(said, library, ways, outcomes)
    if not said:
        judge_sound(library.flows["datang"].value, ways, outcomes)
    return not said


def lines(said: Said, piece: str) -> set[int]:
    return {line for line, message in said if piece in message}


def edges(library: Library) -> Iterator[tuple[int, str, str, str]]:
    """Yield each option with the line that says where it leads, its question, id and next node."""
    record = library.flows["datang"]
    for q, question in enumerate(record.value.questions):
        for o, option in enumerate(question.options):
            line = record.line("questions", q, "options", o, "next_node")
            yield line, question.id, option.id, option.next_node


def judge_ends(said: Said, library: Library, ways: Ways, outcomes: list[str]) -> None:
    """Options into nothing and nodes out of reach are said, each in its place, and no others."""
    lost = {line for line, _, _, node in edges(library) if node not in {*ways, *outcomes}}
    assert lines(said, "which is not a node") == lost
    seen = {node for trail, _ in walks(ways, outcomes, next(iter(ways))) for node in trail}
    record = library.flows["datang"]
    places = {name: record.line("questions", q, "id") for q, name in enumerate(ways)}
    places |= {name: record.line("outcomes", o, "id") for o, name in enumerate(outcomes)}
    assert lines(said, "is never reached") == {places[name] for name in places.keys() - seen}


def judge_circles(said: Said, library: Library, ways: Ways, outcomes: list[str]) -> None:
    """Options that close a circle are said: none is left without them, none is said in vain."""
    back = lines(said, " leads back to ")
    forward: Ways = {name: {} for name in ways}
    for line, question, option, node in edges(library):
        if line not in back:
            forward[question][option] = node
        else:
            assert any(question in trail for trail, _ in walks(ways, outcomes, node))
    assert not circular(forward, outcomes)
    assert circular(ways, outcomes) == bool(back)


def circular(ways: Ways, outcomes: list[str]) -> bool:
    return any(end == "circle" for name in ways for _, end in walks(ways, outcomes, name))


def judge_sound(flow: Flow, ways: Ways, outcomes: list[str]) -> None:
    """A flow of which nothing is said has no dead end, circle or lost node, and its proof is true."""
    found = list(walks(ways, outcomes, next(iter(ways))))
    trails = [trail for trail, _ in found]
    assert {end for _, end in found} == {"outcome"}
    assert {node for trail in trails for node in trail} == {*ways, *outcomes}
    steps = [len(trail) - 1 for trail in trails]
    assert graphs.extent(flow) == graphs.Extent(len(trails), min(steps), max(steps))
    on = {node: sum(node in trail for trail in trails) for node in (*ways, *outcomes)}
    assert graphs.arrivals(flow) == on
    listed = [
        (*(choice.question for choice in path.choices), path.outcome) for path in graphs.paths(flow)
    ]
    assert listed == trails
    proof = prove(flow, ["id", "en"])
    assert (proof.paths, proof.listed, proof.reached) == (len(trails), len(trails), len(on))


@pytest.fixture
def small(tmp_path: Path) -> Library:
    """Return the small project whose flow is replaced."""
    tree.write(tmp_path, tree.golden("flow")["tree"])
    library, problems = load(tmp_path)
    assert problems == []
    return library


def for_all(seed: int, examples: int, check: Callable[[bytes], None]) -> None:
    """Run a check on flows that this seed alone makes."""

    @hypothesis.seed(seed)
    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(st.binary(min_size=12, max_size=40))
    def run(entropy: bytes) -> None:
        check(entropy)

    run()


@pytest.mark.parametrize("seed", range(WORKERS))
def test_ten_thousand_flows(small: Library, seed: int) -> None:
    shapes: list[tuple[int, bool]] = []

    def check(entropy: bytes) -> None:
        shape, record = generated(entropy)
        sound = judge(holding(small, record), record)
        shapes.append((shape, sound))
        assert sound or shape != WHOLE

    for_all(seed, EACH, check)
    sound = sum(sound for _, sound in shapes)
    assert len(shapes) >= EACH
    assert EACH / 5 < sound < EACH * 4 / 5
    assert min(sum(shape == kind for shape, _ in shapes) for kind in range(4)) > EACH / 20


def test_hundreds_of_flows_as_files(small: Library, tmp_path: Path) -> None:
    def check(entropy: bytes) -> None:
        _, record = generated(entropy)
        tree.write(tmp_path, {RECORD: flows.written(record)})
        library, problems = load(tmp_path)
        assert problems == []
        assert judge(library, record) == judge(holding(small, record), record)

    for_all(WORKERS, WRITTEN, check)
