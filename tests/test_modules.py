from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from scripts.modules import join

if TYPE_CHECKING:
    from pathlib import Path

SCRIPTS = {
    "a-b": "const x = 1;\n",
    "c": "const x = 2;\n",
    "d": 'import { e } from "./e.js";\n',
    "e": "export const e = 1;\n",
    "f": 'const f = () => import("./e.js");\n',
}


def tag(name: str, up: str = "") -> str:
    return f'\n  <script type="module" src="{up}assets/javascripts/{name}.js"></script>'


def one(names: str, up: str = "") -> str:
    return tag(f"page.{names}", up).replace(" src", " async src")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "assets/javascripts").mkdir(parents=True)
    for name, text in SCRIPTS.items():
        (tmp_path / f"assets/javascripts/{name}.js").write_text(text)
    return tmp_path


def joined(site: Path, html: str) -> str:
    (site / "index.html").write_text(html)
    join(site)
    return (site / "index.html").read_text()


def test_a_page_loads_its_modules_as_one_file(site: Path) -> None:
    html = joined(site, f"<title>A</title>{tag('c', '../')}\n<b>{tag('a-b', '../')}</b>")
    assert html == f"<title>A</title>{one('c.a-b', '../')}\n<b></b>"
    text = (site / "assets/javascripts/page.c.a-b.js").read_text()
    assert text.startswith('if (document.readyState === "loading") {')
    assert re.findall(r"const x = \d", text) == ["const x = 2", "const x = 1"]
    assert text.count("try {\n") == text.count("reportError(error);") == 2


def test_modules_that_import_or_export_stay_alone(site: Path) -> None:
    html = joined(site, tag("a-b") + tag("d") + tag("e") + tag("c") + tag("f"))
    assert html == one("a-b.c.f") + tag("d") + tag("e")


def test_a_page_with_one_module_does_not_wait_for_it_either(site: Path) -> None:
    assert joined(site, tag("a-b") + tag("d")) == one("a-b") + tag("d")


@pytest.mark.parametrize("html", [tag("d"), tag("x"), "<p>no scripts"])
def test_other_modules_stay_as_they_are(site: Path, html: str) -> None:
    assert joined(site, html) == html
    assert {path.stem for path in (site / "assets/javascripts").iterdir()} == SCRIPTS.keys()


def test_scripts_that_are_no_modules_stay_as_they_are(site: Path) -> None:
    html = tag("a-b").replace('type="module"', "defer") + tag("c").replace('type="module"', "defer")
    assert joined(site, html) == html
