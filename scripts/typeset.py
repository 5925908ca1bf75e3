"""Typst (https://typst.app) as the one typesetter: pictures for sharing and handouts.

The same input gives the same bytes: fonts come from a package, never from the machine, and a
document's date is given.
"""

from __future__ import annotations

import datetime as dt
import re
from importlib import resources
from pathlib import Path
from typing import Literal

import typst

FONTS = "font_hanken_grotesk"
SHEETS = Path(__file__).parent.parent / "overrides" / "print"
EPOCH = dt.date(1970, 1, 1)
MISSING_SIGN = re.compile(r'the text `"(.+)"` could not be displayed')


class UnprintableError(ValueError):
    """The font of the sheets has no picture of a sign; the error's text is that sign."""


class Typesetter:
    """Compiles the sheets in `overrides/print`, keeping Typst's fonts loaded between them."""

    def __init__(self, sheets: Path = SHEETS) -> None:
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
        the font lacks, and typst.TypstError when the sheet is wrong, which is a mistake of ours.
        """
        try:
            compiled = typst.compile(
                self._sheets / sheet,
                root=self._sheets,
                font_paths=self._fonts,
                format=kind,
                ppi=ppi,
                sys_inputs=values,
                pdf_standards=["ua-1"],
                timestamp=dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC),
            )
        except typst.TypstError as error:
            if missing := MISSING_SIGN.search(error.message):
                raise UnprintableError(missing[1]) from error
            raise
        if isinstance(compiled, list):
            raise TypeError(f"{sheet} has several pages; a picture has one")
        return bytes(compiled or b"")

    def shows(self, sheet: str, values: dict[str, str]) -> bool:
        """Say whether a sheet can be set with `values`, as those from elsewhere may be broken."""
        try:
            self.render(sheet, values, "pdf")
        except typst.TypstError:
            return False
        return True
