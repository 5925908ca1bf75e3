"""Typst (https://typst.app) as the one typesetter: pictures for sharing, later handouts.

The same input gives the same bytes: fonts come from a package, never from the machine.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Literal

import typst

FONTS = "font_hanken_grotesk"
SHEETS = Path(__file__).parent.parent / "overrides" / "print"


class Typesetter:
    """Compiles the sheets in `overrides/print`, keeping Typst's fonts loaded between them."""

    def __init__(self, sheets: Path = SHEETS) -> None:
        fonts = Path(str(resources.files(FONTS).joinpath("files")))
        self._sheets = sheets
        self._fonts = typst.Fonts(
            font_paths=[fonts], include_system_fonts=False, include_embedded_fonts=False
        )

    def render(
        self, sheet: str, values: dict[str, str], kind: Literal["png", "pdf"], ppi: float = 72
    ) -> bytes:
        """Return a sheet as a picture or document.

        `values` reach the sheet as `sys.inputs`; `ppi` is the picture's pixels an inch. Raises
        typst.TypstError when the sheet is wrong, which is a mistake of ours.
        """
        compiled = typst.compile(
            self._sheets / sheet,
            root=self._sheets,
            font_paths=self._fonts,
            format=kind,
            ppi=ppi,
            sys_inputs=values,
        )
        if isinstance(compiled, list):
            raise TypeError(f"{sheet} has several pages; a picture has one")
        return bytes(compiled or b"")
