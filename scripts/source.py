"""From files to the model: the only place that reads what editors write.

Every reader returns what could be read and the problems met on the way; none raises for bad
input. Lines count from 1 in the file as an editor sees it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter

from scripts import limits, markup
from scripts.document import Document, parse_front_matter, parse_yaml
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
from scripts.sentences import conform

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

T = TypeVar("T")

CONFIG = "mkdocs.yml"
# YAML counts more signs as the end of a line than editors do; word processors put them in texts.
BREAKS = str.maketrans({"\r": "\n", "\x85": " ", "\u2028": " ", "\u2029": " "})


def load(root: Path) -> tuple[Library, list[Problem]]:
    """Return everything written under `root`, the project's folder, and all that is wrong with it.

    What could not be read is left out of the library, and problems say why.
    """
    problems = list(_strays(root))
    locales = _locales(root, problems)
    pages = _pages(root, locales, problems)
    library = Library(
        locales=locales,
        words=_mapping(root, f"{DATA}/words.yml", Text, problems),
        sources=_mapping(root, f"{DATA}/sources.yml", Source, problems),
        placeholders=_mapping(root, f"{DATA}/placeholders.yml", Placeholder, problems),
        templates=_folder(root, f"{DATA}/templates", Template, problems),
        checklists=_folder(root, f"{DATA}/checklists", Checklist, problems),
        flows=_folder(root, f"{DATA}/flows", Flow, problems),
        posters=_folder(root, f"{DATA}/posters", Poster, problems),
        search=_folder(root, SEARCH, Search, problems),
        pages={(p.locale, p.path): p for p in pages},
        short=_optional(root, SHORT, Place, problems),
        moved=_optional(root, MOVED, Place, problems),
        ledgers=_folder(root, LEDGERS, Ledger, problems),
        pairs=_folder(root, PAIRS, Pairs, problems),
        editing=_editing(root, problems),
        desk=_optional(root, DESK, Text, problems),
        cues=_folder(root, CUES, Cues, problems),
        fingerprints=_folder(root, FINGERPRINTS, Fingerprint, problems),
        coverage=_folder(root, COVERAGE, dict[str, Covered], problems),
        glossary=_optional(root, GLOSSARY, Term, problems),
        assets=frozenset(_assets(root)),
    )
    library = replace(library, unread=frozenset(problem.path for problem in problems))
    pages = (_completed(page, library) for page in library.pages.values())
    library = replace(library, pages={(p.locale, p.path): p for p in pages})
    return library, list(explained("fields", problems))


def record(root: Path, path: str, kind: type[T]) -> tuple[Located[T] | None, list[Problem]]:
    """Return the one record that a file under `root` holds, or None, and all that is wrong with it."""
    problems: list[Problem] = []
    return _record(root, path, TypeAdapter(kind), problems), problems


def _record(
    root: Path, path: str, adapter: TypeAdapter[T], problems: list[Problem]
) -> Located[T] | None:
    document = _document(root, path, problems)
    if document is None:
        return None
    fits = conform(adapter, document.data, path, document.lines)
    problems += fits[1]
    return None if fits[0] is None else Located(fits[0], path, document.lines)


def _read(root: Path, path: str, problems: list[Problem]) -> str | None:
    """Return the text of a file, or None and a problem when it is missing, empty or not UTF-8."""
    try:
        if refused := limits.refusal(root / path, _bounds(root, path)):
            problems.append(Problem(path, 0, refused, "files"))
            return None
        data = (root / path).read_bytes()
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = f"0x{data[error.start]:02x}"
        message = f"byte {byte} is not UTF-8; save the file with the encoding UTF-8"
        problems.append(Problem(path, line, message, "files"))
        return None
    except FileNotFoundError:
        message = "the file is missing; write it, or put it back"
        problems.append(Problem(path, 0, message, "files"))
        return None
    except OSError as error:
        problems.append(Problem(path, 0, f"cannot be read: {error.strerror}", "files"))
        return None
    if not text.strip():
        problems.append(Problem(path, 1, "the file is empty; write it or delete it", "files"))
        return None
    return _clean(text.replace("\r\n", "\n").translate(BREAKS), path, problems)


def _bounds(root: Path, path: str) -> Path:
    """Return the folder that a file may not lead out of: docs/, or the file's own."""
    return root / "docs" if path.startswith("docs/") else (root / path).parent


def _clean(text: str, path: str, problems: list[Problem]) -> str | None:
    """Return a text, or None and problems where it has signs that nobody sees."""
    found = [Problem(path, n + 1, message, "files") for n, message in limits.hidden(text)]
    problems += found
    return None if found else text


def _document(root: Path, path: str, problems: list[Problem]) -> Document | None:
    text = _read(root, path, problems)
    if text is None:
        return None
    document, found = parse_yaml(text, path)
    problems += found
    return document if not found else None


