"""A career centre's record and its logo: read, judged, and printed on every handout."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from scripts import logo, source
from scripts.handout_centre import header
from scripts.handouts import handouts
from scripts.pool import WorkerError
from scripts.problem import Problem
from scripts.records import Centre
from scripts.typeset import SHEETS, Typesetter, UnprintableError
from scripts.validate import languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.handouts import Handout
    from scripts.model import Located
    from scripts.pages import Pages

ENDED = (
    "the process that set its handout was ended from outside, perhaps for want of memory; "
    "end other programs and print again"
)
TRIAL = "logo.typ"
"""The sheet that shows whether a logo can be set at all."""


@dataclass(frozen=True)
class Letterhead:
    """A centre's record and its logo, `picture`, which is empty when there is none."""

    record: Located[Centre]
    picture: bytes = b""

    @property
    def logo(self) -> str:
        """The name of the logo among the sheets, or an empty text."""
        name = self.record.value.logo
        return f"logo-centre{PurePosixPath(name).suffix.lower()}" if name else ""


def read(
    path: str, locales: Sequence[str], known: Sequence[str]
) -> tuple[Letterhead | None, list[Problem]]:
    """Return a centre and all that is wrong with it, where it is None.

    `path` is its file, from the current folder; `locales` are the languages to print, of the
    `known` ones.
    """
    record, problems = source.record(Path(), path, Centre)
    if record is None:
        return None, problems
    problems += languages(record, locales, known)
    picture = b""
    if name := record.value.logo:
        try:
            picture = logo.read(Path(path).parent, name)
        except logo.LogoError as error:
            message = f'"logo" is "{name}", which {error}'
            problems.append(Problem(path, record.line("logo"), message))
    return (None if problems else Letterhead(record, picture)), problems


def printed(
    letterhead: Letterhead, pages: Pages, locales: Sequence[str]
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return every handout by `<locale>/<name>.pdf`, and what cannot be printed."""
    found: dict[str, bytes] = {}
    record = letterhead.record
    with _sheets(letterhead) as sheets:
        typesetter = Typesetter(sheets)
        if letterhead.logo and not typesetter.shows(TRIAL, {"logo": letterhead.logo}):
            message = f'"logo" is "{record.value.logo}", which is broken; save it anew'
            return {}, [Problem(record.path, record.line("logo"), message)]
        for locale in locales:
            inputs = header(record.value, locale, pages.library, letterhead.logo).inputs
            for handout in handouts(pages, locale):
                name = f"{locale}/{PurePosixPath(handout.address).name}"
                try:
                    found[name] = typesetter.render(
                        handout.template, handout.inputs | inputs, "pdf", day=handout.day
                    )
                except UnprintableError as error:
                    return {}, [_unprintable(str(error), record, handout)]
                except WorkerError:
                    return {}, [Problem(handout.record, 0, ENDED)]
    return found, []


def write(files: dict[str, bytes], folder: Path) -> None:
    """Write files into a folder, each whole, once all of them are written beside it.

    Other files in the folder stay. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".handouts-", dir=folder) as name:
        for path, data in files.items():
            target = Path(name, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        for path in files:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            Path(name, path).replace(folder / path)


@contextmanager
def _sheets(letterhead: Letterhead) -> Iterator[Path]:
    """Give a copy of the sheets with the logo among them: Typst reads nothing outside of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "print")
        shutil.copytree(SHEETS, folder)
        if letterhead.logo:
            (folder / letterhead.logo).write_bytes(letterhead.picture)
        yield folder


def _unprintable(sign: str, record: Located[Centre], handout: Handout) -> Problem:
    """Return a problem where the sign that cannot be printed is written."""
    given = record.value.model_dump(exclude_none=True)
    for field, value in given.items():
        texts = value if isinstance(value, dict) else {None: value}
        for locale, text in texts.items():
            if sign in text:
                keys = (field, locale) if locale else (field,)
                message = f'the handout cannot show "{sign}"; use words'
                return Problem(record.path, record.line(*keys), message)
    return Problem(handout.record, 0, f'the handout cannot show "{sign}"; use words')
