"""The ledger of pairs: what goes in, what stays, what leaves, and what editors mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from scripts import pairs
from scripts.drift import drifts
from scripts.source import load
from scripts.units import Key
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.model import Library

FOLDER = "docs/_data/pairs"
FILE = f"{FOLDER}/artikel/satu.yml"
ID, EN = "docs/id/artikel/satu.md", "docs/en/artikel/satu.md"
PALSU = Key("artikel/satu", "palsu")


@pytest.fixture
def known(root: Path) -> Path:
    tree.write(root, pairs.grown(tree.read(root)))
    return root


def stored(root: Path, path: str = FILE) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load((root / path).read_text(encoding="utf-8"))
    return found


def states(root: Path, key: Key = PALSU) -> dict[str, str]:
    return dict(drifts(load(root)[0])[key].states)


def test_a_page_or_record_has_a_file_and_a_unit_a_line(known: Path) -> None:
    files = {path.relative_to(known).as_posix() for path in (known / FOLDER).rglob("*.yml")}
    names = ("index", "artikel", "artikel/satu", "artikel/dua", "tentang", "templates/undangan")
    groups = ("words", "sources", "placeholders")
    assert files == {f"{FOLDER}/{name}.yml" for name in (*names, *groups)}
    lines = (known / FILE).read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../../schema/pairs.json"
    assert [line.partition(":")[0] for line in lines[2:]] == sorted(stored(known))
    assert all(set(pair) == {"id", "en"} for pair in stored(known).values())


def test_a_ledger_that_has_everything_stays_as_it_is(known: Path) -> None:
    assert pairs.grown(tree.read(known)) == {}


def test_what_changed_stays_as_it_was(known: Path) -> None:
    before = stored(known)
    tree.replace(known, ID, "Diminta membayar.", "Diminta uang.")
    assert pairs.grown(tree.read(known)) == {}
    for code in ("id", "en"):
        tree.replace(
            known,
            f"docs/{code}/artikel/satu.md",
            "{#contoh-pesan}\n",
            "{#contoh-pesan}\n\n### A {#baru}\n",
        )
    tree.write(known, pairs.grown(tree.read(known)))
    after = stored(known)
    assert after.keys() - before.keys() == {"baru"}
    assert after["palsu"] == before["palsu"]
    assert states(known) == {"id": "fresh", "en": "stale"}


def test_what_is_gone_leaves(known: Path) -> None:
    for code in ("id", "en"):
        text = (known / f"docs/{code}/artikel/satu.md").read_text(encoding="utf-8")
        head, _, rest = text.partition("### ")
        tree.write(known, {f"docs/{code}/artikel/satu.md": head + "## " + rest.partition("## ")[2]})
        tree.write(known, {f"docs/{code}/tentang.md": None})
    files = pairs.grown(tree.read(known))
    assert files.keys() == {FILE, f"{FOLDER}/tentang.yml"}
    assert files[f"{FOLDER}/tentang.yml"] is None
    tree.write(known, files)
    assert "palsu" not in stored(known)


def test_drafts_wait_and_keep_what_they_had(known: Path) -> None:
    for code in ("id", "en"):
        tree.replace(known, f"docs/{code}/tentang.md", "menu: 9", "draft: true")
        tree.replace(known, f"docs/{code}/tentang.md", "::contact", "### A {#baru}\n\nTeks.")
    assert pairs.grown(tree.read(known)) == {}


def test_a_renamed_page_takes_its_pairs_along(known: Path) -> None:
    before = stored(known, f"{FOLDER}/tentang.yml")
    for code in ("id", "en"):
        text = (known / f"docs/{code}/tentang.md").read_text(encoding="utf-8")
        tree.write(known, {f"docs/{code}/tentang.md": None, f"docs/{code}/kami.md": text})
    tree.replace(known, "docs/id/kami.md", "Lihat", "Bukalah")
    tree.write(known, {"docs/_data/moved.yml": "tentang: kami\n"})
    tree.write(known, pairs.grown(load(known)[0]))
    assert stored(known, f"{FOLDER}/kami.yml") == before
    assert not (known / FOLDER / "tentang.yml").exists()
    assert states(known, Key("kami", "lapor")) == {"id": "fresh", "en": "stale"}


def test_a_language_more_is_new_and_goes_in_where_nothing_has_drifted(known: Path) -> None:
    text = (known / FILE).read_text(encoding="utf-8")
    tree.write(known, {FILE: text.replace(f", en: {stored(known)['palsu']['en']}", "")})
    assert states(known) == {"id": "fresh", "en": "new"}
    assert pairs.grown(tree.read(known)) == {FILE: text}
    tree.replace(known, ID, "Diminta membayar.", "Diminta uang.")
    assert pairs.grown(tree.read(known)) == {}


def test_a_confirmation_writes_one_unit_anew(known: Path) -> None:
    before = stored(known)
    tree.replace(known, ID, "Diminta membayar.", "Diminta uang.")
    tree.replace(known, ID, "Bila palsu.", "Bila itu palsu.")
    files = pairs.confirmed(tree.read(known), [PALSU])
    assert files.keys() == {FILE}
    tree.write(known, files)
    after = stored(known)
    assert {key for key in after if after[key] != before[key]} == {"palsu"}
    assert after["palsu"]["en"] == before["palsu"]["en"]
    assert states(known) == {"id": "fresh", "en": "fresh"}
    assert states(known, Key("artikel/satu", "pengecualian")) == {"id": "fresh", "en": "stale"}


def test_a_confirmation_leaves_other_pages_alone(known: Path) -> None:
    for code in ("id", "en"):
        text = (known / f"docs/{code}/artikel/dua.md").read_text(encoding="utf-8")
        tree.write(known, {f"docs/{code}/artikel/dua.md": text.replace("{#kapan}", "{#kapankah}")})
    tree.replace(known, ID, "Diminta membayar.", "Diminta uang.")
    assert pairs.confirmed(load(known)[0], [PALSU]).keys() == {FILE}


def test_a_confirmation_ends_it_too_when_both_have_changed(known: Path) -> None:
    tree.replace(known, ID, "Diminta membayar.", "Diminta uang.")
    tree.replace(known, EN, "asked to pay.", "asked for money.")
    assert states(known) == {"id": "confirm", "en": "confirm"}
    tree.write(known, pairs.confirmed(tree.read(known), [PALSU]))
    assert states(known) == {"id": "fresh", "en": "fresh"}


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("artikel/satu#palsu", ["palsu"]),
        ("artikel/satu", ["top", "kapan", "pengecualian", "palsu", "contoh-pesan"]),
        ("index#artikel", ["artikel"]),
        ("templates/undangan", ["top"]),
        ("words#menu", ["menu"]),
    ],
)
def test_an_editor_names_a_unit_or_all_of_a_page(
    library: Library, asked: str, ids: list[str]
) -> None:
    keys, problems = pairs.chosen([asked], drifts(library))
    assert ([key.id for key in keys], problems) == (ids, [])


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("artikel/sat", '"artikel/sat" is not a page or record; did you mean "artikel/satu"?'),
        ("artikel/satu#pals", '"pals" is not a part of "artikel/satu"; did you mean "palsu"?'),
        ("artikel/satu#", '"" is not a part of "artikel/satu"; known: "contoh-pesan", "kapan"'),
        ("", '"" is not a page or record; known: "artikel", "artikel/dua"'),
    ],
)
def test_a_name_that_is_none_is_a_sentence(library: Library, asked: str, message: str) -> None:
    keys, [problem] = pairs.chosen([asked, "artikel/dua#kapan"], drifts(library))
    assert keys == [Key("artikel/dua", "kapan")]
    assert (problem.path, problem.line) == (asked, 0)
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "palsu: {id: 3f2a, en: 0123456789ab}\n",
            f'{FILE}:1: "id" of "palsu" is "3f2a", which is not a hash of 12 signs; delete the line, and `siap confirm` writes it anew',
        ),
        (
            "palsu: {id: 112345678901, en: abcdefabcdef}\n",
            f'{FILE}:1: "id" of "palsu" must be text',
        ),
        ("palsu: abcdefabcdef\n", f'{FILE}:1: "palsu" must be'),
        ("palsu:\n", f'{FILE}:1: "palsu" is empty'),
        ("- a\n", f"{FILE}:1: this must be"),
        ("palsu: {id: [\n", f"{FILE}:1: this is not YAML"),
        ("", f"{FILE}:1: the file is empty"),
    ],
)
def test_a_damaged_ledger_is_a_sentence(root: Path, text: str, message: str) -> None:
    tree.write(root, {FILE: text})
    [problem] = map(str, load(root)[1])
    assert problem.startswith(message)
