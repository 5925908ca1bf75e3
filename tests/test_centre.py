"""A career centre's record, and the handouts that bear its name."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import typst

from scripts import centre
from scripts.handouts import handouts
from scripts.typeset import Typesetter
from tests import tree
from tests.paper import BLACK_OR_WHITE, Paper, pages
from tests.project import ROOT, Project, copy_to
from tests.test_logo import SVG, picture

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = (ROOT / "docs/_data/centre.example.yml").read_text(encoding="utf-8")
CODES = ("id", "en")
SITE = "https://karier.example.org/"
LONG = "Pusat Pengembangan Karier, Kewirausahaan, dan Alumni Universitas Contoh Nusanta"
LOGOS = {"svg": SVG, "png": picture("PNG", 400, 400, "RGBA"), "jpg": picture("JPEG", 4000, 20)}
HOSTILE = '#set page(fill: red) *b* _x_ $y$ `k` <a> @b // c \\ --- ~ "q" #{panic()}'


def files(record: str, folder: Path, monkeypatch: pytest.MonkeyPatch, **logos: bytes) -> Any:
    """Return what a record prints, by path, and the problems."""
    monkeypatch.chdir(folder)
    (folder / "centre.yml").write_text(record, encoding="utf-8")
    for end, data in logos.items():
        (folder / f"logo.{end}").write_bytes(data)
    letterhead, problems = centre.read("centre.yml", CODES, CODES)
    assert problems == []
    assert letterhead
    return centre.printed(letterhead, pages(), CODES)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    with pytest.MonkeyPatch.context() as patch:
        record = f"{EXAMPLE}logo: logo.svg\n"
        found, _ = files(record, tmp_path_factory.mktemp("centre"), patch, svg=SVG)
    return {name: Paper(pdf) for name, pdf in found.items()}


@pytest.fixture(scope="module")
def plain() -> dict[str, Paper]:
    """Return the site's own handouts, by the same paths."""
    return {
        f"{code}/{each.address.rpartition('/')[2]}": Paper(
            Typesetter().render(each.template, each.inputs, "pdf", day=each.day)
        )
        for code in CODES
        for each in handouts(pages(), code)
    }


@pytest.mark.parametrize("case", tree.cases("centre"))
def test_each_mistake_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: dict[str, Any]
) -> None:
    monkeypatch.chdir(tmp_path)
    tree.write(tmp_path, {"centre.yml": case["record"], **case.get("logos", {})})
    letterhead, problems = centre.read("centre.yml", case.get("print", CODES), CODES)
    assert [str(problem) for problem in sorted(problems)] == case["problems"]
    assert letterhead is None


def test_every_handout_of_the_site_is_printed_on_as_many_pages(
    printed: dict[str, Paper], plain: dict[str, Paper]
) -> None:
    count = {name: len(paper.reader.pages) for name, paper in plain.items()}
    assert {name: len(paper.reader.pages) for name, paper in printed.items()} == count
    assert {paper.day for paper in printed.values()} == {paper.day for paper in plain.values()}


def test_the_header_is_in_the_language_of_the_sheet(printed: dict[str, Paper]) -> None:
    wanted = {
        "id": ("Pusat Karier Universitas Contoh", "Gedung A, lantai 2", "Senin–Jumat, 08.00"),
        "en": ("Career Centre, Universitas Contoh", "Building A, second floor", "Monday to Friday"),
    }
    both = ("WhatsApp 0800-0000-0000", "(021) 0000-0000", "karier@universitas.example")
    for name, paper in printed.items():
        locale = name.partition("/")[0]
        other = "en" if locale == "id" else "id"
        assert [text for text in (*wanted[locale], *both) if text not in paper.texts[0]] == []
        assert [text for text in wanted[other] if text in paper.text] == []
        assert "mailto:karier@universitas.example" in paper.links()
        assert "https://karier.universitas.example/" in paper.links()


def test_the_posters_blank_lines_are_filled_in(
    printed: dict[str, Paper], plain: dict[str, Paper]
) -> None:
    name = "id/poster-perekrut-palsu.pdf"
    assert "Pusat karier/BKK WhatsApp Jam layanan" in plain[name].text
    assert "Jam layanan" not in printed[name].text


def test_the_site_is_still_named_and_its_licence(
    printed: dict[str, Paper], plain: dict[str, Paper]
) -> None:
    for name, paper in printed.items():
        assert "CC BY 4.0" in paper.text
        assert "poster" in name or "Siap Wawancara" in paper.texts[0]
        assert [link for link in plain[name].links() if link not in paper.links()] == []


def test_it_is_for_everybody_and_the_logo_has_words(
    printed: dict[str, Paper], plain: dict[str, Paper]
) -> None:
    said = {
        "id": "Logo Pusat Karier Universitas Contoh",
        "en": "Logo of Career Centre, Universitas Contoh",
    }
    for name, paper in printed.items():
        assert re.findall(r"<pdfuaid:part>(.*?)</pdfuaid:part>", paper.standard) == ["1"]
        figures = [tag["/Alt"] for tag in paper.tags if tag["/S"] == "/Figure"]
        theirs = [tag["/Alt"] for tag in plain[name].tags if tag["/S"] == "/Figure"]
        assert sorted(figures) == sorted([*theirs, said[name.partition("/")[0]]])
        assert paper.titles(1) == plain[name].titles(1)


@pytest.mark.parametrize("translation", [None, BLACK_OR_WHITE], ids=["grey", "copied"])
def test_codes_lead_where_they_did(
    printed: dict[str, Paper], plain: dict[str, Paper], translation: bytes | None
) -> None:
    for name, paper in printed.items():
        assert paper.codes(translation) == plain[name].codes() != []
        assert paper.size() == (210, 297)
        assert paper.margins() >= 12


