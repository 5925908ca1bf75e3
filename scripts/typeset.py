"""Typst (https://typst.app) as the one typesetter: pictures for sharing and handouts.

The same input gives the same bytes: fonts come from a package, never from the machine, and a
document's date is given.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import cached_property, partial
from importlib import metadata, resources
from pathlib import Path
from typing import Literal, NamedTuple

import typst
from msgspec import msgpack

from scripts.apart import apart
from scripts.cache import kept, key, touch, trim

FONTS = "font_hanken_grotesk"
MADE_BY = ("typst", "font-hanken-grotesk")
"""The packages that a sheet's bytes depend on."""

MOST = 256
"""How many sheets are kept: those of several builds, since a build alone has some twenty."""

CODE = Path(__file__).read_bytes()
"""What runs here, which later changes of this file are not."""

SHEETS = Path(__file__).parent.parent / "overrides" / "print"
EPOCH = dt.date(1970, 1, 1)
MISSING_SIGN = re.compile(r'the text `"(.+)"` could not be displayed')

_PAGES = msgpack.Decoder(list[bytes])


class UnprintableError(ValueError):
    """The font of the sheets has no picture of a sign; the error's text is that sign."""


class _Asked(NamedTuple):
    """What is asked for of a sheet, as `Typesetter.render` has it."""

    sheet: str
    values: dict[str, str]
    kind: Literal["png", "pdf"]
    ppi: float = 72
    day: dt.date = EPOCH


class Typesetter:
    """Compiles the sheets in `overrides/print`, keeping Typst's fonts loaded between them.

    What was compiled before is taken from the folder `cache`, if there is one.
    """

    def __init__(self, sheets: Path = SHEETS, cache: Path | None = None) -> None:
        self._cache = cache
        fonts = Path(str(resources.files(FONTS).joinpath("files")))
        self._sheets = sheets
        self._fonts = typst.Fonts(
            font_paths=[fonts], include_system_fonts=False, include_embedded_fonts=False
        )

    def render(
        self,
        sheet: str,
        values: dict[str, str],
        kind: Literal["png", "pdf"],
        ppi: float = 72,
        *,
        day: dt.date = EPOCH,
    ) -> bytes:
        """Return a sheet as a picture, or as a document for everybody (PDF/UA-1: with tags).

        `values` reach the sheet as `sys.inputs`; `ppi` is the picture's pixels an inch, and `day`
        the date that the document bears. Raises UnprintableError for a document with a sign that
        the font lacks, typst.TypstError when the sheet is wrong, which is a mistake of ours, and
        WorkerError when its process was killed.
        """
        pages = self._kept(_Asked(sheet, values, kind, ppi, day))
        if len(pages) > 1:
            raise TypeError(f"{sheet} has several pages; a picture has one")
        return pages[0]

    def pictures(self, sheet: str, values: dict[str, str]) -> list[bytes]:
        """Return the pages of a sheet as pictures; to begin Typst takes longer than most of them do."""
        return self._kept(_Asked(sheet, values, "png"))

    def _kept(self, asked: _Asked) -> list[bytes]:
        """Return the pages that a sheet has as pictures, or the one document that it is."""
        if not self._cache:
            return self._compiled(asked)
        parts = [*asked[:-1], asked.day.isoformat()]
        name = key(self._made_of, json.dumps(parts, sort_keys=True).encode())
        made = kept(
            self._cache,
            name,
            lambda: msgpack.encode(self._compiled(asked)),
            holds=lambda: self._read() == self._made_of,
        )
        touch(self._cache / name)
        trim(self._cache, MOST)
        return _PAGES.decode(made)

    @cached_property
    def _made_of(self) -> bytes:
        return self._read()

    def _read(self) -> bytes:
        """Return what all sheets are made of: the files of their folder, the typesetter, its fonts."""
        files = sorted(path for path in self._sheets.rglob("*") if path.is_file())
        parts = [
            part
            for file in files
            for part in (file.relative_to(self._sheets).as_posix().encode(), file.read_bytes())
        ]
        versions = (metadata.version(name).encode() for name in MADE_BY)
        return key(CODE, *parts, *versions).encode()

    def _compiled(self, asked: _Asked) -> list[bytes]:
        compile_sheet = partial(
            typst.compile,
            self._sheets / asked.sheet,
            root=self._sheets,
            font_paths=self._fonts,
            format=asked.kind,
            ppi=asked.ppi,
            sys_inputs=asked.values,
            pdf_standards=["ua-1"],
            timestamp=dt.datetime.combine(asked.day, dt.time(), tzinfo=dt.UTC),
        )
        try:
            compiled = apart(compile_sheet)  # Typst keeps whatever it did: 100 MB and more a sheet
        except typst.TypstError as error:
            if missing := MISSING_SIGN.search(error.message):
                raise UnprintableError(missing[1]) from error
            raise
        return compiled if isinstance(compiled, list) else [compiled or b""]

    def shows(self, sheet: str, values: dict[str, str]) -> bool:
        """Say whether a sheet can be set with `values`, as those from elsewhere may be broken."""
        try:
            self.render(sheet, values, "pdf")
        except typst.TypstError:
            return False
        return True
