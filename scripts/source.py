"""From files to the model: the only place that reads what editors write.

Every reader returns what could be read and the problems met on the way; none raises for bad
input. Lines count from 1 in the file as an editor sees it.
"""

from __future__ import annotations

from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from msgspec import Struct, msgpack
from msgspec.structs import replace
from pydantic import TypeAdapter

from scripts import config, limits, markup
from scripts.config import CONFIG
from scripts.document import Keys, parse_front_matter
from scripts.files import Files, dated, named, packed, parsed
from scripts.model import (
    COVERAGE,
    CUES,
    DATA,
    DESK,
    EDITING,
    FINGERPRINTS,
    GLOSSARY,
    LEDGERS,
    MOVED,
    PAIRS,
    SEARCH,
    SHORT,
    Library,
    Locale,
    Located,
    Outline,
    Page,
    page_path,
)
from scripts.pack import Pack, key
from scripts.problem import Problem, explained
from scripts.records import (
    META,
    AnyMeta,
    Article,
    Checklist,
    Covered,
    Cues,
    Editing,
    Fingerprint,
    Flow,
    Ledger,
    Pairs,
    Place,
    Placeholder,
    Poster,
    ProofPage,
    Search,
    Source,
    Template,
    Term,
    Text,
)
from scripts.same import by_identity
from scripts.sentences import conform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from scripts.document import Document
    from scripts.pool import Pool

    Workers = Callable[..., AbstractContextManager[Pool]]

T = TypeVar("T")
R = TypeVar("R")

MANY = 100
"""From how many new pages on it is worth while to begin workers."""

PART = 16
"""How many files a worker is handed at once: one after the other it would wait longer than it reads."""


def load(
    root: Path,
    pack: Pack | None = None,
    workers: Workers | None = None,
    meanwhile: Callable[[Pool], object] = lambda _: None,
) -> tuple[Library, list[Problem]]:
    """Return everything written under `root`, the project's folder, and all that is wrong with it.

    What could not be read is left out of the library, and problems say why. A pack keeps what is
    known of each file by itself; where that is much to find out, `workers` do it, and `meanwhile`
    is called with them.
    """
    files = Files(root, pack)
    files.strays()
    locales = _locales(files)
    texts = list(_texts(files, locales))
    if workers:
        _find_out(files, texts, workers, meanwhile)
    pages = (page for each in texts if (page := _page(files, each)))
    library = Library(
        locales=locales,
        words=_mapping(files, f"{DATA}/words.yml", Text),
        sources=_mapping(files, f"{DATA}/sources.yml", Source),
        placeholders=_mapping(files, f"{DATA}/placeholders.yml", Placeholder),
        templates=_folder(files, f"{DATA}/templates", Template),
        checklists=_folder(files, f"{DATA}/checklists", Checklist),
        flows=_folder(files, f"{DATA}/flows", Flow),
        posters=_folder(files, f"{DATA}/posters", Poster),
        search=_folder(files, SEARCH, Search),
        pages={(p.locale, p.path): p for p in pages},
        short=_optional(files, SHORT, Place),
        moved=_optional(files, MOVED, Place),
        ledgers=_folder(files, LEDGERS, Ledger),
        pairs=_folder(files, PAIRS, Pairs),
        editing=_editing(files),
        desk=_optional(files, DESK, Text),
        cues=_folder(files, CUES, Cues),
        fingerprints=_folder(files, FINGERPRINTS, Fingerprint),
        coverage=_folder(files, COVERAGE, dict[str, Covered]),
        glossary=_optional(files, GLOSSARY, Term),
        assets=frozenset(_assets(files)),
    )
    library = replace(library, unread=frozenset(problem.path for problem in files.problems))
    pages = (_completed(page, library) for page in library.pages.values())
    library = replace(library, pages={(p.locale, p.path): p for p in pages})
    return library, list(explained("fields", files.problems))


def record(root: Path, path: str, kind: type[T]) -> tuple[Located[T] | None, list[Problem]]:
    """Return the one record that a file under `root` holds, or None, and all that is wrong with it."""
    files = Files(root)
    return _record(files, path, kind), files.problems


def configuration(root: Path) -> list[Problem]:
    """Return all that is wrong with the configuration of the project under `root`."""
    files = Files(root)
    _locales(files)
    return files.problems


def _record(files: Files, path: str, kind: type[T]) -> Located[T] | None:
    """Return the record that a file holds."""
    return _held(files, path, kind, _one)


