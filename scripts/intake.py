"""`siap import`: from an article as people have it to a working folder and a fingerprint.

Everything is looked at before anything is written. The fingerprint, which holds no words, is all
that goes into docs/.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from scripts import desk, fingerprint, intake_html, intake_text
from scripts.intake_cues import CueBook
from scripts.intake_outline import has_article, outline
from scripts.intake_read import UnreadableError, decoded, form
from scripts.limits import nested, tangled
from scripts.model import CUES, DESK, FINGERPRINTS
from scripts.problem import Problem
from scripts.records import OURS
from scripts.validate_page import ID, ID_FORM

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from scripts.intake_line import Draft
    from scripts.intake_read import Form
    from scripts.model import Library
    from scripts.records import Fingerprint

STANDARD_INPUT = "-"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
ALIKE = 0.5
"""The share of its runs that one article has in common with another when it is the same."""

LINES = 10_000
"""The most lines that are looked through for an article; a long page with all around it has 2,000."""

READERS = {
    "html": intake_html.read,
    "markdown": intake_text.read_markdown,
    "text": intake_text.read,
}


@dataclass(frozen=True)
class Request:
    """What is to be imported: a file or `-`, for which article, as which source, in which language.

    `language` is empty where nobody said it.
    """

    source: str
    slug: str
    key: str
    language: str
    day: dt.date


@dataclass(frozen=True)
class Intake:
    """An article ready to be written: what was understood, and the files by their paths."""

    draft: Draft
    files: dict[str, str]
    print_path: str
    print_text: str
    remarks: tuple[str, ...] = ()


def take(request: Request, library: Library, root: Path) -> tuple[Intake | None, list[Problem]]:
    """Return an article ready to be written, or None and what is wrong with it or the request."""
    if problems := _unfit(request, library, root):
        return None, problems
    try:
        name = request.source if request.source != STANDARD_INPUT else "standard input"
        draft = understood(_bytes(request.source), request.source, book(library))
    except UnreadableError as error:
        return None, [Problem(name, 0, f"the source {error}")]
    except OSError as error:
        return None, [Problem(name, 0, f"cannot be read: {error.strerror or error}")]
    language = request.language or library.codes[0]
    remarks = _remarks(draft, request, language)
    draft = replace(draft, facts=replace(draft.facts, language=language))
    found = print_of(draft)
    if other := _twin(found, library):
        message = f'is the article of the source "{other}", which is imported already; cite it as [@{other}]'
        return None, [Problem(name, 0, message)]
    files = desk.files(draft, library, request.key, request.slug, request.day)
    path = f"{FINGERPRINTS}/{request.key}.yml"
    return Intake(draft, files, path, fingerprint.text(found), remarks), []


def understood(data: bytes, name: str, cues: CueBook) -> Draft:
    """Return the article in a file's bytes; `name` may tell its form. Raises UnreadableError."""
    text = decoded(data)
    kind: Form = form(text, name)
    if (kind == "html" and nested(text)) or (kind == "markdown" and any(tangled(text))):
        raise UnreadableError(
            "holds parts that stand too deep inside each other, or go on too long; save the text of the article alone"
        )
    lines, facts = READERS[kind](text)
    if len(lines) > LINES:
        raise UnreadableError(
            f"has {len(lines)} lines, {LINES} are the most; save the article alone"
        )
    draft = outline(lines, facts, cues)
    if not has_article(draft):
        raise UnreadableError(
            "has no article in it, only titles or single lines; save the page of the article"
        )
    return draft


def print_of(draft: Draft) -> Fingerprint:
    """Return the fingerprint of an article."""
    return fingerprint.of(draft.paragraphs, [b.text for b in draft.blocks if not b.number])


def book(library: Library) -> CueBook:
    """Return the library's cues, ready to be asked."""
    return CueBook({code: record.value for code, record in library.cues.items()})


