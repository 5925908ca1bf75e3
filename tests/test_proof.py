"""What a flow's proof says, and the lists of paths that reviewers read."""

from __future__ import annotations

import pytest

from scripts import proof as proofs
from scripts.records import Flow
from scripts.source import load
from tests import flows, tree

ROOT = tree.ROOT
NAMES = sorted(path.stem for path in (ROOT / "docs/_data/flows").glob("*.yml"))
RECORD = tree.golden("flow")["tree"]["docs/_data/flows/datang.yml"]
LISTED = """\
datang: 3 paths of 1 to 2 answers
Written by `make paths`; how many paths lead to an outcome stands beside it.

datang: 1
  uang=tidak waktu=ya

jangan: 2
  uang=tidak waktu=tidak
  uang=ya
"""


@pytest.fixture
def small(tmp_path_factory: pytest.TempPathFactory) -> Flow:
    root = tmp_path_factory.mktemp("kecil")
    tree.write(root, tree.golden("flow")["tree"])
    return load(root)[0].flows["datang"].value


def test_figures_of_a_flow(small: Flow) -> None:
    proof = proofs.prove(small, ["id", "en"])
    assert (proof.paths, proof.extent.shortest, proof.extent.longest) == (3, 1, 2)
    assert (proof.reached, proof.listed) == (4, 3)
    assert (proof.texts, dict(proof.complete)) == (19, {"id": 19, "en": 19})


def test_a_text_that_is_missing_is_not_counted(small: Flow) -> None:
    proof = proofs.prove(small, ["id", "jv"])
    assert dict(proof.complete) == {"id": 19, "jv": 0}


def test_nodes_with_their_paths_and_words(small: Flow) -> None:
    nodes = proofs.prove(small, ["id", "en"]).nodes
    assert [(node.number, node.node.id, node.paths) for node in nodes] == [
        (1, "uang", 3),
        (2, "waktu", 2),
        (3, "datang", 1),
        (4, "jangan", 2),
    ]
    # Bisa waktunya? Lihat kalender. Ada kuliah. Bisa. Jarang ada. Tidak bisa.
    assert dict(nodes[1].lengths) == {"id": 11, "en": 20}
    assert dict(nodes[3].lengths) == {"id": 5, "en": 8}


def test_outcomes_with_their_sources(small: Flow) -> None:
    first, second = proofs.prove(small, ["id"]).advice
    assert (first.outcome.id, first.paths, first.sources) == ("datang", 1, ("koran",))
    assert (first.parts, first.ours) == (4, 2)
    assert (second.paths, second.sources, second.parts, second.ours) == (2, (), 2, 2)
    assert [path.query for path in second.listed] == ["uang=ya", "uang=tidak&waktu=tidak"]


def test_no_more_paths_than_the_limit_are_written(small: Flow) -> None:
    proof = proofs.prove(small, ["id"], limit=2)
    assert (proof.paths, proof.listed) == (3, 2)
    assert [len(advice.listed) for advice in proof.advice] == [1, 1]


def test_the_list_of_paths(small: Flow) -> None:
    assert proofs.listing("datang", small) == LISTED


def test_what_is_moved_about_changes_no_line(small: Flow) -> None:
    question = small.questions[1]
    turned = question.model_copy(update={"options": question.options[::-1]})
    other = {"questions": (small.questions[0], turned), "outcomes": small.outcomes[::-1]}
    assert proofs.listing("datang", small.model_copy(update=other)) == LISTED


def test_a_list_that_is_cut_says_so() -> None:
    wide = Flow.model_validate(flows.layers(90))
    lines = proofs.listing("lebar", wide).splitlines()
    assert lines[0] == f"lebar: {2**90} paths of 90 to 90 answers"
    assert lines[1] == "Only the first 1000 are below."
    assert f"akhir: {2**89}" in lines
    assert sum(line.startswith("  ") for line in lines) == 1000


@pytest.mark.parametrize("name", NAMES)
def test_the_paths_of_a_flow_are_as_reviewers_read_them(name: str) -> None:
    flow = load(ROOT)[0].flows[name].value
    committed = (ROOT / proofs.FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert committed == proofs.listing(name, flow), "run `make paths` and look at the diff"


def test_there_are_no_paths_of_flows_that_are_gone() -> None:
    names = sorted(path.stem for path in (ROOT / proofs.FOLDER).glob("*"))
    assert names == NAMES, "run `make paths` and look at the diff"