def _mapping(
    root: Path, path: str, kind: type[T], problems: list[Problem]
) -> dict[str, Located[T]]:
    """Return the records of a file that holds one mapping, by key."""
    document = _document(root, path, problems)
    if document is None:
        return {}
    if not isinstance(document.data, dict):
        problems.append(Problem(path, 1, "must hold records by their ids, as `id: …` lines"))
        return {}
    records, adapter = {}, TypeAdapter(kind)
    for key, data in document.data.items():
        fits = conform(adapter, data, path, document.lines, base=(key,))
        problems += fits[1]
        if (value := fits[0]) is not None:
            records[str(key)] = Located(value, path, document.lines, (key,))
    return records


def _optional(
    root: Path, path: str, kind: type[T], problems: list[Problem]
) -> dict[str, Located[T]]:
    """Return the records of a file that only some projects need."""
    return _mapping(root, path, kind, problems) if (root / path).exists() else {}


def _folder(root: Path, path: str, kind: type[T], problems: list[Problem]) -> dict[str, Located[T]]:
    """Return the records of a folder that holds one file for each, by file name and folders."""
    records, adapter = {}, TypeAdapter(kind)
    for file in sorted((root / path).rglob("*.y*ml")):
        name = file.relative_to(root).as_posix()
        if file.suffix != ".yml":
            message = 'rename the file; its name must end in ".yml"'
            problems.append(Problem(name, 0, message, "files"))
            continue
        if (found := _record(root, name, adapter, problems)) is not None:
            records[file.relative_to(root / path).with_suffix("").as_posix()] = found
    return records


def _editing(root: Path, problems: list[Problem]) -> Editing:
    """Return what the editors have agreed on; a project may do without."""
    if not (root / EDITING).exists():
        return Editing()
    found = _record(root, EDITING, TypeAdapter(Editing), problems)
    return found.value if found else Editing()


def _locales(root: Path, problems: list[Problem]) -> tuple[Locale, ...]:
    """Return the languages that mkdocs.yml configures for the i18n plugin, the default first."""
    document = _document(root, CONFIG, problems)
    languages = list(_languages(document.data)) if document else []
    if document and not languages:
        message = (
            "the plugin `i18n` lists no `languages`; list one with `locale: …`, `default: true`"
        )
        problems.append(Problem(CONFIG, 0, message, "languages"))
    languages.sort(key=lambda item: item.get("default") is not True)
    return tuple(Locale(item["locale"], str(item.get("name"))) for item in languages)


def _languages(config: Any) -> Iterator[dict[str, Any]]:
    plugins = config.get("plugins") if isinstance(config, dict) else None
    for plugin in plugins if isinstance(plugins, list) else []:
        options = plugin.get("i18n") if isinstance(plugin, dict) else None
        languages = options.get("languages") if isinstance(options, dict) else None
        for item in languages if isinstance(languages, list) else []:
            if isinstance(item, dict) and isinstance(item.get("locale"), str):
                yield item


def _pages(root: Path, locales: Iterable[Locale], problems: list[Problem]) -> Iterator[Page]:
    for locale in locales:
        folder = root / "docs" / locale.code
        taken: dict[str, str] = {}
        for file in sorted(folder.rglob("*.md")):
            name = file.relative_to(root).as_posix()
            address = page_path(file.relative_to(folder).as_posix())
            if (other := taken.setdefault(address, name)) != name:
                message = f"has the address of {other}; rename one of them"
                problems.append(Problem(name, 0, message, "ids"))
                continue
            text = _read(root, name, problems)
            if text and (page := _page(text, name, locale.code, address, problems)):
                yield page


def _page(text: str, file: str, locale: str, path: str, problems: list[Problem]) -> Page | None:
    document, body, found = parse_front_matter(text, file)
    found += [Problem(file, n + 1, said, "files") for n, said in limits.tangled(text)]
    if document and not found:
        fits = conform(META, document.data, file, document.lines)
        found += fits[1]
        if (meta := fits[0]) is not None:
            located = Located(meta, file, document.lines)
            first_line = text.count("\n") - body.count("\n") + 1
            outline = markup.outline(body, first_line)
            return Page(locale, path, located, body, outline, _front(located), first_line)
    problems += found
    return None


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


def _strays(root: Path) -> Iterator[Problem]:
    """Yield the links in docs/ that lead out of it: MkDocs would publish what they lead to."""
    docs = root / "docs"
    for file in sorted(path for path in docs.rglob("*") if path.is_symlink()):
        if not file.resolve().is_relative_to(docs.resolve()):
            message = f'is a link out of "docs", to "{file.readlink()}"; put the file itself here'
            yield Problem(file.relative_to(root).as_posix(), 0, message, "files")


def _assets(root: Path) -> Iterator[str]:
    folder = root / "docs"
    for file in (folder / "assets").rglob("*"):
        if file.is_file():
            yield file.relative_to(folder).as_posix()
