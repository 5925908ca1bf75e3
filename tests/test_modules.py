from __future__ import annotations

import re

import pytest

from scripts import modules

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


def joined(html: str) -> tuple[str, tuple[str, ...]]:
    found, names = modules.join(html.encode(), modules.joinable(SCRIPTS))
    return found.decode(), names


def test_a_page_loads_its_modules_as_one_file() -> None:
    html, names = joined(f"<title>A</title>{tag('c', '../')}\n<b>{tag('a-b', '../')}</b>")
    assert html == f"<title>A</title>{one('c.a-b', '../')}\n<b></b>"
    assert modules.file(names) == "page.c.a-b.js"


def test_one_file_has_each_module_to_itself() -> None:
    text = modules.joined((name, SCRIPTS[name]) for name in ("c", "a-b"))
    assert text.startswith('if (document.readyState === "loading") {')
    assert re.findall(r"const x = \d", text) == ["const x = 2", "const x = 1"]
    assert text.count("try {\n") == text.count("reportError(error);") == 2


def test_modules_that_import_or_export_stay_alone() -> None:
    html, names = joined(tag("a-b") + tag("d") + tag("e") + tag("c") + tag("f"))
    assert html == one("a-b.c.f") + tag("d") + tag("e")
    assert names == ("a-b", "c", "f")


def test_a_page_with_one_module_does_not_wait_for_it_either() -> None:
    assert joined(tag("a-b") + tag("d")) == (one("a-b") + tag("d"), ("a-b",))


@pytest.mark.parametrize("html", [tag("d"), tag("x"), "<p>no scripts"])
def test_other_modules_stay_as_they_are(html: str) -> None:
    assert joined(html) == (html, ())


def test_scripts_that_are_no_modules_stay_as_they_are() -> None:
    html = tag("a-b").replace('type="module"', "defer") + tag("c").replace('type="module"', "defer")
    assert joined(html) == (html, ())
