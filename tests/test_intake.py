"""`siap import`: what it writes, and what it refuses."""

from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path

import pytest

from scripts import desk, intake
from scripts.intake import Request
from scripts.source import load
from tests import tree
from tests.articles import FOLDER, PROSE, ROOT

DAY = dt.date(2026, 11, 22)
TEXT = f"Cara Menjawab Ini\n\n{PROSE}\n"
NEEDED = ("docs/_data/cues/id.yml", "docs/_data/desk.yml")


@pytest.fixture
def place(root: Path) -> Path:
    """Return the small project with what imports need, and a source in `baru.txt`."""
    needed = (*NEEDED, "docs/_data/cues/en.yml")
    tree.write(root, {path: (ROOT / path).read_bytes() for path in needed})
    tree.write(root, {"baru.txt": TEXT})
    return root


def request(root: Path, source: str = "baru.txt", **parts: str) -> Request:
    path = source if source == "-" else str(root / source)
    given = {"slug": "baru", "key": "baru", "language": ""} | parts
    return Request(path, given["slug"], given["key"], given["language"], DAY)


def run(root: Path, wanted: Request) -> list[str]:
    """Import something, and return what is wrong, without the folder of the test."""
    library, _ = load(root)
    found, problems = intake.take(wanted, library, root)
    if found:
        intake.write(found, wanted.slug, root)
    return [str(problem).replace(f"{root}/", "") for problem in problems]


def files(root: Path) -> dict[str, bytes]:
    every = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in every}


def test_an_import_writes_a_working_folder_and_a_fingerprint(place: Path) -> None:
    before = files(place)
    assert run(place, request(place)) == []
    assert files(place).keys() - before.keys() == {
        *(
            f"desk/baru/{name}"
            for name in ("source.txt", "source.yml", "coverage.yml", "report.txt")
        ),
        *(f"desk/baru/{code}.md" for code in ("id", "en")),
        "docs/_data/fingerprints/baru.yml",
    }
    assert b"pelamar" not in (place / "docs/_data/fingerprints/baru.yml").read_bytes()


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"slug": "Baru Sekali"}, '--slug: "Baru Sekali" is not an id'),
        ({"key": "../x"}, '--source: "../x" is not an id'),
        ({"key": "redaksi"}, '--source: "redaksi" marks our own advice'),
        ({"language": "bahasa kita"}, '--lang: "bahasa kita" is not the tag of a language'),
    ],
)
def test_bad_options_are_sentences(place: Path, parts: dict[str, str], message: str) -> None:
    before = files(place)
    assert run(place, request(place, **parts))[0].startswith(message)
    assert files(place) == before


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "baru.txt: the source is empty"),
        (bytes(range(256)) * 9, "baru.txt: the source is not text"),
        (b"Beranda\nKarier\nMasuk\n", "baru.txt: the source has no article in it"),
        (None, "baru.txt: cannot be read: No such file"),
    ],
)
def test_a_source_without_an_article_is_a_sentence(
    place: Path, data: bytes | None, message: str
) -> None:
    tree.write(place, {"baru.txt": data})
    before = files(place)
    assert run(place, request(place))[0].startswith(message)
    assert files(place) == before


def test_a_folder_is_no_source(place: Path) -> None:
    assert run(place, request(place, "docs")) == ["docs: cannot be read: Is a directory"]


def test_a_source_is_imported_once(place: Path) -> None:
    assert run(place, request(place)) == []
    before = files(place)
    assert [p.partition(":")[0] for p in run(place, request(place))] == [
        "desk/baru",
        "docs/_data/fingerprints/baru.yml",
    ]
    tree.write(place, {"baru.txt": TEXT.replace("Bacalah iklan itu dua kali, lalu ", "")})
    again = run(place, request(place, slug="lain", key="lain"))
    assert 'is the article of the source "baru", which is imported already' in again[0]
    tree.write(place, {"baru.txt": TEXT})
    assert files(place) == before


def test_without_cues_or_words_nothing_is_imported(root: Path) -> None:
    tree.write(root, {"baru.txt": TEXT})
    assert run(root, request(root)) == [
        f"{path}: the file is missing; put it back to import articles" for path in NEEDED
    ]


def test_standard_input_is_a_source(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert run(place, request(place, "-")) == []
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    wanted = request(place, "-", slug="lain", key="lain")
    assert run(place, wanted)[0].startswith("standard input: the source is empty")


def test_another_language_than_said_is_remarked(place: Path) -> None:
    library, _ = load(place)
    english = str(FOLDER / "commute-notes.md")
    for language, remarks in (("", 1), ("id", 1), ("en", 0), ("en-GB", 0)):
        found, _ = intake.take(Request(english, "a", "a", language, DAY), library, place)
        assert found is not None
        assert len(found.remarks) == remarks
        assert f"language: {language or 'id'}" in found.files["source.yml"]


def test_nothing_is_half_written(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", f"{path} → {target}")

    before = files(place)
    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="No space left"):
        run(place, request(place))
    assert files(place) == before


def test_what_is_told_says_what_to_do_next(place: Path) -> None:
    library, _ = load(place)
    found, _ = intake.take(request(place), library, place)
    assert found is not None
    told = "\n".join(intake.told(found, "baru", "baru", library, whole=False))
    assert "1 paragraph and 0 headings are in desk/baru/source.txt" in told
    assert "put it into docs/_data/sources.yml" in told
    assert "move them to docs/id/artikel/baru.md and docs/en/artikel/baru.md" in told
    again = "\n".join(intake.told(found, "satu", "kabar", library, whole=True))
    assert "The article artikel/satu is there already" in again
    assert "sources.yml" not in again
    assert "=    1  the title" in again


def test_the_working_folder_is_outside_git() -> None:
    assert f"/{desk.FOLDER}/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
