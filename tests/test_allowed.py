from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from scripts import settings
from scripts.allowed import CONFIGS, ELEMENTS, EXTENSIONS, rendered, smuggled
from tests import tree

PIECES = st.lists(
    st.sampled_from(
        [
            "[a",
            "]",
            "(",
            ")",
            "![",
            "`",
            "<",
            ">",
            "{",
            "}",
            ":",
            " ",
            "\n",
            "javascript:x",
            "\\",
            "onclick=x",
            "img src=x",
            "[a]: ",
            "```",
            "&#115;",
            "|",
            "-|-",
            "# ",
            "{#a}",
            "a",
            "*",
            "data:x",
            "//",
            "https://a.example/",
            "a.md",
            "    ",
            '"',
            "'",
            "![a](",
            "](",
            "**",
        ]
    ),
    max_size=30,
).map("".join)


def test_markdown_is_that_of_the_site() -> None:
    options = {name: CONFIGS.get(name, {}) for name in EXTENSIONS}
    rest = {
        "toc": {**CONFIGS["toc"], "toc_depth": "2-3"}
    }  # which headings the table of contents lists
    assert settings.read(tree.ROOT, {}).extensions == {**options, **rest}


@given(PIECES)
def test_what_is_not_refused_has_only_what_is_allowed(text: str) -> None:
    if list(smuggled(text)):
        return
    tree = LexborHTMLParser(rendered(text))
    nodes = list(tree.body.traverse()) if tree.body else []
    for node in nodes[1:]:
        assert node.tag in ELEMENTS
        for name, value in node.attributes.items():
            assert name in ELEMENTS[node.tag]
            if name in {"href", "src"}:
                assert not (value or "").strip().lower().startswith(("javascript", "data", "//"))


PLAIN = """\
Lihat [ini](../a/b.md#c), [itu](#d), [situs](https://a.example/x?y=z) dan <https://b.example/>.
Tulis ke [kami](mailto:a@b.example) atau baca [yang lama](http://b.example/).

# Satu {#satu}

## Judul {#judul}

### Tiga {#tiga}

#### Empat {#empat}

##### Lima {#lima}

###### Enam {#enam}

![Gambar](../assets/a.svg "Judul") `a < b` & {nama}

```python
<b>{onclick=x}
```

a | b
:--|--:
1 | 2

3. tiga

- *a* dan **b**

> baris\x20\x20
> baru

---
"""


def test_what_editors_write_is_allowed() -> None:
    assert list(smuggled(PLAIN)) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n\n[b\nc](javascript:x)", 3),
        ("a\n\n[c]\n\n[c]: vbscript&colon;x", 4),
        ("{nama}\n\n## A {#a .big}", 2),
        ("{nama}\n\n[b](javascript:x)", 2),
        ("{nama}\n\n![b](//c.example/d.png)", 2),
        ("{nama}\n\na\n{: #b}", 3),
        ("{nama}\n\na\n{: title=b}", 3),
    ],
)
def test_a_fault_is_found_where_it_stands(text: str, line: int) -> None:
    assert [n for n, _ in smuggled(text)] == [line]


BRACES = "becomes an attribute of the page; remove it, braces are for the ids of headings"
IMAGE = "is not of the site; put the file into docs/assets, and write the path to it"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a <b>c</b>", '"<b>" is HTML; write Markdown, or `&lt;` for <'),
        ("## A {#a onclick=x}", f'"onclick=x" {BRACES}'),
        ("## A {#a title=''}", f'"title" {BRACES}'),
        ("## A {#a .big}", f'"class=big" {BRACES}'),
        *((f"{text}{{: x=y}}", f'"x=y" {BRACES}') for text in ("a\n", "- a\n", "**a**", "*a*")),
        ("![a](https://lain.example/a.png)", f'the image "https://lain.example/a.png" {IMAGE}'),
        ("![a](//lain.example/a.png)", f'the image "//lain.example/a.png" {IMAGE}'),
        (
            "![a [@b]](a.png)",
            'the citation in "a [@b]" stands where none can; write it after the image or link',
        ),
        (
            "[a](foo://[::1)",
            'the link "foo://[::1" is not a web address; write it whole, as https://example.org/page',
        ),
    ],
)
def test_what_is_refused_is_said(text: str, said: str) -> None:
    assert [message for _, message in smuggled(text)] == [said]


@pytest.mark.parametrize("link", ["//lain.example", "//lain.example#a", "a:b", "\\\\a", "/\\a?b"])
def test_what_browsers_take_for_another_site_is_found(link: str) -> None:
    [(_, message)] = smuggled(f"[a]({link})")
    assert message.endswith("is not a web address; write it whole, as https://example.org/page")
