"""Drift in a copy of the real project: what pages, the report and the commands say of a change."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.test_main import DRAFT
from tests.tree import replace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.project import Project

ID, EN = (f"docs/{code}/artikel/undangan-wawancara.md" for code in ("id", "en"))
CHECKLIST = "docs/_data/checklists/wawancara-kerja.yml"
FLOW = "docs/_data/flows/terima-undangan.yml"
PAIRS = "docs/_data/pairs/artikel/undangan-wawancara.yml"
SECTION = "artikel/undangan-wawancara#latihan"
SENTENCE = ("Perusahaannya tidak menarik?", "Apakah perusahaannya tidak menarik?")


@pytest.fixture(scope="module")
def equal(built_once: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project, with a ledger that says that all is equal in meaning."""
    project = built_once.copied_to(tmp_path_factory.mktemp("drift") / "project")
    if names := {row["name"] for row in rows(project, "--stale")}:
        assert project.run("confirm", *names).code == 0
    shutil.rmtree(project.root / ".cache/status", ignore_errors=True)
    return project


@pytest.fixture
def project(equal: Project, tmp_path: Path) -> Project:
    return equal.copied_to(tmp_path / "project")


def rows(project: Project, *arguments: str) -> list[dict[str, Any]]:
    done = project.run("status", "--json", *arguments)
    assert (done.code, done.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(done.out)["rows"]
    return found


def stale(project: Project) -> set[tuple[str, str]]:
    """Return the languages and keys of what the report calls stale."""
    return {
        (row["language"], f"{row['name']}#{part['id']}")
        for row in rows(project, "--stale")
        for part in row["parts"]
        if part["state"] == "stale"
    }


def notices(project: Project) -> set[tuple[str, str]]:
    """Return the pages of the site that have notices, and where these lead."""
    found = set()
    for path, data in project.site().items():
        if path.endswith(".html") and b'class="newer"' in data:
            links = LexborHTMLParser(data).css(".newer a")
            found |= {(path, str(link.attributes["href"])) for link in links}
    return found


def test_one_sentence_is_reported_at_its_section_and_nowhere_else(project: Project) -> None:
    replace(project.root, ID, *SENTENCE)
    assert project.run("build").code == 0
    page = "en/artikel/undangan-wawancara/index.html"
    assert notices(project) == {(page, "../../../artikel/undangan-wawancara/#latihan")}
    html = LexborHTMLParser(project.read(f"site/{page}"))
    assert len(html.css(".section-head:has(> #latihan) > .newer")) == 1
    assert stale(project) == {("en", SECTION)}
    assert not (project.root / ".cache/status").exists()
    said = project.run("status", "--stale")
    assert said.out.endswith("How everything stands is in .cache/status/index.html, for editors.\n")
    report = LexborHTMLParser(project.read(".cache/status/index.html"))
    assert report.css(".todo b")[0].text() == SECTION

    # Other changes change nothing of it; records are marked where they are shown.
    item = ("Find out about the people you will meet.", "Find out whom you will meet.")
    replace(project.root, CHECKLIST, *item)
    replace(project.root, FLOW, "en: Have you been asked for", "en: Did they ask you for")
    replace(project.root, ID, "Makin sering Anda menjalaninya,", "Makin sering\nAnda menjalaninya,")
    replace(project.root, ID, "Bimbang itu wajar", "Ragu itu wajar")
    replace(project.root, EN, "It is normal to hesitate", "Hesitating is normal")
    assert project.run("build").code == 0
    item_at, node_at = "daftar-periksa/wawancara-kerja", "keputusan/terima-undangan"
    assert notices(project) == {
        (page, "../../../artikel/undangan-wawancara/#latihan"),
        (f"{item_at}/index.html", f"../../en/{item_at}/#teliti-pewawancara"),
        (f"embed/{item_at}/index.html", f"../../../en/{item_at}/#teliti-pewawancara"),
        (f"{node_at}/index.html", f"../../en/{node_at}/#tanda-penipuan"),
        (f"embed/{node_at}/index.html", f"../../../en/{node_at}/#tanda-penipuan"),
    }
    assert stale(project) == {
        ("en", SECTION),
        ("id", "checklists/wawancara-kerja#teliti-pewawancara"),
        ("id", "flows/terima-undangan#tanda-penipuan"),
    }
    both = [row for row in rows(project, "artikel/undangan-wawancara") if row["language"] == "id"]
    assert [(part["id"], part["state"]) for part in both[0]["parts"]] == [("dilema", "confirm")]


def test_validation_does_not_stop_on_drift(project: Project) -> None:
    replace(project.root, ID, *SENTENCE)
    assert project.run("validate").code == 0


def test_a_confirmation_clears_one_section(project: Project) -> None:
    before = project.read(PAIRS).splitlines()
    replace(project.root, ID, *SENTENCE)
    replace(project.root, ID, "Bimbang itu wajar", "Ragu itu wajar")
    done = project.run("confirm", SECTION)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{SECTION} means the same in every language.\n"
    assert stale(project) == {("en", "artikel/undangan-wawancara#dilema")}
    after = project.read(PAIRS).splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [line.partition(":")[0] for line in changed] == ["latihan"]
    assert project.run("confirm", "artikel/undangan-wawancara").code == 0
    assert stale(project) == set()
    assert project.run("confirm", SECTION).out == "There was nothing to confirm.\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["status", "artikel/undangan"],
            '"artikel/undangan" is not a page or record; did you mean "artikel/undangan-wawancara"?',
        ),
        (
            ["confirm", "artikel/undangan"],
            '"artikel/undangan" is not a page or record; did you mean "artikel/undangan-wawancara"?',
        ),
        (
            ["confirm", SECTION, f"{SECTION[:-1]}x"],
            '"latihax" is not a part of "artikel/undangan-wawancara"; did you mean "latihan"?',
        ),
        (["confirm"], "Missing argument"),
        (["status", "--today", "besok"], "'besok' does not match the format"),
    ],
)
def test_what_is_asked_wrongly_is_a_sentence(
    project: Project, arguments: list[str], message: str
) -> None:
    before = project.read(PAIRS)
    replace(project.root, ID, *SENTENCE)
    done = project.run(*arguments)
    assert done.code != 0
    assert message in done.err
    assert "Traceback" not in done.err
    assert project.read(PAIRS) == before


