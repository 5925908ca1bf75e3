"""The ledger of addresses: how it grows, and what it holds the real project to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from scripts import ledger
from scripts.built import read_site
from scripts.check_ledger import offers
from scripts.source import load
from tests import moved, tree
from tests.project import Project, copy_to

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scripts.model import Library

ID, EN = (f"docs/_data/addresses/{code}.yml" for code in ("id", "en"))
SHORT = "docs/_data/short.yml"
OFFERS = {
    "": "",
    "#artikel": "",
    "artikel/satu/": "",
    "artikel/satu/#kapan": "",
    "artikel/satu/?tanya=ya": "",
    "artikel/satu/#2026": "",
    "en/": "",
    "en/artikel/satu/": "",
    "en/artikel/satu/#kapan": "",
    "sematkan/v1.js": "sha384-abc",
    "unduhan/a.pdf": "",
}
WRITTEN = {
    ID: {
        "pages": {"/": ["artikel"], "artikel/satu": ["2026", "kapan", "?tanya=ya"]},
        "files": ["unduhan/a.pdf"],
        "versions": {"sematkan/v1.js": "sha384-abc"},
    },
    EN: {"pages": {"/": [], "artikel/satu": ["kapan"]}},
}


def grown(root: Path, found: dict[str, str]) -> Library:
    """Return the small project after the ledger has taken in what is on offer."""
    tree.write(root, ledger.files(tree.read(root), found))
    return tree.read(root)


# In the small project


def test_the_ledger_is_written_by_language_and_page(library: Library) -> None:
    files = ledger.files(library, OFFERS)
    assert {path: yaml.safe_load(files[path]) for path in (ID, EN)} == WRITTEN
    assert list(yaml.safe_load(files[ID])["pages"]) == ["/", "artikel/satu"]


def test_what_is_written_is_what_is_promised(root: Path) -> None:
    promises = ledger.promises(grown(root, OFFERS))
    assert {promise.address: promise.digest for promise in promises} == OFFERS
    lines = (root / ID).read_text(encoding="utf-8").splitlines()
    where = {promise.address: lines[promise.line - 1] for promise in promises if promise.path == ID}
    assert where == {
        "": "  /:",
        "#artikel": "  - artikel",
        "artikel/satu/": "  artikel/satu:",
        "artikel/satu/#2026": "  - '2026'",
        "artikel/satu/#kapan": "  - kapan",
        "artikel/satu/?tanya=ya": "  - ?tanya=ya",
        "unduhan/a.pdf": "- unduhan/a.pdf",
        "sematkan/v1.js": "  sematkan/v1.js: sha384-abc",
    }


def test_the_ledger_grows_and_never_shrinks(root: Path) -> None:
    before = grown(root, OFFERS)
    less_and_more = {"": "", "#baru": "", "sematkan/v1.js": "sha384-lain", "katalog.json": ""}
    assert ledger.missing(before, less_and_more) == ["#baru", "katalog.json"]
    after = grown(root, less_and_more)
    found = {promise.address: promise.digest for promise in ledger.promises(after)}
    assert found == {**less_and_more, **OFFERS}
    assert ledger.missing(after, less_and_more) == []


def test_a_ledger_that_has_everything_stays_as_it_is(root: Path) -> None:
    library = grown(root, OFFERS)
    assert ledger.files(library, OFFERS) == ledger.files(library, {})
    texts = {path: (root / path).read_text("utf-8") for path in ledger.files(library, {})}
    assert texts == ledger.files(library, {})


def test_a_language_without_addresses_has_no_ledger(library: Library) -> None:
    assert ledger.files(library, {"": ""}).keys() == {ID, SHORT}


def test_codes_are_in_the_order_of_their_pages(root: Path) -> None:
    tree.write(root, {SHORT: "zz22: artikel/satu\nkb4d: artikel/satu\nzz33: /\n"})
    grown(root, {})
    written = yaml.safe_load((root / SHORT).read_text(encoding="utf-8"))
    order = [code for code in written if code in {"zz22", "kb4d", "zz33"}]
    assert order == ["zz33", "kb4d", "zz22"]


def test_new_pages_get_their_codes_for_good(root: Path) -> None:
    tree.write(root, {SHORT: "kb4d: artikel/satu\nhjkm: artikel/hilang\n"})
    library = grown(root, {})
    written = yaml.safe_load((root / SHORT).read_text(encoding="utf-8"))
    assert written.keys() > {"kb4d", "hjkm"}
    assert sorted(written.values()) == [
        "/",
        "artikel",
        "artikel/dua",
        "artikel/hilang",
        "artikel/satu",
        "tentang",
    ]
    assert written.items() >= {"kb4d": "artikel/satu", "hjkm": "artikel/hilang"}.items()
    assert ledger.files(library, {})[SHORT] == (root / SHORT).read_text(encoding="utf-8")


# In the real project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_to(tmp_path)


def dying(err: str) -> set[str]:
    """Return the addresses that a build says would die, but for what is named after a page."""
    found = re.findall(
        r'^docs/_data/addresses/\w+\.yml:\d+: the address "(.*?)" would die', err, re.MULTILINE
    )
    return {address for address in found if not re.match(r"(en/)?(embed|oembed|qr)/", address)}


def test_everything_that_is_built_is_in_the_ledger(built_once: Project) -> None:
    library, _ = load(built_once.root)
    site = read_site(built_once.root / "site", "https://siap-wawancara.example/", library.codes)
    new = ledger.missing(library, offers(site))
    assert new == [], "run `make ledger`, look at the diff of docs/_data, and commit it"
    committed = {path: built_once.read(path) for path in ledger.files(library, {})}
    assert ledger.files(library, {}) == committed, "run `make ledger`"


@pytest.mark.parametrize(
    ("change", "entries"),
    [(moved.rename, moved.keep_renamed), (moved.take_out, moved.lead_on)],
    ids=["renamed", "taken out"],
)
def test_what_would_die_stops_the_build_until_it_leads_on(
    built: Project, change: Callable[[Project], None], entries: Callable[[Project], None]
) -> None:
    before = built.site()
    expected = moved.lost(built)
    change(built)
    assert built.run("validate").code == 0
    done = built.run("build")
    assert (done.code, dying(done.err)) == (1, expected)
    assert "Traceback" not in done.err
    assert built.site() == before
    entries(built)
    done = built.run("build")
    assert (done.code, done.err) == (0, "")


def test_the_ledger_of_a_renamed_project_has_the_old_and_the_new(built: Project) -> None:
    before = {path: built.read(path) for path in (ID, EN)}
    moved.rename(built)
    moved.keep_renamed(built)
    assert built.run("build").code == 0
    done = built.run("ledger")
    assert (done.code, done.err) == (0, "")
    for path, text in before.items():
        old, new = text.splitlines(), built.read(path).splitlines()
        following = iter(new)
        assert all(line in following for line in old), "lines have only been added"
        assert {"  tentang-kami:", "  - bimbang", "  - isi-baterai"} <= set(new) - set(old)
    assert built.run("build").code == 0


def test_a_version_that_is_gone_stops_the_build(built: Project) -> None:
    text = built.read(ID)
    assert "\nversions:\n" in text
    built.write(ID, f"{text}  sematkan/v9.js: sha384-abc\n")
    done = built.run("build")
    assert dying(done.err) == {"sematkan/v9.js"}


def test_there_is_no_ledger_of_a_site_that_is_not_built(project: Project) -> None:
    before = project.read(ID)
    done = project.run("ledger")
    assert done.code == 1
    assert 'the folder "site" has no pages; build the site first' in done.err
    assert project.read(ID) == before
