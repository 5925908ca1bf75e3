"""YAML and front matter as plain data that knows its lines."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Keys = tuple[str | int, ...]
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)

DEEPEST = 20
"""How deep values may stand inside each other: what editors write needs six."""

# What a value without quotes can be besides text. YAML 1.1 knows more (`yes`, `12:30`, `1_000`),
# to the surprise of everybody who writes prose.
PLAIN: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"|~|null|Null|NULL"), lambda _: None),
    (re.compile(r"true|True|TRUE|false|False|FALSE"), lambda text: text.lower() == "true"),
    (re.compile(r"[-+]?[0-9]{1,18}"), int),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), dt.date.fromisoformat),
)

TAGS = frozenset({"!ENV", "!relative"})
"""What MkDocs may put before a value in its configuration."""

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
    them, and they hide mistakes. Unknown tags (`!ENV`) become None.
    """
    document = Document(path)
    reader = _Reader(document, first_line)
    try:
        reader.refuse(yaml.parse(text, Loader=yaml.SafeLoader))
        node = None if reader.problems else yaml.compose(text, Loader=yaml.SafeLoader)
        if node is not None:
            document.data = reader.value(node, ())
    except yaml.MarkedYAMLError as error:
        line, message = _saying(error, text.split("\n"))
        reader.problems.append(Problem(path, line + first_line, message))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + first_line
        message = (
            f"the invisible character U+{int(error.character):04X} may not stand here; delete it"
        )
        reader.problems.append(Problem(path, line, message))
    return document, reader.problems


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


def write_yaml(data: Any) -> str:
    """Return plain data as YAML, one value a line."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)


def parse_front_matter(text: str, path: str) -> tuple[Document | None, str, list[Problem]]:
    """Return a page's front matter, its body, and what is wrong with the front matter."""
    found = FRONT_MATTER.match(text)
    if not found:
        message = "the page must begin with front matter between two lines of three hyphens (---)"
        return None, text, [Problem(path, 1, message)]
    document, problems = parse_yaml(found[1], path, first_line=2)
    if document.data is None and not problems:
        problems.append(Problem(path, 1, "the front matter is empty; it needs at least a title"))
    return document, text[found.end() :], problems


class _Reader:
    """Turns YAML nodes into plain data and keeps their lines."""

    def __init__(self, document: Document, first_line: int) -> None:
        self.document = document
        self.first_line = first_line
        self.problems: list[Problem] = []

    def say(self, at: Any, message: str) -> None:
        """Add a problem at a node or event."""
        self.problems.append(Problem(self.document.path, self.line(at), message))

    def refuse(self, events: Iterable[yaml.Event]) -> None:
        """Add a problem for each name and repetition of a value, and for values too deep."""
        depth = 0
        for event in events:
            anchor = getattr(event, "anchor", None)
            if isinstance(event, yaml.AliasEvent):
                self.say(event, f'"*{anchor}" repeats another value; write it out, or in quotes')
            elif anchor:
                self.say(event, f'"&{anchor}" names a value; remove it, or put it in quotes')
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                self.say(event, "brackets or lists stand too deep inside each other; write fewer")
                break

    def line(self, at: Any) -> int:
        """Return the line of a node or event."""
        return int(at.start_mark.line) + self.first_line

    def value(self, node: yaml.Node, keys: Keys) -> Any:
        """Return the data of a node that stands under `keys`."""
        self.document.lines.setdefault(keys, self.line(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, keys)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*keys, i)) for i, item in enumerate(node.value)]
        return self.scalar(node)

    def mapping(self, node: yaml.MappingNode, keys: Keys) -> dict[Any, Any]:
        """Return the data of a mapping; the first of two equal keys counts."""
        data: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self.key(key_node)
            if key is None:
                continue
            if key in data:
                first = self.document.lines[(*keys, key)]
                self.say(key_node, f'"{key}" is already given on line {first}; keep one of the two')
            else:
                # The key's line, not the value's: a long text begins on a later line.
                self.document.lines[(*keys, key)] = self.line(key_node)
                data[key] = self.value(value_node, (*keys, key))
        return data

    def key(self, node: yaml.Node) -> str | None:
        """Return a mapping's key, or None and a problem."""
        if not isinstance(node, yaml.ScalarNode):
            self.say(node, "a name stands before a colon, and this is a bracket; put it in quotes")
            return None
        if node.tag == "tag:yaml.org,2002:merge":
            self.say(node, '"<<" takes over the fields of another value; write them out')
            return None
        return str(node.value)

    def scalar(self, node: Any) -> Any:
        """Return the data of a single value."""
        if not node.tag.startswith("tag:yaml.org,2002:"):
            if node.tag not in TAGS:
                self.say(node, f'a text begins with "{node.tag}"; put the text in quotes')
            return None
        if node.style is not None or node.tag == "tag:yaml.org,2002:str":
            return node.value
        read = next((read for form, read in PLAIN if form.fullmatch(node.value)), str)
        try:
            return read(node.value)
        except ValueError:
            message = f'"{node.value}" is not a day of the calendar; correct it'
            self.say(node, f"{message}, or put it in quotes if it is not a date")
            return None
