from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from scripts.minify import script, styles
from tests.tree import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ASSETS = ROOT / "docs" / "assets"
SCRIPT = """\
// <a-b>: what it does, and
// what happens without it.
import { c } from "./c.js";

class A {
  // Why it is so.
  b() {
    return `${c}//d`; // kept, for it may be in a text
  }
}
"""


def test_a_script_loses_comments_and_indentation() -> None:
    assert script(SCRIPT) == (
        'import { c } from "./c.js";\nclass A {\nb() {\n'
        "return `${c}//d`; // kept, for it may be in a text\n}\n}\n"
    )


@pytest.mark.parametrize("file", sorted(ASSETS.rglob("*.js")), ids=lambda file: file.name)
def test_no_text_of_a_script_goes_over_several_lines(file: Path) -> None:
    code = (
        re.sub(r"(^|\s)//\s.*", "", line) for line in file.read_text(encoding="utf-8").splitlines()
    )
    assert all(line.count("`") % 2 == 0 for line in code)
    assert "/*" not in file.read_text(encoding="utf-8")


def test_styles_mean_the_same() -> None:
    text = """\
/* Why. */
.a:is(:target, :has(> :target)) + li > p { width: calc(100% - (2px + 3px)); content: "a  /* b */"; }
@media (min-width: 64rem) and (min-height: 45rem) { .b :hover { --c: 1rem; } }
"""
    assert styles(text) == (
        ".a:is(:target,:has(>:target)) + li>p"
        '{width:calc(100% - (2px + 3px));content:"a  /* b */"}'
        "@media (min-width:64rem) and (min-height:45rem){.b :hover{--c:1rem}}"
    )
