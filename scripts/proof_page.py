"""What the page of a flow's proof shows: the proof's figures and paths in one language."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from babel.lists import format_list
from babel.numbers import get_group_symbol

from scripts.model import PROOF_IDS
from scripts.navigation import relative
from scripts.proof import prove
from scripts.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Library, Page
    from scripts.navigation import Navigation
    from scripts.proof import Advice, Proof
    from scripts.records import Flow

LETTERS = "abcdefg"
"""The names of a question's options on the page: it has seven at most."""


def parts(page: Page, flow: Flow, navigation: Navigation) -> dict[str, object]:
    """Return what the component of a proof's page is made of."""
    library, locale = navigation.library, page.locale
    proof = prove(flow, library.codes)
    here = navigation.address(locale, page.path)
    return {
        "proof": proof,
        "ids": list(PROOF_IDS),
        "address": relative(here, navigation.address(locale, posixpath.dirname(page.path))),
        "names": {language.code: language.name for language in library.locales},
        "figures": list(figures(proof, library, Words(library, locale))),
        "letters": LETTERS,
        "advice": [(advice, sources(advice, library, locale)) for advice in proof.advice],
        "lines": lines(proof),
        "number": lambda value: grouped(value, locale),
    }


def grouped(number: int, locale: str) -> str:
    """Return a number as people write it, however long: Babel's own stops at 28 digits."""
    return f"{number:,}".replace(",", get_group_symbol(locale))


def figures(proof: Proof, library: Library, words: Words) -> Iterator[tuple[str, str]]:
    """Yield what was counted and how much it is, in words."""

    def of(number: int, total: int) -> str:
        return words.proof_of.format(n=number, total=total)

    yield words.proof_count_paths, grouped(proof.paths, words.locale)
    yield words.proof_shortest, str(proof.extent.shortest)
    yield words.proof_longest, str(proof.extent.longest)
    yield words.proof_reached, of(proof.reached, len(proof.nodes))
    for language in library.locales:
        complete = of(proof.complete[language.code], proof.texts)
        yield words.proof_texts.format(language=language.name), complete


def sources(advice: Advice, library: Library, locale: str) -> str:
    """Return the publishers that an outcome cites, as a phrase."""
    publishers = (library.sources[name].value.publisher for name in advice.sources)
    return format_list(list(dict.fromkeys(publishers)), locale=locale) if advice.sources else ""


def lines(proof: Proof) -> dict[str, list[tuple[str, str]]]:
    """Return the written paths by outcome: each as a query and in short, `1b 2a`."""
    names = {
        (question.id, option.id): f"{place}{letter}"
        for place, question in enumerate(proof.flow.questions, 1)
        for letter, option in zip(LETTERS, question.options, strict=False)
    }
    return {
        advice.outcome.id: [
            (path.query, " ".join(names[c.question, c.option] for c in path.choices))
            for path in advice.listed
        ]
        for advice in proof.advice
    }
