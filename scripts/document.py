"""YAML and front matter as plain data that knows its lines."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from scripts.limits import unseen
from scripts.problem import Problem, explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Keys = tuple[str | int, ...]
ROWS = "|"
"""The last key to the first row of a text that is written row by row, below a `|`."""

QUOTES = '"'
"""Around a text in which a backslash and letters may stand for any sign."""

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)

DEEPEST = 20
"""How deep values may stand inside each other: what editors write needs six."""

# What a value without quotes can be besides text. YAML 1.1 knows more (`yes`, `12:30`, `1_000`),
# to the surprise of everybody who writes prose.
PLAIN: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"|~|null|Null|NULL"), lambda _: None),
    (re.compile(r"true|True|TRUE|false|False|FALSE"), lambda text: text.lower() == "true"),
    (re.compile(r"[-+]?(?:0[0-7]{0,17}|[1-9][0-9]{0,17})"), int),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), dt.date.fromisoformat),
)

# libyaml reads a file ten times as fast; the parser in Python says better what is wrong with it.
LOADERS: tuple[type[Any], ...] = (getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader)
PATIENCE = 200_000
"""The characters of a text from which the second parser would take too long."""

ENV = "!ENV"
TAGS = frozenset({"!", ENV, "!relative"})
"""What MkDocs may put before a value in its configuration."""

OF_YAML = "tag:yaml.org,2002:"
CODE = f"{OF_YAML}python/"
"""What tags of YAML itself begin with, and those that run code where MkDocs reads them."""

# What the parser says; whether the mistake is where it began to read, not where it stopped; and
# what that means to an editor.
SAYINGS = (
    ("character '\\t'", False, "a tab stands here; indent with spaces instead"),
    ("start any token", False, "a text begins with a sign of YAML; put the text in quotes"),
    ("or numeric", False, "a text begins with * or &; put the text in quotes"),
    (
        "mapping values",
        False,
        "a second colon, or too far right; put a text with a colon in quotes",
    ),
    ("sequence entries", False, "a hyphen where none fits; put a text with a hyphen in quotes"),
    ("end of stream", True, "the quotes that open here never close; close them"),
    ("a flow ", True, "the bracket that opens here does not close; close it, or use quotes"),
    ("expected ':'", True, "no name with a colon; indent it if it belongs to the text above"),
    ("a block ", False, "it does not fit here; check its indentation, or put the text in quotes"),
    ("escape", False, "a backslash in double quotes has a meaning; use single quotes"),
    ("another document", False, "three hyphens begin a second file here; remove them"),
)


@dataclass
class Document:
    """The data of a file and the line of each of its parts, by the keys that lead to it."""

    path: str
    data: Any = None
    lines: dict[Keys, int] = field(default_factory=dict)


def parse_yaml(text: str, path: str, first_line: int = 1) -> tuple[Document, list[Problem]]:
    """Return the data in `text` and what is wrong with it as YAML.

    Duplicate keys, aliases, merge keys and several documents are problems: editors do not need
    them, and they hide mistakes; so are tags, which may stand for code. `!ENV NAME` becomes the list
    of the name and None, as it means.
    """
    for loader in LOADERS if len(text) < PATIENCE else LOADERS[:1]:
        reader = _Reader(Document(path), first_line)
        if reader.read(text, loader):
            break
    return reader.document, list(explained("files", reader.problems))


def _saying(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, str]:
    """Return the line of a parser's error, counted from 0, and what it means to an editor."""
    what = ", ".join(part for part in (error.context, error.problem) if part)
    other = ("", False, f"{what}; correct it")
    _, began, ours = next((saying for saying in SAYINGS if saying[0] in what), other)
    mark = error.context_mark if began else error.problem_mark
    line = min(mark.line, len(lines) - 1) if mark else 0
    while line and not lines[line].strip():
        line -= 1
    return line, f'this is not YAML at "{lines[line].strip()[:60]}": {ours}'


def _harmless(tag: str) -> bool:
    """Say whether a tag is none, or changes only how a plain value is read."""
    return not tag or tag in TAGS or (tag.startswith(OF_YAML) and not tag.startswith(CODE))


class _Writer(yaml.SafeDumper):
    """Writes what the reader takes: no aliases; lists of numbers stand on one line."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML asks for each value
        return True


def _list(writer: _Writer, data: list[Any]) -> yaml.Node:
    numbers = all(isinstance(item, int) for item in data)
    return writer.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=numbers)


_Writer.add_representer(list, _list)


def write_yaml(data: Any, *, compact: bool = False) -> str:
    """Return plain data as YAML, one value a line, numbers of a list together.

    When `compact`, the innermost groups of fields stand on one line too.
    """
    return yaml.dump(
        data,
        Dumper=_Writer,
        allow_unicode=True,
        sort_keys=False,
        width=1000,
        default_flow_style=None if compact else False,
    )


def parse_front_matter(text: str, path: str) -> tuple[Document | None, str, list[Problem]]:
    """Return a page's front matter, its body, and what is wrong with the front matter."""
    found = FRONT_MATTER.match(text)
    if not found:
        message = "the page must begin with front matter between two lines of three hyphens (---)"
        return None, text, [Problem(path, 1, message, "files")]
    document, problems = parse_yaml(found[1], path, first_line=2)
    if document.data is None and not problems:
        problems.append(Problem(path, 1, "the front matter is empty; it needs at least a title"))
    return document, text[found.end() :], problems


