"""Licences: of what readers get, with their texts, and of the tools that make it.

Of others' work only a font reaches readers, within handouts and pictures. The words of its licence
come from its package. The package puts the notice of another font above them, though: what the font's
own files say stands there instead.
"""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.packages import PROJECT, described, required

if TYPE_CHECKING:
    from scripts.packages import Package

FONT = "font-hanken-grotesk"
SHIPPED = (PROJECT, FONT)
OWN = Path(__file__).parent.parent / "LICENSE"
NOTICE = re.compile(rb"Copyright \(c\) \d{4}, [ -~]+")
OFL = re.compile(r"SIL OPEN FONT LICENSE Version.*", re.DOTALL)


def group(name: str) -> tuple[Package, ...]:
    """Return the packages that readers get something of, "shipped", or those it is made with, "tools"."""
    tools = (tool for tool in required() if tool not in SHIPPED)
    return tuple(map(described, {"shipped": SHIPPED, "tools": tools}[name]))


def address(name: str) -> str:
    """Return where the text of a shipped package's licence is, relative to the site's root."""
    return f"lisensi/{name}.txt"


def files() -> dict[str, bytes]:
    """Return the texts of the licences of what readers get, by their addresses."""
    texts = {PROJECT: OWN.read_bytes(), FONT: _font().encode()}
    return {address(name): text for name, text in texts.items()}


def _font() -> str:
    """Return the notice that the font bears, and the words of its licence."""
    folder = resources.files(FONT.replace("-", "_")).joinpath("files")
    notice = NOTICE.search(folder.joinpath("HankenGrotesk-Medium.otf").read_bytes())
    words = OFL.search(folder.joinpath("OFL.txt").read_text(encoding="utf-8"))
    if not (notice and words):
        raise LookupError(f"{FONT} has lost its notice or its licence; look into the package")
    return f"{notice[0].decode()}\n\n{words[0]}"