@pytest.mark.parametrize("end", LOGOS)
def test_the_same_record_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    record = f"{EXAMPLE}logo: logo.{end}\n"
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
    logos = {end: LOGOS[end]}
    first = files(record, here, monkeypatch, **logos)
    assert first == files(record, there, monkeypatch, **logos)
    assert {len(Paper(pdf).reader.pages) for name, pdf in first[0].items() if "/w" in name} == {1}


@pytest.mark.parametrize(
    "name", [LONG, "n" * 80, HOSTILE, "BKK"], ids=["long", "word", "hostile", "short"]
)
def test_any_name_keeps_its_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plain: dict[str, Paper], name: str
) -> None:
    assert len(name) <= 80
    text = json.dumps({"id": name, "en": name})
    record = f"name: {text}\naddress: {text}\nroom:{EXAMPLE.partition('room:')[2]}"
    found, problems = files(record, tmp_path, monkeypatch)
    assert problems == []
    for path, pdf in found.items():
        paper = Paper(pdf)
        assert len(paper.reader.pages) == len(plain[path].reader.pages)
        assert re.sub(r"[ \u200b]", "", paper.text).count(name.replace(" ", "")) >= 2
        assert paper.margins() >= 12
        assert paper.codes() == plain[path].codes()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Pusat Karier Universitas Contoh", 5),
        ("second floor", 9),
        ("karier.universitas.example/", 16),
    ],
)
def test_a_sign_that_the_font_lacks_is_said_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, line: int
) -> None:
    assert words in EXAMPLE.splitlines()[line - 1]
    found, problems = files(EXAMPLE.replace(words, f"{words}✓"), tmp_path, monkeypatch)
    message = 'the handout cannot show "✓"; use words'
    assert (found, [str(problem) for problem in problems]) == (
        {},
        [f"centre.yml:{line}: {message}"],
    )


def test_a_logo_that_typst_cannot_show_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = SVG.replace(b"viewBox", b'width="0" viewBox')
    found, problems = files(
        "name: {id: A, en: A}\nlogo: logo.svg\n", tmp_path, monkeypatch, svg=nothing
    )
    message = '"logo" is "logo.svg", which is broken; save it anew'
    assert (found, [str(problem) for problem in problems]) == ({}, [f"centre.yml:2: {message}"])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is set in another process")
def test_a_typesetter_that_is_killed_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typst, "compile", lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
    found, problems = files("name: {id: A, en: A}\n", tmp_path, monkeypatch)
    assert found == {}
    assert "was ended from outside, perhaps for want of memory" in str(problems)


def test_files_are_written_whole_beside_others(tmp_path: Path) -> None:
    (tmp_path / "id").mkdir()
    (tmp_path / "id/a.pdf").write_bytes(b"old")
    (tmp_path / "id/own.txt").write_bytes(b"mine")
    centre.write({"id/a.pdf": b"new", "en/a.pdf": b"a"}, tmp_path)
    there = {p.relative_to(tmp_path).as_posix(): p for p in tmp_path.rglob("*") if p.is_file()}
    assert {path: file.read_bytes() for path, file in there.items()} == {
        "id/a.pdf": b"new",
        "id/own.txt": b"mine",
        "en/a.pdf": b"a",
    }
    assert {path.name for path in tmp_path.iterdir()} == {"id", "en"}


# The command


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = copy_to(tmp_path_factory.mktemp("project"))
    made.write("karier/centre.yml", f"{EXAMPLE}logo: logo.svg\n")
    made.write("karier/logo.svg", SVG.decode())
    return made


def pdfs(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")}


def test_the_command_prints_every_handout(project: Project, plain: dict[str, Paper]) -> None:
    done = project.run("handouts", "--centre", "karier/centre.yml", "--out", "cetak", SITE_URL=SITE)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{len(plain)} handouts for {SITE} are in cetak/\n"
    assert pdfs(project.root / "cetak") == plain.keys()
    paper = Paper((project.root / "cetak/en/wawancara-kerja.pdf").read_bytes())
    assert paper.codes()[0].startswith(SITE)
    assert not (project.root / "site").exists()


def test_one_language_alone_needs_no_other(project: Project) -> None:
    project.write("karier/id.yml", "name: {id: Pusat Karier}\n")
    done = project.run("handouts", "--centre", "karier/id.yml", "--out", "satu", "--lang", "id")
    assert (done.code, done.err) == (0, "")
    assert {name.partition("/")[0] for name in pdfs(project.root / "satu")} == {"id"}
    assert "set SITE_URL" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--centre", "tidak-ada.yml"), "tidak-ada.yml: the file is missing"),
        (("--centre", "karier"), "karier: cannot be read"),
        (("--centre", "karier/salah.yml"), 'karier/salah.yml:2: "logo" is "x.png", which is not'),
        (("--centre", "karier/centre.yml", "--lang", "jv"), '--lang: "jv" is not a language'),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    project: Project, arguments: tuple[str, ...], said: str
) -> None:
    project.write("karier/salah.yml", "name: {id: A, en: A}\nlogo: x.png\n")
    done = project.run("handouts", *arguments, "--out", "tidak")
    assert done.code == 1
    assert done.err.startswith(said)
    assert done.err.endswith("1 problem to fix; nothing was printed.\n")
    assert not (project.root / "tidak").exists()


def test_a_file_is_no_folder_to_write_to(project: Project) -> None:
    done = project.run("handouts", "--centre", "karier/centre.yml", "--out", "karier/logo.svg")
    assert done.code == 1
    assert "choose another folder" in done.err
    assert "Traceback" not in done.err


def test_make_asks_for_the_centre() -> None:
    done = subprocess.run(
        ["make", "--no-print-directory", "handouts"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "make handouts CENTRE=centre.yml" in done.stderr
