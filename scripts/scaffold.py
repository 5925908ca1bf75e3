"""Starting points for articles, checklists and flows: drafts that are valid and build as they are.

Their words are those of docs/_data/desk.yml, so a new language needs no change here. What editors
have to write stands in « »; ids are made here, and are the same in every language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.document import write_yaml
from scripts.model import DATA, PROOF
from scripts.records import OURS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from scripts.model import Library

FOLDERS = {"article": "artikel", "checklist": "daftar-periksa", "flow": "keputusan"}
"""Where the pages of each kind are, in every language."""

REASONS = 3
"""How many reasons an article begins with."""


@dataclass(frozen=True)
class Section:
    """A section to write: its id, and the numbers of the source's paragraphs that it covers."""

    id: str
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True)
class Outline:
    """What an article is to be made of: the source it cites, an opening if any, and its reasons."""

    cites: str = OURS
    opening: Section | None = None
    reasons: tuple[Section, ...] = tuple(Section(f"alasan-{n}") for n in range(1, REASONS + 1))


class Words:
    """The words of starting points in one language; one that is missing is a gap by its name."""

    def __init__(self, library: Library, locale: str) -> None:
        self._library, self._locale = library, locale

    def __call__(self, name: str, **gaps: object) -> str:
        """Return a text with its gaps filled."""
        record = self._library.desk.get(name)
        text = record.value.root.get(self._locale) if record else None
        text = text or f"«{name}»"
        for gap, value in gaps.items():
            text = text.replace(f"{{{gap}}}", str(value))
        return text


def article(
    library: Library, slug: str, day: dt.date, outline: Outline | None = None
) -> dict[str, str]:
    """Return the pages of an article in every language, by path."""
    return {
        f"docs/{code}/{FOLDERS['article']}/{slug}.md": page(
            Words(library, code), day, outline or Outline()
        )
        for code in library.codes
    }


def page(words: Words, day: dt.date, outline: Outline) -> str:
    """Return an article's page in one language: front matter and the sections of its anatomy."""
    cited = f"[@{outline.cites}]"
    meta = {
        "kind": "article",
        "title": words("article_title"),
        "summary": f"{words('article_summary')} {cited}",
        "published": day,
        "reviewed": day,
        "draft": True,
        "key_points": [f"{words('article_key_point', n=n)} {cited}" for n in range(1, 4)],
    }
    parts = [
        *(_section(words, "opening", outline.opening, cited) if outline.opening else ()),
        *_section(words, "when", Section("kapan"), cited),
        *_section(words, "reasons", Section("alasan"), cited),
        *(
            part
            for n, reason in enumerate(outline.reasons, 1)
            for part in _section(words, "reason", reason, cited, n=n)
        ),
        *_section(words, "exceptions", Section("pengecualian"), cited),
        *_section(words, "messages", Section("contoh-pesan"), f"[@{OURS}]"),
    ]
    return "\n".join([_front(meta), *parts])


def checklist(library: Library, slug: str, article: str, day: dt.date) -> dict[str, str]:
    """Return the record of a checklist that serves an article, and its pages, by path."""
    record = {
        "title": _text(library, "checklist_title"),
        "introduction": _text(library, "checklist_introduction"),
        "article": article,
        "phases": [
            {
                "id": f"tahap-{n}",
                "title": _text(library, "checklist_phase", n=n),
                "items": [
                    {
                        "id": f"butir-{n}-{m}",
                        "text": _text(library, "checklist_item", n=m),
                        "source": OURS,
                    }
                    for m in (1, 2)
                ],
            }
            for n in (1, 2)
        ],
    }
    stub = _front({"kind": "checklist", "checklist": slug, "reviewed": day, "draft": True})
    return _record("checklist", slug, record) | _stubs(library, "checklist", slug, stub)


def flow(library: Library, slug: str, article: str, day: dt.date) -> dict[str, str]:
    """Return the record of a flow that serves an article, its pages and its proofs, by path."""
    answers = ("yes", "ya"), ("no", "tidak")
    options = [
        {"id": name, "label": _text(library, f"flow_{word}"), "next_node": f"saran-{n}"}
        for n, (word, name) in enumerate(answers, 1)
    ]
    question = {
        "id": "pertanyaan-1",
        "question": _text(library, "flow_question"),
        "source": OURS,
        "options": options,
    }
    record = {
        "title": _text(library, "flow_title"),
        "introduction": _text(library, "flow_introduction"),
        "article": article,
        "questions": [question],
        "outcomes": [_outcome(library, n, tone) for n, tone in ((1, "yes"), (2, "no"))],
    }
    stub = _front({"kind": "flow", "flow": slug, "reviewed": day, "draft": True})
    proof = _front({"kind": "proof", "flow": slug, "reviewed": day, "draft": True})
    return (
        _record("flow", slug, record)
        | _stubs(library, "flow", slug, stub)
        | _stubs(library, "flow", f"{slug}/{PROOF}", proof)
    )


def _outcome(library: Library, n: int, tone: str) -> dict[str, Any]:
    return {
        "id": f"saran-{n}",
        "verdict": _text(library, "flow_verdict", n=n),
        "tone": tone,
        "why": [{"text": _text(library, "flow_why"), "source": OURS}],
        "steps": [{"text": _text(library, "flow_step"), "source": OURS}],
    }


def _text(library: Library, name: str, **gaps: object) -> dict[str, str]:
    """Return a text in every language."""
    return {code: Words(library, code)(name, **gaps) for code in library.codes}


def _section(
    words: Words, name: str, section: Section, cited: str, **gaps: object
) -> Sequence[str]:
    """Return the lines of a section: its heading, what to write, and which paragraphs it covers."""
    marks = "###" if name == "reason" else "##"
    title, text = words(f"article_{name}", **gaps), words(f"article_{name}_text")
    if section.paragraphs:
        text = words("note", paragraphs=ranges(section.paragraphs))
    return f"{marks} {title} {{#{section.id}}}", "", f"{text} {cited}", ""


def ranges(numbers: Sequence[int]) -> str:
    """Return numbers as people write them: those that follow each other as a range."""
    groups: list[list[int]] = []
    for number in sorted(numbers):
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return ", ".join(str(g[0]) if len(g) == 1 else f"{g[0]}–{g[-1]}" for g in groups)


def _front(meta: Mapping[str, Any]) -> str:
    return f"---\n{write_yaml(dict(meta))}---\n"


def _record(kind: str, slug: str, record: Mapping[str, Any]) -> dict[str, str]:
    head = f"# yaml-language-server: $schema=../schema/{kind}.json\n"
    return {f"{DATA}/{kind}s/{slug}.yml": head + write_yaml(dict(record))}


def _stubs(library: Library, kind: str, slug: str, text: str) -> dict[str, str]:
    return {f"docs/{code}/{FOLDERS[kind]}/{slug}.md": text for code in library.codes}
