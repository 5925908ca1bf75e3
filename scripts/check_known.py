"""What is known of files: each is judged once for the same bytes.

What is found out about one file is a function of its bytes, and of its place if it has an address.
A pack holds it, by keys that cover these; a pack belongs to the program that made it.
"""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from scripts.check_folder import Source
    from scripts.pack import Pack

BATCH = 64
DAMAGED = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
ENCODER = msgspec.msgpack.Encoder(order="deterministic")
"""What packs the same thing as the same bytes, whatever the order of its sets."""
Given = TypeVar("Given")
Made = TypeVar("Made")


class Pool(Protocol):
    """Workers that apply a function of a module to many things, as `concurrent.futures` has them."""

    def map(self, function: Callable[[Given], Made], items: Iterable[Given], /) -> Iterable[Made]:
        """Return what the function makes of each thing, in order."""


class Kind(NamedTuple, Generic[Made]):
    """A kind of thing to find out about a file: `judge` does, and msgspec can write what it `found`."""

    name: str
    judge: Callable[[Source], Made]
    found: type[Made]


class Memory(NamedTuple):
    """The pack where what is known is kept, and who finds out the rest."""

    pack: Pack
    pool: Pool | None = None

    def known(self, kind: Kind[Made], sources: Sequence[Source]) -> list[Made]:
        """Return what is found out about each file.

        It is held for the next time that this program asks. Raises ChangedError when a file is not
        what its digest says.
        """
        return self.asked(kind, sources)()

    def asked(self, kind: Kind[Made], sources: Sequence[Source]) -> Callable[[], list[Made]]:
        """Have a pool begin to find out about files, and return what waits for it, as `known` does."""
        every = {source: self.pack.thing((kind.name, source)) for source in sources}
        unheld = [source for source, made in every.items() if made is None]
        found = self._found(kind, unheld)

        def wait() -> list[Made]:
            for source, made in zip(unheld, found(), strict=True):
                every[source] = made
                self.pack.hold((kind.name, source), made)
            return [every[source] for source in sources]  # type: ignore[misc] # nothing is missing now

        return wait

    def _found(self, kind: Kind[Made], sources: Sequence[Source]) -> Callable[[], list[Made]]:
        decoder = msgspec.msgpack.Decoder(kind.found)
        names = [_name(kind.name, source) for source in sources]
        every = {name: self._kept(name, decoder) for name in names}
        new = {n: source for n, source in zip(names, sources, strict=True) if every[n] is None}
        under_way = self._made(kind.judge, list(new.values()))

        def wait() -> list[Made]:
            for name, made in zip(new, under_way, strict=True):
                every[name] = (
                    decoder.decode(self.pack.put(name, made)) if isinstance(made, bytes) else made
                )
            return [every[name] for name in names]  # type: ignore[misc] # nothing is missing now

        return wait

    def _kept(self, name: bytes, decoder: msgspec.msgpack.Decoder[Made]) -> Made | None:
        packed = self.pack.get(name)
        try:
            return None if packed is None else decoder.decode(packed)
        except DAMAGED:
            return None

    def _made(
        self, judge: Callable[[Source], Made], sources: list[Source]
    ) -> Iterator[bytes | Made]:
        batches = [sources[i : i + BATCH] for i in range(0, len(sources), BATCH)]
        over = self.pool.map if self.pool else map
        return chain.from_iterable(over(partial(_each, judge), batches))


def _each(judge: Callable[[Source], Made], sources: list[Source]) -> list[bytes | Made]:
    return [packed(judge(source)) for source in sources]


def packed(made: Made) -> bytes | Made:
    """Return what was found out as it can be kept, or as it is: a file's name may be no text."""
    try:
        return ENCODER.encode(made)
    except UnicodeEncodeError:
        return made


def _name(kind: str, source: Source) -> bytes:
    """Return the key of what is found out about a file; digests are of one length."""
    place = "\n".join(source[:3]) if source.address else ""
    return f"{kind}\n{place}\n".encode(errors="surrogateescape") + source.digest
