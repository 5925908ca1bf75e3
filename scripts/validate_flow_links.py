"""Rules over how a flow fits the rest. Each rule yields problems; its docstring is the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.model import DATA, PROOF
from scripts.problem import Problem, did_you_mean
from scripts.records import FlowPage, ProofPage
from scripts.validate_links import broken_link, only_drafts, unknown_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Library, Page
    from scripts.records import Flow, Question, Reason, Step

Keys = tuple[str | int, ...]


def stubs(library: Library) -> Iterator[Problem]:
    """Every flow has one page and one proof, and the pages of both have their record."""
    shown: dict[tuple[str, str, str], str] = {}
    for page, meta in _stubs(library):
        file = f"{DATA}/flows/{meta.flow}.yml"
        first = shown.setdefault((page.locale, meta.kind, meta.flow), page.file)
        if meta.flow not in library.flows and file not in library.unread:
            hint = did_you_mean(meta.flow, library.flows)
            message = f'"flow" is "{meta.flow}", but there is no {file}{hint}'
            yield Problem(page.file, page.meta.line("flow"), message)
        elif first != page.file:
            message = f'"{meta.flow}" is already shown by {first}; keep one of the two'
            yield Problem(page.file, page.meta.line("flow"), message)
    known = {(kind, flow) for _, kind, flow in shown}
    for name, record in library.flows.items():
        for kind, file in (("flow", name), ("proof", f"{name}/{PROOF}")):
            files = [f"docs/{code}/keputusan/{file}.md" for code in library.codes]
            if (kind, name) not in known and not library.unread.intersection(files):
                message = (
                    f"no page of the kind {kind} shows this flow; write {' and '.join(files)} "
                    f"with `kind: {kind}` and `flow: {name}`"
                )
                yield Problem(record.path, 0, message)


def proofs(library: Library) -> Iterator[Problem]:
    """A proof stands below the page of its flow, and is published with it."""
    for page, meta in _stubs(library):
        if isinstance(meta, ProofPage):
            yield from _misplaced(page, meta, library)
        elif not meta.draft:
            proof = library.pages.get((page.locale, f"{page.path}/{PROOF}"))
            if proof and proof.meta.value.draft:
                message = f"{page.file} is no draft, and links here; remove `draft: true`"
                yield Problem(proof.file, proof.meta.line("draft"), message)


def _misplaced(page: Page, meta: ProofPage, library: Library) -> Iterator[Problem]:
    for other, flow in _stubs(library):
        if isinstance(flow, FlowPage) and (other.locale, flow.flow) == (page.locale, meta.flow):
            wanted = f"{other.path}/{PROOF}"
            if page.path != wanted:
                message = f'the proof of "{meta.flow}" belongs below its page; move it to docs/{page.locale}/{wanted}.md'
                yield Problem(page.file, 0, message)
            break


def _stubs(library: Library) -> Iterator[tuple[Page, FlowPage | ProofPage]]:
    for page in library.pages.values():
        meta = page.meta.value
        if isinstance(meta, FlowPage | ProofPage):
            yield page, meta


def references(library: Library) -> Iterator[Problem]:
    """A flow names sources, pages and sections that exist and are published."""
    for record in library.flows.values():
        for key, part in _cited(record.value):
            if fault := unknown_source(part.source, library):
                yield Problem(record.path, record.line(*key, "source"), fault)
        pages = library.pages.values()
        draft = only_drafts(page for page in pages if library.flow(page) is record.value)
        links = [(key, step.link) for key, step in _steps(record.value) if step.link]
        faults = {
            link: broken_link(link, library, draft=draft) for link in {link for _, link in links}
        }
        for key, link in links:
            if fault := faults[link]:
                yield Problem(record.path, record.line(*key, "link"), f'the link "{link}" {fault}')
        if fault := broken_link(record.value.article, library, draft=draft):
            message = f'"article" is "{record.value.article}", which {fault}'
            yield Problem(record.path, record.line("article"), message)


def messages(library: Library) -> Iterator[Problem]:
    """An outcome names message templates that exist, each once."""
    for record in library.flows.values():
        for i, outcome in enumerate(record.value.outcomes):
            for m, name in enumerate(outcome.messages):
                file = f"{DATA}/templates/{name}.yml"
                message = ""
                if name not in library.templates and file not in library.unread:
                    hint = did_you_mean(name, library.templates)
                    message = f'"{name}" is not a message template: there is no {file}{hint}'
                elif name in outcome.messages[:m]:
                    message = f'"{name}" is in "messages" twice; keep one'
                if message:
                    yield Problem(record.path, record.line("outcomes", i, "messages", m), message)


def _cited(flow: Flow) -> Iterator[tuple[Keys, Question | Reason | Step]]:
    for q, question in enumerate(flow.questions):
        key: Keys = ("questions", q)
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


RULES = (stubs, proofs, references, messages)
