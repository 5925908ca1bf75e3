"""The notice at what lags behind in one language: quiet, in its place, and in nobody's way."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.axe import WIDTHS, find_in_both_schemes
from tests.browser.built import pages_of, served
from tests.browser.reader import Reader
from tests.browser.test_layout import OPEN
from tests.shared import build_once
from tests.tree import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.built import BuiltPage
    from tests.project import Project

ARTICLE, CHECKLIST, GUIDE = (
    "en/artikel/undangan-wawancara/",
    "daftar-periksa/wawancara-kerja/",
    "keputusan/terima-undangan/",
)
CHANGES = (
    ("docs/id/artikel/undangan-wawancara.md", "Makin sering Anda", "Semakin sering Anda"),
    ("docs/id/artikel/undangan-wawancara.md", "summary: Terima", "summary: Terimalah"),
    ("docs/_data/posters/perekrut-palsu.yml", "id: Simpan bukti,", "id: Simpanlah bukti,"),
    ("docs/_data/checklists/wawancara-kerja.yml", "en: Prepare}", "en: Get ready}"),
    ("docs/_data/checklists/wawancara-kerja.yml", "about the people you will", "who the people are you will"),
    ("docs/_data/flows/terima-undangan.yml", "en: Have you been asked for", "en: Did they ask you for"),
)  # fmt: skip


@pytest.fixture(scope="session")
def drifted(built_once: Project, shared_folder: Path) -> Path:
    """The built site after one side of a few texts has changed."""

    def make(stage: Path, url: str) -> list[str]:
        project = built_once.copied_to(shared_folder / "drifted-project")
        for path, old, new in CHANGES:
            replace(project.root, path, old, new)
        done = project.run("build", SITE_URL=url)
        if done.code == 0:
            shutil.move(project.root / "site", stage)
        return done.err.splitlines() if done.code else []

    return build_once(shared_folder / "drifted", make=make)


@pytest.fixture
def newcomer(browser: Browser, drifted: Path) -> Iterator[Reader]:
    """A reader of that site who, in the end, has noticed nothing wrong."""
    with served(drifted) as address:
        reader = Reader(browser, address)
        yield reader
        faults = reader.close()
    assert not faults, "\n".join(faults)


def built(folder: Path, address: str) -> BuiltPage:
    return next(page for page in pages_of(folder) if page.address == address)


@pytest.mark.parametrize("address", [ARTICLE, CHECKLIST, GUIDE])
def test_axe_finds_nothing(newcomer: Reader, drifted: Path, address: str) -> None:
    page = newcomer.open(built(drifted, address))
    page.evaluate(OPEN)
    assert page.locator(".newer").count() > 0
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found = find_in_both_schemes(page)
        assert not found, f"At {width} px:\n\n{found}"


@pytest.mark.parametrize(("address", "notices"), [(ARTICLE, 3), (CHECKLIST, 2), (GUIDE, 1)])
def test_a_notice_is_one_small_line_on_a_telephone(
    newcomer: Reader, drifted: Path, address: str, notices: int
) -> None:
    page = newcomer.open(built(drifted, address), width=360)
    found = page.locator(".newer")
    expect(found).to_have_count(notices)
    heights = found.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
    assert max(heights) < 28
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("address", [ARTICLE, CHECKLIST, GUIDE])
def test_paper_has_no_notice(newcomer: Reader, drifted: Path, address: str) -> None:
    page = newcomer.open(built(drifted, address))
    expect(page.locator(".newer").first).to_be_visible()
    page.emulate_media(media="print")
    for notice in page.locator(".newer").all():
        expect(notice).to_be_hidden()


def test_a_notice_leads_to_the_same_section_of_the_other_language(
    newcomer: Reader, drifted: Path
) -> None:
    page = newcomer.open(built(drifted, ARTICLE))
    link = page.locator(".section-head:has(#latihan) > .newer a")
    expect(link).to_have_text("Bahasa Indonesia – Berlatih tidak ada ruginya")
    newcomer.follow(link)
    assert page.url == f"{newcomer.address}artikel/undangan-wawancara/#latihan"
    expect(page.locator("#latihan")).to_be_in_viewport()


def test_a_phase_with_a_notice_still_counts(newcomer: Reader, drifted: Path) -> None:
    page = newcomer.open(built(drifted, CHECKLIST), width=360)
    head = page.locator(".section-head:has(#persiapan)")
    expect(head.locator(".newer")).to_be_visible()
    count = head.locator(".phase-count")
    expect(count).to_contain_text("0/6")
    page.locator("label[for=cek-teliti-perusahaan]").click()
    expect(count).to_contain_text("1/6")


def test_a_guide_shows_the_notice_with_its_question_alone(newcomer: Reader, drifted: Path) -> None:
    page = newcomer.open(built(drifted, GUIDE), width=360)
    notice = page.locator("[data-node=tanda-penipuan] .newer")
    expect(notice).to_be_visible()
    page.locator("[data-node=tanda-penipuan] a[data-option=tidak]").click()
    expect(page.locator(".node:visible")).to_have_count(1)
    expect(notice).to_be_hidden()
