"""A flow as a graph: circles, reach, paths and their number, and the overview."""

from __future__ import annotations

import sys
from itertools import islice

import pytest

from scripts import flow as graphs
from scripts.records import Flow
from tests import flows

SMALL = flows.flow(
    {
        "uang": {"ya": "jangan", "tidak": "waktu", "entah": "waktu"},
        "waktu": {"ya": "datang", "tidak": "jangan"},
    },
    ["datang", "jangan"],
)
PATHS = [
    ("uang=ya", "jangan"),
    ("uang=tidak&waktu=ya", "datang"),
    ("uang=tidak&waktu=tidak", "jangan"),
    ("uang=entah&waktu=ya", "datang"),
    ("uang=entah&waktu=tidak", "jangan"),
]


def test_the_graph_keeps_order_and_repetitions() -> None:
    assert graphs.graph(SMALL) == {
        "uang": ("jangan", "waktu", "waktu"),
        "waktu": ("datang", "jangan"),
        "datang": (),
        "jangan": (),
    }


def test_of_equal_ids_the_first_counts_and_unknown_nodes_are_left_out() -> None:
    found = graphs.graph(flows.flow({"a": {"x": "b", "y": "lain"}}, ["b", "a"]))
    assert found == {"a": ("b",), "b": ()}


@pytest.mark.parametrize(
    ("nodes", "cycles"),
    [
        ({"a": ("b", "b"), "b": ()}, []),
        ({"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ()}, []),
        ({"a": ("a", "a")}, [["a"]]),
        ({"a": ("b",), "b": ("a",)}, [["a", "b"]]),
        ({"a": ("b",), "b": ("c",), "c": ("b", "d"), "d": ()}, [["b", "c"]]),
        ({"a": ("b", "a"), "b": ("a",)}, [["a", "b"], ["a"]]),
        ({"a": (), "b": ("c",), "c": ("b",)}, [["b", "c"]]),
        ({"a": ("b", "c"), "b": ("c",), "c": ("b", "a")}, [["b", "c"], ["a", "b", "c"]]),
    ],
)
def test_cycles(nodes: graphs.Graph, cycles: list[list[str]]) -> None:
    assert list(graphs.cycles(nodes)) == cycles


def test_what_is_reached() -> None:
    nodes = {"a": ("b",), "b": ("a",), "c": ("b", "d"), "d": ()}
    assert graphs.reached(nodes, "a") == {"a", "b"}
    assert graphs.reached(nodes, "c") == {"a", "b", "c", "d"}
    assert graphs.reached(nodes, "d") == {"d"}


def test_every_path_in_the_order_of_the_options() -> None:
    assert [(path.query, path.outcome) for path in graphs.paths(SMALL)] == PATHS


def test_the_extent_of_a_flow() -> None:
    assert graphs.extent(SMALL) == graphs.Extent(paths=5, shortest=1, longest=2)


def test_on_how_many_paths_each_node_is() -> None:
    assert graphs.arrivals(SMALL) == {"uang": 5, "waktu": 4, "datang": 2, "jangan": 3}


def test_nodes_are_numbered_as_they_are_written() -> None:
    assert graphs.numbers(SMALL) == {"uang": 1, "waktu": 2, "datang": 3, "jangan": 4}


def test_the_overview_unfolds_each_question_once() -> None:
    rows = list(graphs.overview(SMALL))
    shown = [(row.depth, row.option.id if row.option else "", row.node, row.again) for row in rows]
    assert shown == [
        (0, "", "uang", False),
        (1, "ya", "jangan", False),
        (1, "tidak", "waktu", False),
        (2, "ya", "datang", False),
        (2, "tidak", "jangan", False),
        (1, "entah", "waktu", True),
    ]
    assert [row.question for row in rows] == ["", "uang", "uang", "waktu", "waktu", "uang"]


def test_a_flow_of_one_question_that_is_asked_in_vain() -> None:
    vain = flows.flow({"a": {"x": "b", "y": "b"}}, ["b"])
    assert graphs.extent(vain) == graphs.Extent(2, 1, 1)
    assert graphs.arrivals(vain) == {"a": 2, "b": 2}


def test_a_flow_longer_than_the_stack() -> None:
    depth = sys.getrecursionlimit() + 100
    ways = {f"q{i}": {"a": f"q{i + 1}", "b": "akhir"} for i in range(depth)}
    ways[f"q{depth - 1}"]["a"] = "ujung"
    long = flows.flow(ways, ["akhir", "ujung"])
    assert graphs.extent(long) == graphs.Extent(depth + 1, 1, depth)
    assert graphs.arrivals(long)["ujung"] == 1
    assert max(len(path.choices) for path in graphs.paths(long)) == depth
    assert list(graphs.cycles(graphs.graph(long))) == []
    assert max(row.depth for row in graphs.overview(long)) == depth


def test_paths_beyond_all_walking_are_counted_and_begun() -> None:
    wide = Flow.model_validate(flows.layers(100))
    assert graphs.extent(wide) == graphs.Extent(2**100, 100, 100)
    assert graphs.arrivals(wide)["akhir"] == 2**99
    first = list(islice(graphs.paths(wide), 10))
    assert len({path.query for path in first}) == 10
    assert {path.outcome for path in first} == {"akhir", "ujung"}
