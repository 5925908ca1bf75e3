"""The rule over the index of search: what it misses, invents or has lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from scripts.built import read_site
from scripts.check_search import search_finds_all
from tests.test_check import LOCALES, ROOT, build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLACE = "site/cari/id/indeks.json: "


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return build(tmp_path / "site", ROOT).folder


def found(folder: Path) -> list[str]:
    return [str(problem) for problem in search_finds_all(read_site(folder, ROOT, LOCALES))]


def change(folder: Path, name: str, edit: Callable[[Any], object]) -> None:
    """Edit one of the Indonesian files."""
    [path] = (folder / "cari" / "id").rglob(name)
    data = json.loads(path.read_text("utf-8"))
    edit(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def test_an_index_of_all_pages_is_well(site: Path) -> None:
    assert found(site) == []


def test_a_section_that_is_missing(site: Path) -> None:
    change(site, "1.json", lambda page: page["sections"].pop())
    change(site, "indeks.json", lambda index: index["pages"].__setitem__(1, 2))
    assert found(site) == [f'{PLACE}"{ROOT}gaji/#bé" cannot be found; add it']


def test_a_page_of_another_language(site: Path) -> None:
    change(site, "1.json", lambda page: page.update(address="en/gaji/"))
    faults = found(site)
    assert f'{PLACE}"{ROOT}gaji/" cannot be found; add it' in faults
    assert f'{PLACE}"{ROOT}en/gaji/" is no page or section of this language; remove it' in faults
    assert len(faults) == 6


def test_a_page_that_is_not_there(site: Path) -> None:
    change(site, "1.json", lambda page: page.update(address="draf/"))
    assert f'{PLACE}"{ROOT}draf/" is no page or section of this language; remove it' in found(site)


def test_a_page_that_is_listed_twice(site: Path) -> None:
    change(site, "1.json", lambda page: page["sections"].append(page["sections"][2]))
    change(site, "indeks.json", lambda index: index["pages"].__setitem__(1, 4))
    assert found(site) == [f'{PLACE}"{ROOT}gaji/#bé" is listed 2 times; keep one']


def test_another_title(site: Path) -> None:
    change(site, "1.json", lambda page: page["sections"][1].__setitem__(1, "Sebab"))
    assert f'{PLACE}"{ROOT}gaji/#alasan-2" is called "Sebab"; its page says "Alasan"' in found(site)


def test_a_section_without_words(site: Path) -> None:
    [run] = (site / "cari" / "id").rglob("kata/0.json")
    places = json.loads(run.read_text("utf-8"))
    run.write_text(json.dumps([[] for _ in places]), encoding="utf-8")
    assert f'{PLACE}"{ROOT}gaji/" has no words; add them' in found(site)


def test_a_file_of_another_build(site: Path) -> None:
    (site / "cari/id/lama.json").write_text("{}", encoding="utf-8")
    assert found(site) == [f'{PLACE}"cari/id/lama.json" is no part of it; remove it']


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (lambda index: index.update(version=2), 'version "2"'),
        (lambda index: index.pop("pages"), "'pages'"),
        (lambda index: index.update(folder=3), "can only concatenate str (not"),
        (lambda index: index["pages"].__setitem__(0, 7), "has 3 sections, not 7"),
        (lambda index: index["families"].append("baru"), "words are in no file"),
        (lambda index: index["families"].pop(), "StopIteration"),
        (lambda index: index["families"].__setitem__(0, "dua kata"), "has places of"),
        (lambda index: index["runs"].append(1), "StopIteration"),
        (lambda index: index.update(pages=[3]), "a word stands in a section that is in no list"),
    ],
)
def test_an_index_that_is_broken(site: Path, edit: Callable[[Any], object], why: str) -> None:
    change(site, "indeks.json", edit)
    [fault] = found(site)
    assert fault.startswith(f"{PLACE}the index of search is missing or broken (")
    assert why in fault
    assert fault.endswith("); build it again")


@pytest.mark.parametrize("text", ["", "[]", "3", "[" * 100_000, '{"version": "\\ud800"}'])
def test_no_index_makes_the_rule_fail(site: Path, text: str) -> None:
    (site / "cari/id/indeks.json").write_text(text, encoding="utf-8")
    [fault] = found(site)
    assert fault.encode()
    assert "is missing or broken" in fault


def test_every_language_needs_one(site: Path) -> None:
    (site / "cari/en/indeks.json").unlink()
    [fault] = found(site)
    assert fault.startswith("site/cari/en/indeks.json: the index of search is missing or broken (")
