"""Problems on a code-hosting site: annotations of a workflow, and a table for a comment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from scripts.problem import Problem

LIMIT = 50
"""How many problems a table shows: a comment holds 65,536 characters."""

# What would end a message or a property of a workflow command.
ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY_ESCAPES = ESCAPES | {":": "%3A", ",": "%2C"}
# What Markdown and HTML would take for their own, also people's names and numbers of issues.
MARKUP = str.maketrans({sign: f"&#{ord(sign)};" for sign in "&<>|`*_[]\\~@#:"} | {"\n": " "})


@dataclass(frozen=True)
class Links:
    """What addresses in a table begin with; without one there is the bare place.

    `edit` is followed by a file's path, `read` as well; both end with a slash.
    """

    edit: str = ""
    read: str = ""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Links:
        """Return those of a workflow on GitHub, or of none."""
        server, name = (environment.get(f"GITHUB_{key}") for key in ("SERVER_URL", "REPOSITORY"))
        read = f"{server}/{name}/blob/HEAD/" if server and name else ""
        return cls(environment.get("SITE_EDIT", ""), read)


def workflow_commands(
    problems: Sequence[Problem], warnings: Sequence[Problem], _links: Links
) -> str:
    """Return the workflow commands that show problems and warnings at their lines."""
    lines = (*_commands("error", problems), *_commands("warning", warnings))
    return "".join(f"{line}\n" for line in lines)


def _commands(level: str, problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        about = {"file": problem.path, "line": str(problem.line or 1), "title": problem.guide}
        properties = ",".join(
            f"{key}={_escaped(value, PROPERTY_ESCAPES)}" for key, value in about.items() if value
        )
        yield f"::{level} {properties}::{_escaped(problem.message, ESCAPES)}"


def table(problems: Sequence[Problem], warnings: Sequence[Problem], links: Links) -> str:
    """Return problems and warnings as Markdown for people who have a browser and nothing else."""
    parts = [
        _headline(problems, warnings),
        *_rows("To fix", problems, links),
        *_rows("To look at", warnings, links),
    ]
    return "\n".join(parts) + "\n"


def _headline(problems: Sequence[Problem], warnings: Sequence[Problem]) -> str:
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        return f"**{count} to fix.** Each line says what is wrong, and leads to the rule.\n"
    if warnings:
        return "**All well**, with something to look at before publishing.\n"
    return "**All well.** No problems were found.\n"


def _rows(title: str, problems: Sequence[Problem], links: Links) -> Iterator[str]:
    if not problems:
        return
    yield f"| {title} | What is wrong | Rule |\n|---|---|---|"
    for problem in problems[:LIMIT]:
        place, rule = _place(problem, links), _rule(problem, links)
        yield f"| {place} | {problem.message.translate(MARKUP)} | {rule} |"
    if len(problems) > LIMIT:
        yield f"\nAnd {len(problems) - LIMIT} more; `siap validate` lists all.\n"
    yield ""


def _place(problem: Problem, links: Links) -> str:
    shown = problem.place.translate(MARKUP)
    if not (links.edit and problem.path.startswith("docs/")):
        return shown
    line = f"#L{problem.line}" if problem.line else ""
    return f"[{shown}]({quote(links.edit, safe=':/%')}{quote(problem.path)}{line})"


def _rule(problem: Problem, links: Links) -> str:
    if not (links.read and problem.rule):
        return problem.rule
    return f"[{problem.rule}]({links.read}{problem.guide})"


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(sign, sign) for sign in text)


FORMS: Mapping[str, Callable[[Sequence[Problem], Sequence[Problem], Links], str]] = {
    "github": workflow_commands,
    "markdown": table,
}
"""What problems and warnings can be made of, for machines and for comments."""