class _TooDeepError(Exception):
    """Values stand too deep inside each other to read on."""


class _Reader:
    """Turns YAML events into plain data and keeps their lines."""

    def __init__(self, document: Document, first_line: int) -> None:
        self.document = document
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.depth = 0
        self.event: Callable[[], Any]

    def read(self, text: str, loader: type[Any]) -> bool:
        """Read the whole of a text; say whether it is YAML."""
        try:
            self.event = loader(text).get_event
            self.file()
        except yaml.MarkedYAMLError as error:
            line, message = _saying(error, text.split("\n"))
            self.problems.append(Problem(self.document.path, line + self.first_line, message))
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + self.first_line
            sign = f"U+{int(error.character):04X}"
            message = f"the invisible character {sign} may not stand here; delete it"
            self.problems.append(Problem(self.document.path, line, message))
        except _TooDeepError:
            return True
        else:
            return True
        return False

    def next(self) -> Any:
        """Return the next event; say which name and repeat a value, and stop at those too deep."""
        event = self.event()
        if type(event) is not yaml.ScalarEvent or event.anchor or event.tag:
            self.watch(event)
        return event

    def watch(self, event: Any) -> None:
        """Say what an event may not do."""
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent):
            self.say(event, f'"*{anchor}" repeats another value; write it out, or in quotes')
        elif anchor:
            self.say(event, f'"&{anchor}" names a value; remove it, or put it in quotes')
        if not _harmless(tag := getattr(event, "tag", None) or ""):
            shown = tag.replace(OF_YAML, "!!")
            self.say(event, f'a text begins with "{shown}"; put the text in quotes')
        self.depth += isinstance(event, yaml.CollectionStartEvent)
        self.depth -= isinstance(event, yaml.CollectionEndEvent)
        if self.depth > DEEPEST:
            self.say(event, "brackets or lists stand too deep inside each other; write fewer")
            raise _TooDeepError

    def say(self, at: Any, message: str) -> None:
        """Add a problem at an event."""
        self.problems.append(Problem(self.document.path, self.line(at), message))

    def line(self, at: Any) -> int:
        """Return the line of an event."""
        return int(at.start_mark.line) + self.first_line

    def file(self) -> None:
        """Read the one document of a file, if there is any."""
        self.next()
        if isinstance(self.next(), yaml.StreamEndEvent):
            return
        self.document.data = self.value(self.next(), ())
        self.next()
        if not isinstance(after := self.next(), yaml.StreamEndEvent):
            problem = "but found another document"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=after.start_mark)

    def value(self, event: Any, keys: Keys) -> Any:
        """Return the data that begins with an event and stands under `keys`."""
        self.document.lines.setdefault(keys, self.line(event))
        if isinstance(event, yaml.ScalarEvent):
            if event.style == ROWS:
                self.document.lines[*keys, ROWS] = self.line(event) + 1
            return self.scalar(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(keys)
        if isinstance(event, yaml.SequenceStartEvent):
            items = enumerate(self.until(yaml.SequenceEndEvent))
            return [self.value(item, (*keys, i)) for i, item in items]
        return None

    def until(self, end: type[Any]) -> Iterator[Any]:
        """Yield the first event of each value up to the end of a collection."""
        while not isinstance(event := self.next(), end):
            yield event

    def skip(self, event: Any) -> None:
        """Read over the value that begins with an event."""
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            event = self.next()
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)

    def mapping(self, keys: Keys) -> dict[Any, Any]:
        """Return the data of a mapping; the first of two equal keys counts."""
        data: dict[Any, Any] = {}
        for event in self.until(yaml.MappingEndEvent):
            key, following = self.key(event), self.next()
            if key is None:
                self.skip(following)
            elif key in data:
                first = self.document.lines[(*keys, key)]
                self.say(event, f'"{key}" is already given on line {first}; keep one of the two')
                self.skip(following)
            else:
                # The key's line, not the value's: a long text begins on a later line.
                self.document.lines[(*keys, key)] = self.line(event)
                data[key] = self.value(following, (*keys, key))
        return data

    def key(self, event: Any) -> str | None:
        """Return a mapping's key, or None and a problem."""
        if not isinstance(event, yaml.ScalarEvent):
            self.skip(event)
            if not isinstance(event, yaml.AliasEvent):
                message = "a name stands before a colon, and this is a bracket; put it in quotes"
                self.say(event, message)
            return None
        if event.value == "<<" and not (event.style or event.tag):
            self.say(event, '"<<" takes over the fields of another value; write them out')
            return None
        self.legible(event)
        return str(event.value)

    def legible(self, event: Any) -> None:
        r"""Say which invisible sign an escape in double quotes, as `\u202e`, stands for."""
        if event.style == QUOTES and (message := unseen(event.value)):
            self.say(event, message)

    def scalar(self, event: Any) -> Any:
        """Return the data of a single value."""
        tag = event.tag or ""
        if tag == ENV:
            return [event.value, None]
        if tag not in {"", "!"} and not tag.startswith(OF_YAML):
            return None
        if event.style or tag == f"{OF_YAML}str":
            self.legible(event)
            return event.value
        read = next((read for form, read in PLAIN if form.fullmatch(event.value)), str)
        try:
            return read(event.value)
        except ValueError:
            message = f'"{event.value}" is not a day of the calendar; correct it'
            self.say(event, f"{message}, or put it in quotes if it is not a date")
            return None
