"""Rules over what a flow says. Each rule yields problems; its docstring is the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts import flow as graphs
from scripts.model import is_reserved
from scripts.problem import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Library, Located
    from scripts.records import Flow, Outcome, Question, Text

LONGEST = {"question": 110, "label": 70, "verdict": 70}
"""The most characters that still fit a small phone in large type."""

Keys = tuple[str | int, ...]


def ids(library: Library) -> Iterator[Problem]:
    """Ids of nodes, earlier ones too, are used once in a flow; those of options, in a question."""
    for record in library.flows.values():
        nodes = _nodes(record.value)
        yield from _unique(record, [(key, node.id, node.was) for key, node in nodes], page=True)
        for key, question in _questions(record.value):
            options = enumerate(question.options)
            named = [((*key, "options", o), option.id, option.was) for o, option in options]
            yield from _unique(record, named, page=False)


def _unique(
    record: Located[Flow], named: list[tuple[Keys, str, tuple[str, ...]]], *, page: bool
) -> Iterator[Problem]:
    taken: dict[str, int] = {}
    for key, name, earlier in named:
        places = [(name, record.line(*key, "id"))]
        places += [(was, record.line(*key, "was", w)) for w, was in enumerate(earlier)]
        for one, line in places:
            if page and is_reserved(one):
                message = f'the id "{one}" is used by every page; choose another'
                yield Problem(record.path, line, message)
            elif one in taken:
                message = f'the id "{one}" is already used on line {taken[one]}; choose another'
                yield Problem(record.path, line, message)
            taken.setdefault(one, line)


def next_nodes(library: Library) -> Iterator[Problem]:
    """Every option leads to a node, and the options of a question not all to the same one."""
    for record in library.flows.values():
        known = {node.id for node in record.value.nodes}
        for key, question in _questions(record.value):
            for o, option in enumerate(question.options):
                if option.next_node not in known:
                    hint = did_you_mean(option.next_node, known - {question.id})
                    message = f'option "{option.id}" leads to "{option.next_node}", which is not a node{hint}'
                    line = record.line(*key, "options", o, "next_node")
                    yield Problem(record.path, line, message)
            if len({option.next_node for option in question.options}) == 1:
                message = f'every option of "{question.id}" leads to "{question.options[0].next_node}"; leave the question out'
                yield Problem(record.path, record.line(*key, "options"), message)


def dead_ends(library: Library) -> Iterator[Problem]:
    """Every node can be reached from the first question, and no path goes in a circle."""
    for record in library.flows.values():
        nodes, start = graphs.graph(record.value), record.value.questions[0].id
        places = {node.id: key for key, node in reversed(_nodes(record.value))}
        for name in nodes.keys() - graphs.reached(nodes, start):
            message = (
                f'"{name}" is never reached from "{start}"; lead an option to it, or remove it'
            )
            yield Problem(record.path, record.line(*places[name], "id"), message)
        for cycle in graphs.cycles(nodes):
            yield from _closing(record, places[cycle[-1]], cycle)


def _closing(record: Located[Flow], key: Keys, cycle: list[str]) -> Iterator[Problem]:
    """Yield a problem for each option of a cycle's last question that leads back to its first."""
    round_trip = " → ".join((*cycle[:8], *(["…"] if len(cycle) > 8 else []), cycle[0]))
    message = f'leads back to "{cycle[0]}" ({round_trip}); lead it forward'
    for o, option in enumerate(dict(_questions(record.value))[key].options):
        if option.next_node == cycle[0]:
            line = record.line(*key, "options", o, "next_node")
            yield Problem(record.path, line, f'option "{option.id}" {message}')


def labels(library: Library) -> Iterator[Problem]:
    """What is shown large fits a phone, and no two options of a question read alike."""
    for record in library.flows.values():
        for key, text in _large(record.value):
            most = LONGEST[str(key[-1])]
            for locale, shown in text.root.items():
                if (length := len(" ".join(shown.split()))) > most:
                    message = f'"{key[-1]}" has {length} characters; shorten it to {most}'
                    yield Problem(record.path, record.line(*key, locale), message)
        for key, question in _questions(record.value):
            yield from _alike(record, key, question)


def _alike(record: Located[Flow], key: Keys, question: Question) -> Iterator[Problem]:
    taken: set[tuple[str, str]] = set()
    for o, option in enumerate(question.options):
        for locale, shown in option.label.root.items():
            label = (locale, " ".join(shown.split()).casefold())
            if label in taken and shown.strip():
                message = f'the label "{shown}" is on two options; say how they differ'
                yield Problem(
                    record.path, record.line(*key, "options", o, "label", locale), message
                )
            taken.add(label)


def _large(flow: Flow) -> Iterator[tuple[Keys, Text]]:
    for key, question in _questions(flow):
        yield (*key, "question"), question.question
        for o, option in enumerate(question.options):
            yield (*key, "options", o, "label"), option.label
    for i, outcome in enumerate(flow.outcomes):
        yield ("outcomes", i, "verdict"), outcome.verdict


def _questions(flow: Flow) -> Iterator[tuple[Keys, Question]]:
    for q, question in enumerate(flow.questions):
        yield ("questions", q), question


def _nodes(flow: Flow) -> list[tuple[Keys, Question | Outcome]]:
    outcomes = ((("outcomes", i), outcome) for i, outcome in enumerate(flow.outcomes))
    return [*_questions(flow), *outcomes]


RULES = (ids, next_nodes, dead_ends, labels)
