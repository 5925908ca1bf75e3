from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.built import read_site
from scripts.check import RULES
from scripts.check_code import CODE_RULES, drawings_are_inert

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "<!doctype html>\n<html lang=id><body><main><h1>a</h1>\n{}\n</main></body></html>\n"


def found(folder: Path, **files: str) -> list[str]:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    site = read_site(folder, "https://contoh.example/", ("id",))
    problems = (*site.faults, *drawings_are_inert(site))
    return [
        str(problem) for problem in problems if "itself" in str(problem) or "svg" in str(problem)
    ]


def test_the_rules_are_among_those_of_the_site() -> None:
    assert set(CODE_RULES) <= set(RULES)


@pytest.mark.parametrize(
    ("inside", "sign"),
    [
        ('<iframe src="a">', "<iframe"),
        ("<OBJECT data=a>", "<OBJECT"),
        ('<base href="https://lain.example/">', "<base"),
        ("<form action=a>", "<form"),
        ('<a ping="https://lain.example/">', "ping="),
        ('<a\nPing\n = "https://lain.example/">', "Ping ="),
        ('samping <a PING="a">', "PING="),
        ("<p SrcDoc='<b>'>", "SrcDoc="),
        ('<meta http-equiv="Refresh" content="0;url=a">', 'http-equiv="Refresh'),
    ],
)
def test_what_frames_or_leads_on_by_itself_is_found(tmp_path: Path, inside: str, sign: str) -> None:
    message = f'"{sign}" frames, sends or leads on by itself; use a link'
    assert found(tmp_path, index_html=PAGE.format(inside)) == [f"site/index.html:3: {message}"]


def test_texts_about_frames_and_formats_are_texts(tmp_path: Path) -> None:
    text = "<p class=format>&lt;iframe srcdoc&gt; ping = 1</p><basefont><object-fit>"
    assert found(tmp_path, index_html=PAGE.format(text.replace("ping =", "pinging"))) == []


def test_a_drawing_that_runs_something_is_found(tmp_path: Path) -> None:
    [problem] = found(tmp_path, a_svg="<svg/>", b_svg='<svg onload="a()"/>')
    assert problem.startswith('site/b.svg: the drawing holds "onload"')