def _mapping(files: Files, path: str, kind: type[T]) -> dict[str, Located[T]]:
    """Return the records of a file that holds one mapping, by key."""
    return _held(files, path, kind, _many) or {}


def _held(
    files: Files, path: str, kind: type[T], read: Callable[[Files, Document, type[T]], R]
) -> R | None:
    """Return what `read` makes of a file; for the same text it is the very same as before."""
    name = (read, kind, path, files.text(path))
    if name[-1] is None:
        return None
    if (same := files.pack.thing(name)) is not None:
        return cast("R", same)
    before = len(files.problems)
    document = files.document(path)
    found = read(files, document, kind) if document else None
    if found is not None and len(files.problems) == before:
        files.pack.hold(name, found)
    return found


def _one(files: Files, document: Document, kind: type[T]) -> Located[T] | None:
    value, problems = conform(_adapter(kind), document.data, document.path, document.lines)
    files.problems += problems
    return None if value is None else Located(value, document.path, document.lines)


def _many(files: Files, document: Document, kind: type[T]) -> dict[str, Located[T]]:
    path = document.path
    if not isinstance(document.data, dict):
        files.say(path, 1, "must hold records by their ids, as `id: …` lines")
        return {}
    records, adapter = {}, _adapter(kind)
    for name, data in document.data.items():
        fits = conform(adapter, data, path, document.lines, base=(name,))
        files.problems += fits[1]
        if (value := fits[0]) is not None:
            records[str(name)] = Located(value, path, document.lines, (name,))
    return records


@by_identity
def _adapter(kind: type[T]) -> TypeAdapter[T]:
    return TypeAdapter(kind)


def _optional(files: Files, path: str, kind: type[T]) -> dict[str, Located[T]]:
    """Return the records of a file that only some projects need."""
    return _mapping(files, path, kind) if files.has(path) else {}


def _folder(files: Files, path: str, kind: type[T]) -> dict[str, Located[T]]:
    """Return the records of a folder that holds one file for each, by file name and folders."""
    records = {}
    for name in files.found(path, "*.y*ml"):
        if not name.endswith(".yml"):
            files.say(name, 0, 'rename the file; its name must end in ".yml"', "files")
        elif (found := _record(files, name, kind)) is not None:
            records[name.removeprefix(f"{path}/").removesuffix(".yml")] = found
    return records


def _editing(files: Files) -> Editing:
    """Return what the editors have agreed on; a project may do without."""
    found = _record(files, EDITING, Editing) if files.has(EDITING) else None
    return found.value if found else Editing()


def _locales(files: Files) -> tuple[Locale, ...]:
    """Return the languages that mkdocs.yml configures for the i18n plugin, the default first."""
    document = files.document(CONFIG)
    if not document:
        return ()
    files.problems += config.faults(document)
    return config.locales(document)


class _File(Struct, frozen=True, dict=True):
    """A file that editors write; that of a page has a language and an address."""

    text: str
    name: str
    locale: str = ""
    address: str = ""

    @cached_property
    def key(self) -> bytes:
        """The key of what there is to know of it by itself."""
        text, name = self.text, self.name
        return named(text, name) if name.endswith(".yml") else key("page", name, text)


def _find_out(
    files: Files,
    texts: list[_File],
    workers: Workers,
    meanwhile: Callable[[Pool], object],
) -> None:
    """Let workers find out what there is to know of files, if many pages are new."""
    new = [each for each in texts if each.key not in files.pack]
    if len(new) >= MANY:
        new += (each for each in _records(files) if each.key not in files.pack)
        step = ceil(len(new) / PART)
        parts = [new[i::step] for i in range(step)]  # of all kinds, so that none takes long
        with workers(_begin, parts) as pool:  # so copies of this process need not be sent them
            found = pool.map(_known, range(step))
            meanwhile(pool)
            for part, known in zip(parts, found, strict=True):
                for file, data in zip(part, known, strict=True):
                    files.pack.put(file.key, data)


_parts: Sequence[Sequence[_File]]


def _begin(parts: Sequence[Sequence[_File]]) -> None:
    """Make ready to read parts of what is new in this process."""
    global _parts  # noqa: PLW0603 - a worker has nothing else to keep it in
    _parts = parts


def _known(number: int) -> list[bytes]:
    """Return what there is to know of each file of a part by itself, or nothing where it is wrong."""
    return [_packed(file.text, file.name) for file in _parts[number]]


