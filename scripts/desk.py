"""The working folder of an imported article, as files by name: its text, and what we make of it.

The source's wording stays in the folder, which is outside git; what is to go into docs/ holds
numbers of paragraphs, facts and gaps to fill.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from scripts.document import write_yaml
from scripts.scaffold import Outline, Section, Words, page, ranges

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from scripts.intake_line import Block, Draft, Speaker, Verdict
    from scripts.model import Library

FOLDER = "desk"
"""Where the working folders are, relative to the project's root."""

OPENING = "pembuka"
REASON = "alasan"
SEEN = {"kept": "+", "used": "=", "dropped": "-"}
"""The sign of a line in the report, by what became of it."""


def files(draft: Draft, library: Library, key: str, slug: str, day: dt.date) -> dict[str, str]:
    """Return the files of a working folder by name; `key` is the source's, `slug` the article's."""
    outline = sections(draft, key)
    pages = {f"{code}.md": page(Words(library, code), day, outline) for code in library.codes}
    return pages | {
        "source.txt": source_text(draft),
        "source.yml": source_entry(draft, library, key, day),
        "coverage.yml": coverage(outline, library, key, slug),
        "report.txt": report(draft),
    }


def sections(draft: Draft, key: str) -> Outline:
    """Return the sections to write: an opening for what is above the first heading, then reasons."""
    groups: list[list[int]] = [[]]
    for block in draft.blocks:
        if block.number:
            groups[-1].append(block.number)
        elif groups[-1] or len(groups) == 1:
            groups.append([])
    opening, *rest = groups
    reasons = tuple(
        Section(f"{REASON}-{n}", tuple(group)) for n, group in enumerate(filter(None, rest), 1)
    )
    if not reasons:
        return Outline(key, None, (Section(f"{REASON}-1", tuple(opening)),))
    return Outline(key, Section(OPENING, tuple(opening)) if opening else None, reasons)


def source_text(draft: Draft) -> str:
    """Return the cleaned article: headings as `## …`, everything else as numbered paragraphs."""
    head = [f"# {draft.facts.title}"] if draft.facts.title else []
    return "\n\n".join([*head, *map(_block, draft.blocks)]) + "\n"


def _block(block: Block) -> str:
    signs = {"item": "- ", "quote": "> ", "row": "| "}
    if not block.number:
        return f"{'#' * block.level} {block.text}"
    return f"[{block.number}] {signs.get(block.kind, '')}{block.text}"


def source_entry(draft: Draft, library: Library, key: str, day: dt.date) -> str:
    """Return the entry for docs/_data/sources.yml, with gaps for what the page did not say."""
    facts, words = draft.facts, Words(library, library.codes[0])
    entry: dict[str, Any] = {
        "publisher": facts.publisher or words("publisher"),
        "title": facts.title or words("source_title"),
        "url": facts.url or words("url"),
        "language": facts.language or library.codes[0],
        "seen": day,
    }
    if people := dict(_people(draft, library)):
        entry["people"] = people
    known = [f"{name}: {value}" for name, value in _more(draft) if value]
    head = "# For docs/_data/sources.yml." + "".join(f"\n# {line}" for line in known)
    return f"{head}\n{write_yaml({key: entry})}"


def _more(draft: Draft) -> Iterator[tuple[str, object]]:
    """Yield what the page says and an entry has no field for."""
    yield "Author", draft.facts.author
    yield "Published", draft.facts.date
    yield "Dateline", draft.facts.dateline


def _people(draft: Draft, library: Library) -> Iterator[tuple[str, dict[str, Any]]]:
    taken: set[str] = set()
    for speaker in draft.speakers:
        name = _id(speaker, taken)
        taken.add(name)
        yield name, {"name": speaker.name, "role": _role(speaker, draft, library)}


def _role(speaker: Speaker, draft: Draft, library: Library) -> dict[str, str]:
    """Return a role in every language: as the source says it in its own, a gap in the others."""
    return {
        code: speaker.role
        if speaker.role and code == draft.facts.language
        else Words(library, code)("role")
        for code in library.codes
    }


def _id(speaker: Speaker, taken: set[str]) -> str:
    """Return an id for somebody: the last name, and all names where that one is taken."""
    plain = unicodedata.normalize("NFKD", speaker.name).encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z0-9]+", plain) or ["orang"]
    options = (parts[-1], "-".join(parts), *(f"{parts[-1]}-{n}" for n in range(2, 999)))
    return str(next(option for option in options if option not in taken))


def coverage(outline: Outline, library: Library, key: str, slug: str) -> str:
    """Return the record of what becomes of each paragraph, with a point for each section."""
    says = Words(library, library.codes[0])("point")
    written = (*((outline.opening,) if outline.opening else ()), *outline.reasons)
    points = {
        section.id: {
            "says": says,
            "paragraphs": list(section.paragraphs),
            "sections": [section.id],
        }
        for section in written
    }
    head = (
        "# yaml-language-server: $schema=../schema/coverage.json\n"
        f"# For docs/_data/coverage/{slug}.yml.\n"
    )
    return head + write_yaml({key: {"points": points, "noise": [], "left_out": []}})


def report(draft: Draft) -> str:
    """Return what became of each line, and who is quoted where."""
    counts = {fate: sum(v.fate == fate for v in draft.verdicts) for fate in SEEN}
    said = (f"{n} line{'' if n == 1 else 's'} {fate}" for fate, n in counts.items())
    lines = [f"{', '.join(said)}."]
    lines += ["", *map(_verdict, draft.verdicts)]
    if draft.speakers or draft.quotations:
        lines += ["", "Who is quoted:"]
        for person in draft.speakers:
            who = (
                f"{person.name}, {person.role}" if person.role else f"{person.name}, role not said"
            )
            lines.append(f"  {who}: paragraph {ranges(person.paragraphs)}")
        lines += [f"  [{q.paragraph}] {q.name or '?'}: “{q.text}”" for q in draft.quotations]
    return "\n".join(lines) + "\n"


def _verdict(verdict: Verdict) -> str:
    line = verdict.line
    return f"{SEEN[verdict.fate]} {line.number:>4}  {verdict.reason:<28}  {line.text}"
