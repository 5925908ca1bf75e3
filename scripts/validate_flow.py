"""Rules over flows. Each rule yields problems; its docstring is the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts import flow as graphs
from scripts.model import DATA, is_reserved
from scripts.problem import Problem, did_you_mean
from scripts.records import FlowPage, ProofPage
from scripts.validate_links import broken_link, unknown_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Library, Located
    from scripts.records import Flow, Outcome, Question, Reason, Step, Text

LONGEST = {"question": 110, "label": 70, "verdict": 70}
"""The most characters that still fit a small phone in large type."""

Keys = tuple[str | int, ...]


def stubs(library: Library) -> Iterator[Problem]:
    """Every flow has a page and a proof, and the pages of both have their record."""
    shown: set[tuple[str, str]] = set()
    for page in library.pages.values():
        meta = page.meta.value
        if not isinstance(meta, FlowPage | ProofPage):
            continue
        shown.add((meta.kind, meta.flow))
        file = f"{DATA}/flows/{meta.flow}.yml"
        if meta.flow not in library.flows and file not in library.unread:
            hint = did_you_mean(meta.flow, library.flows)
            message = f'"flow" is "{meta.flow}", but there is no {file}{hint}'
            yield Problem(page.file, page.meta.line("flow"), message)
    for name, record in library.flows.items():
        for kind, file in (("flow", f"{name}.md"), ("proof", f"{name}/bukti.md")):
            files = [f"docs/{code}/keputusan/{file}" for code in library.codes]
            if (kind, name) not in shown and not library.unread.intersection(files):
                message = (
                    f"no page of the kind {kind} shows this flow; write {' and '.join(files)} "
                    f"with `kind: {kind}` and `flow: {name}`"
                )
                yield Problem(record.path, 0, message)


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
                    hint = did_you_mean(option.next_node, known)
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
        questions = dict(_questions(record.value))
        for cycle in graphs.cycles(nodes):
            key = places[cycle[-1]]
            following = [option.next_node for option in questions[key].options]
            line = record.line(*key, "options", following.index(cycle[0]), "next_node")
            round_trip = " → ".join((*cycle[:8], *(["…"] if len(cycle) > 8 else []), cycle[0]))
            message = f'leads back to "{cycle[0]}" ({round_trip}); lead it forward'
            yield Problem(record.path, line, message)


def labels(library: Library) -> Iterator[Problem]:
    """What is shown large fits a phone, and no two options of a question read alike."""
    for record in library.flows.values():
        for key, text in _large(record.value):
            most = LONGEST[str(key[-1])]
            for locale, words in text.root.items():
                if len(words) > most:
                    message = f'"{key[-1]}" has {len(words)} characters; shorten it to {most}'
                    yield Problem(record.path, record.line(*key, locale), message)
        for key, question in _questions(record.value):
            yield from _alike(record, key, question)


def _alike(record: Located[Flow], key: Keys, question: Question) -> Iterator[Problem]:
    taken: set[tuple[str, str]] = set()
    for o, option in enumerate(question.options):
        for locale, words in option.label.root.items():
            label = (locale, " ".join(words.split()).casefold())
            if label in taken:
                message = f'the label "{words}" is on two options; say how they differ'
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


def references(library: Library) -> Iterator[Problem]:
    """A flow names sources, pages, sections and message templates that exist."""
    for record in library.flows.values():
        for key, part in _cited(record.value):
            if fault := unknown_source(part.source, library):
                yield Problem(record.path, record.line(*key, "source"), fault)
        for key, step in _steps(record.value):
            if step.link and (fault := broken_link(step.link, library)):
                message = f'the link "{step.link}" {fault}'
                yield Problem(record.path, record.line(*key, "link"), message)
        yield from _missing_templates(record, library)
        if fault := broken_link(record.value.article, library):
            message = f'"article" is "{record.value.article}", which {fault}'
            yield Problem(record.path, record.line("article"), message)


def _missing_templates(record: Located[Flow], library: Library) -> Iterator[Problem]:
    for i, outcome in enumerate(record.value.outcomes):
        for m, name in enumerate(outcome.messages):
            file = f"{DATA}/templates/{name}.yml"
            if name not in library.templates and file not in library.unread:
                hint = did_you_mean(name, library.templates)
                message = f'"{name}" is not a message template: there is no {file}{hint}'
                yield Problem(record.path, record.line("outcomes", i, "messages", m), message)


def _cited(flow: Flow) -> Iterator[tuple[Keys, Question | Reason | Step]]:
    for key, question in _questions(flow):
        yield key, question
        for o, option in enumerate(question.options):
            if option.reason:
                yield (*key, "options", o, "reason"), option.reason
    for i, outcome in enumerate(flow.outcomes):
        for name in ("why", "ask"):
            for r, reason in enumerate(getattr(outcome, name)):
                yield ("outcomes", i, name, r), reason
    yield from _steps(flow)


def _steps(flow: Flow) -> Iterator[tuple[Keys, Step]]:
    for i, outcome in enumerate(flow.outcomes):
        for s, step in enumerate(outcome.steps):
            yield ("outcomes", i, "steps", s), step


def _questions(flow: Flow) -> Iterator[tuple[Keys, Question]]:
    for q, question in enumerate(flow.questions):
        yield ("questions", q), question


def _nodes(flow: Flow) -> list[tuple[Keys, Question | Outcome]]:
    outcomes = ((("outcomes", i), outcome) for i, outcome in enumerate(flow.outcomes))
    return [*_questions(flow), *outcomes]


RULES = (stubs, ids, next_nodes, dead_ends, labels, references)