def test_a_damaged_ledger_is_named_by_line(project: Project) -> None:
    text = project.read(PAIRS)
    project.write(PAIRS, re.sub(r"latihan: \{id: \w+", "latihan: {id: salah", text))
    line = next(n for n, found in enumerate(text.splitlines(), 1) if found.startswith("latihan:"))
    for command in (["status"], ["confirm", SECTION], ["validate"]):
        done = project.run(*command)
        assert done.code == 1
        assert f'{PAIRS}:{line}: "id" of "latihan" is "salah", which is not a hash' in done.err


def test_without_a_ledger_all_is_new_and_still_validates(project: Project) -> None:
    for file in (project.root / "docs/_data/pairs").rglob("*.yml"):
        file.unlink()
    assert project.run("validate").code == 0
    done = project.run("status", "tentang")
    assert "    id  new" in done.out
    assert "#lapor is new" in done.out
    assert "run `make ledger`" in " ".join(done.out.split())


def test_what_is_missing_in_a_language_cannot_be_confirmed(project: Project) -> None:
    project.write("docs/id/draf.md", DRAFT)
    done = project.run("confirm", "draf#bagian")
    assert done.code == 1
    assert 'draf#bagian: there is no "en" to compare; write it first' in done.err


def test_a_day_can_be_given(project: Project) -> None:
    done = project.run("status", "tentang", "--today", "2099-01-01")
    assert "overdue" in done.out
    assert all(row["overdue"] for row in rows(project, "tentang", "--today", "2099-01-01"))


def test_the_table_fits_a_terminal(project: Project) -> None:
    replace(project.root, ID, *SENTENCE)
    done = project.run("status")
    assert done.code == 0
    assert max(map(len, done.out.splitlines())) <= 80
    assert "\x1b" not in done.out


def test_no_report_is_written_of_what_has_to_be_corrected(project: Project) -> None:
    replace(project.root, ID, "tambahan dari kami. [@redaksi]", "tambahan dari kami. [@tidak-ada]")
    done = project.run("status")
    assert done.code == 0
    assert done.out.endswith(
        "No report is written: run `siap validate`, and correct what it says.\n"
    )
    assert not (project.root / ".cache/status").exists()
