"""Flows in shorthand, for tests that care about what leads where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from scripts.records import Flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Dumper(yaml.SafeDumper):
    """Writes what stands in several places in each of them."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the library's signature
        return True


OURS = {"text": {"id": "Karena.", "en": "Because."}, "source": "redaksi"}


def data(questions: Mapping[str, Mapping[str, str]], outcomes: Iterable[str]) -> dict[str, Any]:
    """Return a flow's record: questions by id with their options and where each one leads."""
    return {
        "title": {"id": "Datang?", "en": "Go?"},
        "introduction": {"id": "Isi.", "en": "Content."},
        "article": "surat",
        "questions": [question(name, list(options.items())) for name, options in questions.items()],
        "outcomes": [outcome(name) for name in outcomes],
    }


def flow(questions: Mapping[str, Mapping[str, str]], outcomes: Iterable[str]) -> Flow:
    """Return a flow whose texts are its ids."""
    return Flow.model_validate(data(questions, outcomes))


def question(name: str, options: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the record of a question."""
    return {
        "id": name,
        "question": {"id": f"{name}?", "en": f"{name}?"},
        "source": "redaksi",
        "options": [
            {"id": option, "label": {"id": option, "en": option}, "next_node": following}
            for option, following in options
        ],
    }


def outcome(name: str) -> dict[str, Any]:
    """Return the record of an outcome."""
    verdict = {"id": f"{name}.", "en": f"{name}."}
    return {"id": name, "verdict": verdict, "tone": "wait", "why": [OURS], "steps": [OURS]}


def layers(depth: int) -> dict[str, Any]:
    """Return the record of a flow with 2^depth paths: each question has two ways to the next."""
    ways = {"awal": {"a": "kiri-1", "b": "kanan-1"}}
    for layer in range(1, depth):
        below = (f"kiri-{layer + 1}", f"kanan-{layer + 1}")
        left, right = below if layer + 1 < depth else ("akhir", "ujung")
        ways |= {f"{side}-{layer}": {"a": left, "b": right} for side in ("kiri", "kanan")}
    return data(ways, ["akhir", "ujung"])


def written(record: Mapping[str, Any]) -> str:
    """Return a record as an editor's file."""
    return yaml.dump(dict(record), Dumper=Dumper, allow_unicode=True, sort_keys=False)
