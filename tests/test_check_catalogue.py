"""The rule over the catalogue; its faults are among the golden cases."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.built import read_site
from scripts.catalogue import schema
from scripts.check_catalogue import SHOWN, catalogue_is_whole
from tests import kit
from tests.test_check import ROOT, build, png

NESTED = st.recursive(
    st.none() | st.booleans() | st.text() | st.just(f"{ROOT}a%00"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["address", "qr_png", "handout", "id"]), inner)
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(["$schema", "languages", "pages", "parts", "licence"])


def found(catalogue: str | bytes, rules: str = "true") -> list[str]:
    """Return what is wrong with a catalogue in a site that has nothing else."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        text = catalogue.encode() if isinstance(catalogue, str) else catalogue
        (folder / "katalog.json").write_bytes(text)
        (folder / "katalog.schema.json").write_text(rules, encoding="utf-8")
        problems = list(catalogue_is_whole(read_site(folder, ROOT, ("id",))))
    assert "\n".join(map(str, problems)).encode().count(b"\n") < max(len(problems), 1)
    return [str(problem) for problem in problems]


@given(st.dictionaries(KEYS, NESTED) | NESTED)
def test_no_catalogue_makes_the_rule_fail(data: Any) -> None:
    found(json.dumps(data))


@pytest.mark.parametrize("text", ["", "[" * 100_000, b"\xff", '{"$schema": "\\ud800"}'])
def test_odd_files_are_problems(text: str | bytes) -> None:
    assert found(text)


@pytest.mark.parametrize("rules", ["", "[]", "[" * 100_000, '{"type": 1}'])
def test_odd_schemas_are_problems(rules: str) -> None:
    assert found("{}", rules)[0].startswith("site/katalog.schema.json: ")


def test_a_mistake_in_every_row_is_told_a_few_times() -> None:
    rows = [kit.page(ROOT, "id") | {"kind": "essay"} for _ in range(3 * SHOWN)]
    data = kit.catalogue(ROOT) | {"pages": rows}
    assert len(found(json.dumps(data), schema(ROOT))) == SHOWN


@pytest.mark.parametrize(
    ("picture", "fault"),
    [
        (png(599, 599), "is 599 × 599; make it square, 600 pixels or more"),
        (png(700, 600), "is 700 × 600; make it square, 600 pixels or more"),
        (b"GIF89a", "is not a PNG; convert it"),
    ],
)
def test_a_code_that_does_not_print(tmp_path: Path, picture: bytes, fault: str) -> None:
    site = build(tmp_path / "site", ROOT)
    site.write("en/qr/gaji.png", picture)
    assert [line.partition(": ")[2] for line in site.check()] == [
        f'the QR code "{ROOT}en/qr/gaji.png" {fault}'
    ]


def test_links_of_the_frame_are_no_parts(tmp_path: Path) -> None:
    site = build(tmp_path / "site", ROOT)
    nav = '<nav><h2 id="baca-juga">Baca juga</h2></nav>'
    site.replace("gaji/index.html", "<h2>Akhir</h2>", nav)
    assert site.check() == []
