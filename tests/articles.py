"""The invented articles of tests/articles, and what each is expected to be understood as."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts import desk, intake, source
from scripts.intake_line import Facts, Line

if TYPE_CHECKING:
    from scripts.intake_cues import CueBook
    from scripts.intake_line import Block, Draft

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "articles"
PROSE = (
    "Banyak pelamar datang tanpa tahu apa yang akan ditanyakan kepada mereka. Padahal, sebagian "
    "besar pertanyaan sudah bisa ditebak dari iklan lowongannya. Bacalah iklan itu dua kali, lalu "
    "tulis tiga contoh dari pengalaman Anda sendiri. Contoh yang pendek dan jujur lebih mudah "
    "diingat daripada jawaban yang dihafal semalaman."
)
"""Running text enough to be an article."""


@cache
def cues() -> CueBook:
    """Return the cues of the real project."""
    library, _ = source.load(ROOT)
    return intake.book(library)


def articles() -> list[Path]:
    """Return the articles, in the order of their names."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix != ".yml")


def drafted(text: str, name: str = "artikel.txt") -> Draft:
    """Return what is understood of an article that stands in a file of that name."""
    return intake.understood(text.encode(), name, cues())


def line(text: str, number: int = 1, **parts: Any) -> Line:
    """Return a line of a page."""
    return Line(number, text, **parts)


def kept(draft: Draft) -> list[str]:
    """Return the article's blocks as they stand in the working folder."""
    return [
        desk.source_text(replace(draft, facts=Facts(), blocks=(b,))).strip() for b in draft.blocks
    ]


def dropped(draft: Draft) -> dict[str, str]:
    """Return the lines that were dropped, and why."""
    return {v.line.text: v.reason for v in draft.verdicts if v.fate == "dropped"}


def shown(draft: Draft) -> dict[str, Any]:
    """Return what is understood of an article as plain data without empty parts."""
    facts = draft.facts
    data: dict[str, Any] = {
        "title": facts.title,
        "publisher": facts.publisher,
        "author": facts.author,
        "date": facts.date,
        "dateline": facts.dateline,
        "url": facts.url,
        "language": facts.language,
        "blocks": [{_kind(block): block.text} for block in draft.blocks],
        "people": [
            {"name": p.name, "role": p.role, "paragraphs": list(p.paragraphs)}
            for p in draft.speakers
        ],
        "quotations": [
            {"paragraph": q.paragraph, "name": q.name, "text": q.text} for q in draft.quotations
        ],
        "used": [v.line.text for v in draft.verdicts if v.fate == "used"],
        "dropped": [
            {"line": v.line.text, "reason": v.reason} for v in draft.verdicts if v.fate == "dropped"
        ],
    }
    return {name: value for name, value in data.items() if value}


def _kind(block: Block) -> str:
    return f"heading {block.level}" if block.kind == "heading" else block.kind
