"""A printed PDF as tests look at it: its text, its structure, and what is seen on its pages."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import zxingcpp
from pypdf import PdfReader

from scripts import source
from scripts.pages import Pages
from tests.project import ROOT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from scripts.records import Meta

MM = 72 / 25.4
BLACK_OR_WHITE = bytes(0 if grey < 128 else 255 for grey in range(256))


@cache
def pages() -> Pages:
    """Return the pages of the real project."""
    library, problems = source.load(ROOT)
    assert not problems
    return Pages(library, "https://contoh.example/karier/", ROOT / "overrides")


def keys(kind: type[Meta]) -> list[tuple[str, str]]:
    """Return the language and path of every page of a kind."""
    found = pages().library.pages.items()
    return [key for key, page in found if isinstance(page.meta.value, kind)]


def one_line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, repr=False)
class Paper:
    """What came out of the typesetter."""

    pdf: bytes

    @cached_property
    def _codes(self) -> dict[bytes | None, list[str]]:
        """What was read of its codes, by how the pixels were translated."""
        return {}

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(io.BytesIO(self.pdf))

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page, on one line; a line may have ended after a hyphen."""
        texts = (
            re.sub(r"(?<=\w)-\s+(?=\w)", "-", page.extract_text()) for page in self.reader.pages
        )
        return [one_line(text) for text in texts]

    @cached_property
    def text(self) -> str:
        return " ".join(self.texts)

    @property
    def catalogue(self) -> Any:
        return self.reader.trailer["/Root"]

    @property
    def title(self) -> str | None:
        return self.reader.metadata.title if self.reader.metadata else None

    @property
    def day(self) -> dt.date | None:
        created = self.reader.metadata.creation_date if self.reader.metadata else None
        return created.date() if created else None

    @property
    def standard(self) -> str:
        """The metadata that says which standard the document keeps to."""
        return str(self.catalogue["/Metadata"].get_data().decode())

    @cached_property
    def tags(self) -> list[Any]:
        """The elements of its structure, in reading order."""
        return list(_elements(self.catalogue["/StructTreeRoot"]["/K"]))

    def titles(self, level: int) -> list[str]:
        """Return its headings of a level."""
        return [one_line(tag["/T"]) for tag in self.tags if tag["/S"] == f"/H{level}"]

    def links(self) -> list[str]:
        """Return where its links lead to, page by page."""
        notes = [note for page in self.reader.pages for note in page.get("/Annots", [])]
        return [note.get_object()["/A"]["/URI"] for note in notes]

    def pixels(self, page: int = 0, translation: bytes | None = None) -> memoryview:
        """Return a page as rows of grey pixels, 150 an inch."""
        data, height, stride = _drawn(self.pdf, page)
        return memoryview(data.translate(translation)).cast("B", (height, stride))

    def codes(self, translation: bytes | None = None) -> list[str]:
        """Return what the codes on the first page say."""
        if translation not in self._codes:
            found = zxingcpp.read_barcodes(self.pixels(0, translation))
            self._codes[translation] = [code.text for code in found]
        return self._codes[translation]

    def ink(self, page: int = 0) -> float:
        """Return which part of a page is black."""
        grey = self.pixels(page).tobytes()
        return sum(255 - value for value in grey) / 255 / len(grey)

    def size(self, page: int = 0) -> tuple[int, int]:
        """Return the width and height of a page in millimetres."""
        width, height = pdfium.PdfDocument(self.pdf)[page].get_size()
        return round(width / MM), round(height / MM)

    def boxes(self, page: int = 0) -> list[tuple[float, float, float, float]]:
        """Return left, top, right and bottom of what is drawn on a page, in millimetres."""
        document = pdfium.PdfDocument(self.pdf)
        height = document[page].get_height()
        bounds = [thing.get_bounds() for thing in document[page].get_objects()]
        return [(x / MM, (height - v) / MM, u / MM, (height - y) / MM) for x, y, u, v in bounds]

    def margins(self, page: int = 0) -> float:
        """Return the narrowest margin of a page without any ink, in millimetres."""
        pixels = self.pixels(page)
        (height, stride), data = pixels.shape or (0, 0), pixels.tobytes()
        rows = [y for y in range(height) if min(data[y * stride : (y + 1) * stride]) < 200]
        columns = [x for x in range(stride) if min(data[x::stride]) < 200]
        narrowest = min(rows[0], height - 1 - rows[-1], columns[0], stride - 1 - columns[-1])
        return narrowest / 150 * 25.4


@lru_cache(maxsize=2)
def _drawn(pdf: bytes, page: int) -> tuple[bytes, int, int]:
    """Return the pixels of a page, its height, and how many pixels a row has."""
    bitmap = pdfium.PdfDocument(pdf)[page].render(scale=150 / 72, grayscale=True)
    return bytes(bitmap.buffer), bitmap.height, bitmap.stride


def _elements(node: Any) -> Iterator[Any]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        yield from _elements(node.get("/K", []))