def told(intake: Intake, slug: str, key: str, library: Library, *, whole: bool) -> Iterator[str]:
    """Yield what a command says at its end: the report, or its first line, and what to do next."""
    report = intake.files["report.txt"]
    yield report if whole else report.partition("\n")[0]
    draft, place = intake.draft, f"{desk.FOLDER}/{slug}"
    headings = sum(not block.number for block in draft.blocks)
    yield f"{_counted(len(draft.paragraphs), 'paragraph')} and {_counted(headings, 'heading')} are in {place}/source.txt; report.txt beside it says why each other line was dropped."
    yield from intake.remarks
    if key not in library.sources:
        yield f"Next, look over {place}/source.yml and put it into docs/_data/sources.yml: `siap validate` asks for it."
    pages = " and ".join(f"{place}/{code}.md" for code in library.codes)
    if any(path == f"artikel/{slug}" for _, path in library.pages):
        yield f"The article artikel/{slug} is there already: take from {pages} what it lacks."
    else:
        yield f"Write the article in {pages}, in your own words, and move them to {_homes(slug, library)}."
    yield f"Then say what became of each paragraph: {place}/coverage.yml is for docs/_data/coverage/{slug}.yml."


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _homes(slug: str, library: Library) -> str:
    return " and ".join(f"docs/{code}/artikel/{slug}.md" for code in library.codes)


def write(intake: Intake, slug: str, root: Path) -> None:
    """Write the working folder, whole, and then the fingerprint. Raises OSError."""
    folder, target = root / desk.FOLDER, root / intake.print_path
    folder.mkdir(exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    made, new = Path(tempfile.mkdtemp(prefix=".new-", dir=folder)), target.with_suffix(".new")
    try:
        for name, text in intake.files.items():
            (made / name).write_text(text, encoding="utf-8", newline="\n")
        new.write_text(intake.print_text, encoding="utf-8", newline="\n")
        made.chmod(0o755)
        made.rename(folder / slug)
        new.replace(target)
    finally:
        shutil.rmtree(made, ignore_errors=True)
        new.unlink(missing_ok=True)


def _bytes(source: str) -> bytes:
    """Return the bytes of a file or of standard input. Raises OSError."""
    return sys.stdin.buffer.read() if source == STANDARD_INPUT else Path(source).read_bytes()


def _unfit(request: Request, library: Library, root: Path) -> list[Problem]:
    """Return what is wrong with a request, before its source is opened."""
    problems = [
        Problem(option, 0, f'"{value}" is not an id; {ID_FORM}')
        for option, value in (("--slug", request.slug), ("--source", request.key))
        if not ID.fullmatch(value) or len(value) > 60
    ]
    if request.key == OURS:
        message = f'"{OURS}" marks our own advice; choose another key for the source'
        problems.append(Problem("--source", 0, message))
    if request.language and not LANGUAGE.fullmatch(request.language):
        message = f'"{request.language}" is not the tag of a language; write it as "id" or "en"'
        problems.append(Problem("--lang", 0, message))
    for path, records in ((f"{CUES}/id.yml", library.cues), (DESK, library.desk)):
        if not records:
            problems.append(Problem(path, 0, "the file is missing; put it back to import articles"))
    return problems or _imported(request, library, root)


def _imported(request: Request, library: Library, root: Path) -> list[Problem]:
    """Return where a source is imported already."""
    problems = []
    if (root / desk.FOLDER / request.slug).exists():
        message = "is there already, and is not overwritten; finish that import, remove the folder, or choose another --slug"
        problems.append(Problem(f"{desk.FOLDER}/{request.slug}", 0, message))
    if request.key in library.fingerprints:
        message = f'the source "{request.key}" is imported already; for another source give another --source'
        problems.append(Problem(f"{FINGERPRINTS}/{request.key}.yml", 0, message))
    return problems


def _twin(found: Fingerprint, library: Library) -> str:
    """Return the source whose fingerprint has mostly the same runs, or an empty string."""
    for name, record in library.fingerprints.items():
        fewer = min(len(found.runs), len(record.value.runs))
        if fewer and len(found.runs & record.value.runs) >= ALIKE * fewer:
            return name
    return ""


def _remarks(draft: Draft, request: Request, language: str) -> tuple[str, ...]:
    """Return what an editor should know: a language that differs from what was said."""
    seen = draft.facts.language
    if not seen or seen == language.partition("-")[0]:
        return ()
    said = "as you say" if request.language else "as the site’s first language"
    place = f"{desk.FOLDER}/{request.slug}/source.yml"
    return (
        f'The text reads like "{seen}" and is entered as "{language}", {said}; if that is wrong, correct `language` in {place}.',
    )
