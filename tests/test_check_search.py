"""The rule over the index of search: what it misses, invents or has lost."""

from __future__ import annotations

import hashlib
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
    """Edit one of the Indonesian files: the index, or the last one of `halaman` or `kata`."""
    home = folder / "cari" / "id"
    head = json.loads((home / "indeks.json").read_text("utf-8"))
    if name == "indeks.json":
        edit(head)
    else:
        kind = {"halaman": "page_files", "kata": "run_files"}[name]
        *others, last = head[kind].split()
        data = json.loads((home / f"{name}/{last}.json").read_text("utf-8"))
        edit(data)
        text = json.dumps(data)
        (home / f"{name}/{last}.json").unlink()
        last = hashlib.sha256(text.encode()).hexdigest()[:12]
        (home / f"{name}/{last}.json").write_text(text, encoding="utf-8")
        head[kind] = " ".join((*others, last))
    (home / "indeks.json").write_text(json.dumps(head), encoding="utf-8")


def without_last_page(index: dict[str, Any]) -> None:
    index["pages"].pop()
    index["page_files"] = index["page_files"].rpartition(" ")[0]


def test_an_index_of_all_pages_is_well(site: Path) -> None:
    assert found(site) == []


def test_a_section_that_is_missing(site: Path) -> None:
    change(site, "halaman", lambda page: page["sections"].pop())
    change(site, "indeks.json", lambda index: index["pages"].__setitem__(1, 2))
    assert found(site) == [f'{PLACE}"{ROOT}gaji/#bé" cannot be found; add it']


def test_a_page_of_another_language(site: Path) -> None:
    change(site, "halaman", lambda page: page.update(address="en/gaji/"))
    faults = found(site)
    assert f'{PLACE}"{ROOT}gaji/" cannot be found; add it' in faults
    assert f'{PLACE}"{ROOT}en/gaji/" is no page or section of this language; remove it' in faults
    assert len(faults) == 6


def test_a_page_that_is_not_there(site: Path) -> None:
    change(site, "halaman", lambda page: page.update(address="draf/"))
    assert f'{PLACE}"{ROOT}draf/" is no page or section of this language; remove it' in found(site)


def test_a_page_that_is_listed_twice(site: Path) -> None:
    change(site, "halaman", lambda page: page["sections"].append(page["sections"][2]))
    change(site, "indeks.json", lambda index: index["pages"].__setitem__(1, 4))
    assert found(site) == [f'{PLACE}"{ROOT}gaji/#bé" is listed 2 times; keep one']


def test_another_title(site: Path) -> None:
    change(site, "halaman", lambda page: page["sections"][1].__setitem__(1, "Sebab"))
    assert f'{PLACE}"{ROOT}gaji/#alasan-2" is called "Sebab"; its page says "Alasan"' in found(site)


def test_a_section_without_words(site: Path) -> None:
    change(site, "kata", lambda run: run.__setitem__(slice(None), [[] for _ in run]))
    assert f'{PLACE}"{ROOT}gaji/" has no words; add them' in found(site)


@pytest.mark.parametrize("kind", ["halaman", "kata"])
def test_a_part_that_is_not_named_after_its_contents(site: Path, kind: str) -> None:
    [part, *_] = sorted((site / "cari/id" / kind).iterdir())
    part.write_text(part.read_text("utf-8") + "\n", encoding="utf-8")
    [fault] = found(site)
    assert f'("cari/id/{kind}/{part.name}" is not named after its contents)' in fault


def test_a_name_that_is_too_short_to_tell_parts_from_each_other(site: Path) -> None:
    home = site / "cari/id"
    index = json.loads((home / "indeks.json").read_text("utf-8"))
    name = index["run_files"]
    (home / f"kata/{name}.json").rename(home / f"kata/{name[:2]}.json")
    change(site, "indeks.json", lambda index: index.update(run_files=name[:2]))
    assert "is not named after its contents" in found(site)[0]


def test_a_file_of_another_build(site: Path) -> None:
    (site / "cari/id/lama.json").write_text("{}", encoding="utf-8")
    assert found(site) == [f'{PLACE}"cari/id/lama.json" is no part of it; remove it']


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (lambda index: index.update(version=1), 'version "1"'),
        (lambda index: index.pop("pages"), "'pages'"),
        (lambda index: index.update(page_files=3), "'int' object has no attribute 'split'"),
        (lambda index: index.update(run_files=""), "zip() argument 2 is longer"),
        (lambda index: index.update(page_files="a b"), "is not named after its contents"),
        (lambda index: index["pages"].__setitem__(0, 7), "has 3 sections, not 7"),
        (lambda index: index["families"].append("baru"), "words are in no file"),
        (lambda index: index["families"].pop(), "StopIteration"),
        (lambda index: index["families"].__setitem__(0, "dua kata"), "has places of"),
        (lambda index: index["runs"].append(1), "zip() argument 2 is longer"),
        (lambda index: index.update(pages=[3]), "zip() argument 2 is shorter"),
        (without_last_page, "a word stands in a section that is in no list"),
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
