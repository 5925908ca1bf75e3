"""No page shares a run of eight words with a source outside a marked quotation.

The test reads the source articles where SOURCES names their folder; they are not in the repository.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from scripts import source

ROOT = Path(__file__).parent.parent
RUN = 8
SOURCES = os.environ.get("SOURCES", "")
QUOTATION = re.compile(r"^>.*$|“[^”]*”", re.MULTILINE)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


def without_people(text: str) -> str:
    """Leave out the people whom sources quote and their roles: they cannot be put otherwise."""
    library, _ = source.load(ROOT)
    people = [person for item in library.sources.values() for person in item.value.people.values()]
    parts = [p.name for p in people] + [role for p in people for role in p.role.root.values()]
    for part in sorted(parts, key=len, reverse=True):
        text = re.sub(re.escape(part), " § ", text, flags=re.IGNORECASE)
    return text


def shared_runs(ours: str, theirs: str) -> set[tuple[str, ...]]:
    parts = re.split("§", without_people(QUOTATION.sub(" § ", ours)))
    return {run for part in parts for run in runs(part)} & runs(theirs)


def ours() -> list[Path]:
    pages = [path for locale in ("id", "en") for path in (ROOT / "docs" / locale).rglob("*.md")]
    return [*pages, *(ROOT / "docs" / "_data").rglob("*.yml")]


@pytest.mark.skipif(not SOURCES, reason="SOURCES does not name the folder of the source articles")
def test_nothing_is_copied_from_the_sources() -> None:
    texts = [path.read_text(encoding="utf-8") for path in Path(SOURCES).glob("*.txt")]
    assert texts, f"{SOURCES} holds no source articles"
    copied = {
        path.relative_to(ROOT).as_posix(): [" ".join(run) for run in found]
        for path in ours()
        if (found := shared_runs(path.read_text(encoding="utf-8"), "\n".join(texts)))
    }
    assert copied == {}


def test_a_copied_run_is_found() -> None:
    theirs = "Satu dua tiga empat, lima enam tujuh delapan sembilan."
    assert shared_runs("Kata satu dua tiga EMPAT lima enam tujuh delapan.", theirs)


def test_seven_words_are_not_a_run() -> None:
    assert not shared_runs(
        "satu dua tiga empat lima enam tujuh", "satu dua tiga empat lima enam tujuh"
    )


def test_a_marked_quotation_may_be_the_same() -> None:
    theirs = "satu dua tiga empat lima enam tujuh delapan"
    assert not shared_runs(f"> {theirs}", theirs)
    assert not shared_runs(f"Kata dia, “{theirs}”.", theirs)


def test_names_with_roles_may_be_the_same() -> None:
    name = "Angelina Darrisaw, pelatih karier, pendiri dan CEO C-Suite Coach"
    assert not shared_runs(f"kata {name}, kemarin", f"kata {name}, kemarin")
