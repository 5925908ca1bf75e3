"""Templates, compiled once however many sites a process makes with them, and kept for later ones."""

from __future__ import annotations

from functools import cache as remembered
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from scripts import cache
from scripts.pack import makers

if TYPE_CHECKING:
    from pathlib import Path
    from types import CodeType

    from jinja2.bccache import Bucket

MOST = 200
"""How many templates are kept in files: some versions of each."""


class Compiled(BytecodeCache):
    """What templates are compiled to, by their names and texts, for environments with the same options.

    In `folder`, if there is one, it is kept for other processes; `options` is what they are called.
    """

    def __init__(self, options: str, folder: Path | None = None) -> None:
        self._options = options
        self._folder = folder
        self._known: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return what a template is known by; its path may not be text in this system's language."""
        return f"{name}|{filename}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Let a bucket have the code of its template, if it is known."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))
        if not bucket.code and self._folder:
            if data := cache.stored(self._folder / self._name(bucket)):
                bucket.bytecode_from_string(data)
            self._keep(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._keep(bucket)
        if self._folder:
            cache.store(self._folder / self._name(bucket), bucket.bytecode_to_string())
            cache.trim(self._folder, MOST)

    def _keep(self, bucket: Bucket) -> None:
        if bucket.code:
            self._known[bucket.key, bucket.checksum] = bucket.code

    def _name(self, bucket: Bucket) -> str:
        """Return what a template's code is kept as; it is the program's, Python's and Jinja's own."""
        parts = (self._options, bucket.key, bucket.checksum)
        texts = (part.encode(errors="surrogateescape") for part in parts)
        return cache.key(makers("jinja2"), *texts)


@remembered
def compiled(options: str, folder: Path | None = None) -> Compiled:
    """Return what this process has compiled, by its options and folder."""
    return Compiled(options, folder)
