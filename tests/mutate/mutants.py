"""Mutants of a module: its source with one small fault each, by the operators of mutmut and our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import libcst as cst
from libcst import matchers as m
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

if TYPE_CHECKING:
    from collections.abc import Iterator

TYPES_ONLY = m.If(test=m.Name("TYPE_CHECKING"))
LOOSE_TEXT = m.Expr(value=m.SimpleString() | m.ConcatenatedString())
LEFT_ALONE = m.Annotation() | m.Import() | m.ImportFrom() | TYPES_ONLY | LOOSE_TEXT
"""What computes nothing: types, imports, docstrings."""


class Mutant(NamedTuple):
    """A source with one fault; `change` shows its lines before and after, from `line` on."""

    line: int
    change: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Yield all mutants of a source, each once."""
    wrapper = MetadataWrapper(cst.parse_module(source))
    places = wrapper.resolve(PositionProvider)
    module, seen = wrapper.module, {source}
    pieces = [module.code_for_node(statement) for statement in module.body]
    head, _, foot = source.partition("".join(pieces))
    for i, statement in enumerate(module.body):
        before, after = head + "".join(pieces[:i]), "".join(pieces[i + 1 :]) + foot
        for node, other in _faults(statement):
            changed = statement.deep_replace(node, other)
            assert isinstance(changed, cst.CSTNode)
            text = before + module.code_for_node(changed) + after
            if text not in seen:
                seen.add(text)
                yield Mutant(places[node].start.line, _change(source, text), text)


def _nodes(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    if not m.matches(node, LEFT_ALONE):
        yield node
        for child in node.children:
            yield from _nodes(child)


def _faults(statement: cst.CSTNode) -> Iterator[tuple[cst.CSTNode, cst.CSTNode]]:
    """Yield each node of a statement with each that can take its place."""
    for node in _nodes(statement):
        operators = [operator for kind, operator in mutation_operators if isinstance(node, kind)]
        for operator in (*operators, _forced, _left_out):
            yield from ((node, other) for other in operator(node))


def _forced(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Yield a condition that always holds, and one that never does."""
    if isinstance(node, cst.If | cst.CompIf):
        yield node.with_changes(test=cst.Name("True"))
    if isinstance(node, cst.If | cst.CompIf | cst.While):
        yield node.with_changes(test=cst.Name("False"))


def _left_out(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Yield what stands there when a statement, a decorator or a returned value is left out."""
    if isinstance(node, cst.Expr | cst.AugAssign | cst.Raise | cst.Del):
        yield cst.Pass()
    if isinstance(node, cst.FunctionDef | cst.ClassDef) and node.decorators:
        yield node.with_changes(decorators=node.decorators[1:])
    if isinstance(node, cst.Return) and node.value and not m.matches(node.value, m.Name("None")):
        yield node.with_changes(value=cst.Name("None"))


def _change(before: str, after: str) -> str:
    """Return the lines that differ, the old ones with `-` and the new ones with `+`."""
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return "\n".join([*(f"- {line}" for line in old), *(f"+ {line}" for line in new)])
