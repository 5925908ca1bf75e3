"""Nothing real is copied from the real sources, and the build would see it if it were.

The source articles are read where SOURCES names their folder; they are not in the repository.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts import fingerprint, source
from scripts.validate import validate, warnings
from tests import project, tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Library
    from scripts.problem import Problem

SOURCES = os.environ.get("SOURCES", "")
DATELINE = "Liputan6.com, Jakarta - "
LONG = 120
"""No heading, caption or note of the two sources has as many characters as this, and all paragraphs
that say something have more."""

with_sources = pytest.mark.skipif(
    not SOURCES, reason="SOURCES does not name the folder of the source articles"
)


@pytest.fixture(scope="module")
def real() -> Library:
    return source.load(tree.ROOT)[0]


def originals(library: Library) -> Iterator[tuple[str, str]]:
    """Yield each source with its text, from the file whose name begins with its key."""
    for name in library.sources:
        (file,) = Path(SOURCES).glob(f"{name}*.txt")
        yield name, file.read_text(encoding="utf-8")


def paragraphs(text: str) -> list[str]:
    return [line for line in text.splitlines() if len(line) > LONG]


def test_every_source_has_a_fingerprint_and_every_article_its_record(real: Library) -> None:
    assert real.sources.keys() == real.fingerprints.keys()
    assert [problem for problem in validate(real) if "coverage" in str(problem)] == []
    assert warnings(real) == []


@with_sources
def test_fingerprints_are_those_of_the_sources(real: Library) -> None:
    for name, whole in originals(real):
        found = real.fingerprints[name].value
        assert len(paragraphs(whole)) <= found.paragraphs
        for text in paragraphs(whole):
            assert fingerprint.runs(text.removeprefix(DATELINE)) <= found.runs
        crossing = found.runs - fingerprint.runs(whole)
        assert len(crossing) <= 2 * (fingerprint.RUN - 1) * found.paragraphs, "runs of other texts"


@with_sources
def test_nothing_is_copied_even_in_files_that_are_no_records(real: Library) -> None:
    theirs = {
        run for _, text in originals(real) for run in fingerprint.runs("\n".join(paragraphs(text)))
    }
    people = [p for item in real.sources.values() for p in item.value.people.values()]
    names = [name for p in people for name in (p.name, *p.role.root.values())]
    for folder in ("docs", "overrides", "scripts", "tests"):
        for file in sorted((tree.ROOT / folder).rglob("*.*")):
            if file.suffix in {".md", ".yml", ".html", ".js", ".css", ".typ", ".py", ".txt"}:
                text = file.read_text(encoding="utf-8", errors="replace")
                for name in names:
                    text = text.replace(name, "§")
                assert theirs.isdisjoint(fingerprint.runs(text)), file


@with_sources
@pytest.mark.parametrize(
    ("path", "old"),
    [
        ("docs/id/artikel/undangan-wawancara.md", "Bisa jadi itu hanya prasangka."),
        ("docs/en/artikel/wawancara-informasional.md", "The risk is fairly low."),
        ("docs/_data/checklists/wawancara-kerja.yml", "Teliti perusahaannya."),
        ("docs/_data/templates/undangan-terima.yml", "Terima kasih, sampai bertemu."),
        ("docs/_data/posters/perekrut-palsu.yml", "Tugas berbayar di Telegram"),
        ("docs/_data/flows/terima-undangan.yml", "Uang administrasi, pelatihan, atau seragam"),
    ],
)
def test_a_planted_run_is_found(tmp_path: Path, real: Library, path: str, old: str) -> None:
    copy = project.copy_to(tmp_path)
    for name, whole in originals(real):
        run = " ".join(paragraphs(whole)[-1].replace(":", "").split()[3:12]).upper()
        text = (tree.ROOT / path).read_text(encoding="utf-8")
        copy.write(path, text.replace(old, run, 1))
        line = text[: text.index(old)].count("\n") + 1
        (found,) = planted(tmp_path)
        assert found.path == path
        assert found.line in {line, line - 1}  # a text may begin on its name's line
        assert f'in the source "{name}": «{run.rstrip(".,")}' in found.message


def planted(root: Path) -> list[Problem]:
    found = validate(source.load(root)[0])
    return [problem for problem in found if "in a row" in problem.message]
