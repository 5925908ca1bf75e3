"""Every handout of the real project, in each language, and what becomes of them in a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.handouts import handouts
from scripts.pages import Pages
from scripts.typeset import Typesetter
from tests.paper import Paper, pages
from tests.project import ROOT
from tests.shared import URL

if TYPE_CHECKING:
    from tests.project import Project

FOLDERS = {"id": "unduhan", "en": "en/unduhan"}
PREFIXES = {"checklists": "", "flows": "panduan-", "posters": "poster-"}


def expected(locale: str) -> set[tuple[str, str]]:
    """Return the addresses of a language's handouts with their records."""
    records = (
        (path.relative_to(ROOT).as_posix(), f"{prefix}{path.stem}.pdf")
        for kind, prefix in PREFIXES.items()
        for path in (ROOT / "docs/_data" / kind).glob("*.yml")
    )
    return {(f"{FOLDERS[locale]}/{name}", record) for record, name in records}


@pytest.mark.parametrize("locale", FOLDERS)
def test_every_record_has_a_handout_with_an_address_of_its_own(locale: str) -> None:
    made = list(handouts(pages(), locale))
    assert {(each.address, each.record) for each in made} == expected(locale)
    assert len({each.address for each in made}) == len(made)


def test_a_handout_is_as_old_as_its_page() -> None:
    days = {each.address: each.day for each in handouts(pages(), "id")}
    page = pages().library.pages["id", "keputusan/terima-undangan"]
    assert days["unduhan/panduan-terima-undangan.pdf"] == page.meta.value.reviewed


def test_the_site_has_every_handout(built_once: Project) -> None:
    found = {path: file for path, file in built_once.site().items() if path.endswith(".pdf")}
    assert found.keys() == {address for locale in FOLDERS for address, _ in expected(locale)}
    here = Pages(pages().library, URL, ROOT / "overrides")
    for handout in handouts(here, "en"):
        pdf = Typesetter().render(handout.template, handout.inputs, "pdf", day=handout.day)
        assert found[handout.address] == pdf
        assert Paper(pdf).day == handout.day


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("docs/_data/checklists/wawancara-kerja.yml", "Research the company."),
        ("docs/_data/flows/terima-undangan.yml", "Accept the invitation."),
        ("docs/_data/posters/perekrut-palsu.yml", "No position is named"),
    ],
)
def test_a_build_names_the_record_with_a_sign_that_the_font_lacks(
    path: str, words: str, built: Project
) -> None:
    assert words in built.read(path)
    built.write(path, built.read(path).replace(words, f"{words} ✓"))
    done = built.run("build")
    assert done.code == 1
    assert f'{path}: the handout cannot show "✓"; use words' in done.err
    assert "Traceback" not in done.err
