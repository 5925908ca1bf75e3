"""Files as one ZIP: the same files give the same bytes, whenever and wherever they are packed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a ZIP can name."""

UNIX = 3
READABLE = 0o100644 << 16
"""A file that everybody may read and its owner may write, as Unix has it in a ZIP."""


def bundle(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of files by name, stored as they are: PDFs are compressed already."""
    data = io.BytesIO()
    with ZipFile(data, "w") as packed:
        for name in sorted(files):
            info = ZipInfo(name, EPOCH)
            info.create_system, info.external_attr = UNIX, READABLE
            packed.writestr(info, files[name])
    return data.getvalue()