def _records(files: Files) -> Iterator[_File]:
    """Yield each file of records; what is wrong is said of those in use."""
    quiet = Files(files.root, files.pack)
    for name in quiet.found(DATA, "*.yml"):
        if text := quiet.text(name):
            yield _File(text, name)


def _texts(files: Files, locales: Iterable[Locale]) -> Iterator[_File]:
    """Yield the file of each page."""
    for locale in locales:
        folder = f"docs/{locale.code}"
        taken: dict[str, str] = {}
        for name in files.found(folder, "*.md"):
            address = page_path(name.removeprefix(f"{folder}/"))
            if (other := taken.setdefault(address, name)) != name:
                files.say(name, 0, f"has the address of {other}; rename one of them", "ids")
                continue
            if text := files.text(name):
                yield _File(text, name, locale.code, address)


def _page(files: Files, file: _File) -> Page | None:
    """Return the page of a file; for the same text it is the same page as before."""
    name = (Page, file)
    if isinstance(same := files.pack.thing(name), Page):
        return same
    page = _made(files, file)
    files.pack.hold(name, page)
    return page


def _made(files: Files, file: _File) -> Page | None:
    text, name = file.text, file.name
    known = files.pack.kept(file.key, lambda: _packed(text, name))
    sheet, problems = (_Sheet(*_SHEET.decode(known)), []) if known else _sheet(text, name)
    files.problems += problems
    if sheet is None:
        return None
    meta = Located(META.validate_python(sheet.data), name, sheet.lines)
    body, line = text[sheet.start :], text.count("\n", 0, sheet.start) + 1
    return Page(file.locale, file.address, meta, body, sheet.outline, sheet.front, line)


_META: TypeAdapter[Any] = META


class _Sheet(NamedTuple):
    """What there is to know of a page's file: its body begins at the character `start`."""

    data: Any
    lines: dict[Keys, int]
    start: int
    outline: Outline
    front: Outline


_SHEET = msgpack.Decoder(tuple[Any, dict[Keys, int], int, Outline, Outline], ext_hook=dated)


def _packed(text: str, file: str) -> bytes:
    """Return what there is to know of a file by itself, or nothing when it is wrong."""
    if file.endswith(".yml"):
        return parsed(text, file)
    sheet, _ = _sheet(text, file)
    return packed(*sheet) if sheet else b""


def _sheet(text: str, file: str) -> tuple[_Sheet | None, list[Problem]]:
    """Return what there is to know of a page, or None, and all that is wrong with it by itself."""
    document, body, problems = parse_front_matter(text, file)
    problems += [Problem(file, n + 1, said, "files") for n, said in limits.tangled(text)]
    if document is None or problems:
        return None, problems
    meta, problems = conform(_META, document.data, file, document.lines)
    if meta is None:
        return None, problems
    start = len(text) - len(body)
    outline = markup.outline(body, text.count("\n", 0, start) + 1)
    front = _front(Located(meta, file, document.lines))
    return _Sheet(document.data, document.lines, start, outline, front), []


def _front(meta: Located[AnyMeta]) -> Outline:
    """Return what the Markdown in a page's front matter holds."""
    points = meta.value.key_points if isinstance(meta.value, Article) else ()
    texts = [(meta.value.summary, meta.line("summary"))]
    texts += [(point, meta.line("key_points", i)) for i, point in enumerate(points)]
    return markup.joined(markup.outline(text, line) for text, line in texts)


def _completed(page: Page, library: Library) -> Page:
    """Return the page with the title and summary of its record."""
    meta, locale = page.meta.value, page.locale
    record = library.checklist(page) or library.flow(page)
    if not record:
        return page
    title, summary = (text.root.get(locale, "") for text in (record.title, record.introduction))
    if isinstance(meta, ProofPage):
        title, summary = (
            _word(library, name, locale).replace("{title}", title)
            for name in ("proof_title", "proof_summary")
        )
    texts = {"title": title, "summary": summary}
    return replace(page, meta=replace(page.meta, value=meta.model_copy(update=texts)))


def _word(library: Library, name: str, locale: str) -> str:
    word = library.words[name].value.root if name in library.words else {}
    return word.get(locale, "{title}")


def _assets(files: Files) -> Iterator[str]:
    for path in files.found("docs/assets", "*"):
        if (files.root / path).is_file():
            yield path.removeprefix("docs/")
