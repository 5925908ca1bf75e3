"""YAML and front matter as plain data that knows its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from scripts.problem import Problem

Keys = tuple[str | int, ...]
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


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
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                reader.say(event, f'"*{event.anchor}" repeats another value; write it out')
        node = None if reader.problems else yaml.compose(text, Loader=yaml.SafeLoader)
        if node is not None:
            document.data = reader.value(node, ())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + first_line
        what = ", ".join(part for part in (error.context, error.problem) if part)
        hint = "check the indentation, quotes and colons here"
        reader.problems.append(Problem(path, line, f"this is not YAML: {what}; {hint}"))
    except yaml.YAMLError as error:
        what = " ".join(str(error).split())
        reader.problems.append(Problem(path, first_line, f"this is not YAML: {what}"))
    except RecursionError:
        reader.problems.append(Problem(path, first_line, "is nested too deeply; flatten it"))
    return document, reader.problems


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
        self.scalars = yaml.constructor.SafeConstructor()

    def say(self, at: Any, message: str) -> None:
        """Add a problem at a node or event."""
        self.problems.append(Problem(self.document.path, self.line(at), message))

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
        if not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:merge":
            self.say(node, "this key is not plain text; write a name and a colon")
            return None
        return str(node.value)

    def scalar(self, node: yaml.Node) -> Any:
        """Return the data of a single value."""
        if not node.tag.startswith("tag:yaml.org,2002:"):
            return None
        try:
            return self.scalars.construct_object(node)
        except (ValueError, yaml.YAMLError):
            self.say(node, f'"{node.value}" is not a value YAML knows; put it in quotes')
            return None
