from __future__ import annotations

import pytest

from scripts.svg import SvgError, inspect

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def drawing(inside: str) -> bytes:
    return SVG.format(inside).encode()


@pytest.mark.parametrize(
    "inside",
    [
        "",
        '<path d="M0 0h9v9z" fill="#123"/>',
        '<defs><linearGradient id="a"/></defs><path fill="url(#a)" style="stroke:url(\'#a\')"/>',
        '<g id="a"/><use xlink:href="#a"/><use href="#a"/>',
        "<style>.a{fill:red}</style><text>url https://a.example/ onload</text>",
    ],
)
def test_a_drawing_of_shapes_is_well(inside: str) -> None:
    inspect(drawing(inside))
    inspect(b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "a" "b.dtd">' + drawing(inside))


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>a()</script>", "holds <script>"),
        ("<foreignObject/>", "holds <foreignObject>"),
        ('<g onload="a()"/>', 'holds "onload"'),
        ('<image href="https://a.example/b.png"/>', 'refers to "https://a.example/b.png"'),
        ('<image xlink:href="/etc/passwd"/>', 'refers to "/etc/passwd"'),
        ('<image href="data:image/png;base64,AA"/>', 'refers to "data:image/png'),
        ('<a href="javascript:a()"/>', 'refers to "javascript:a()"'),
        ("<g fill=\"url( 'a.svg#b' )\"/>", 'refers to "a.svg#b"'),
        ("<style>@import 'a.css';</style>", 'refers to "a.css"'),
        ("<style>@IMPORT url(a.css);</style>", 'refers to "a.css"'),
        ("<style><![CDATA[@font-face{src:u]]><![CDATA[rl(a.woff)}]]></style>", '"a.woff"'),
        ('<a><animate attributeName="href" values="javascript:a()"/></a>', "holds <animate>"),
        ('<a><set attributeName="onclick" to="a()"/></a>', "holds <set>"),
        ('<style>a{b:image-set("https://a.example/b" 1x)}</style>', '"https://a.example/b"'),
        ("<style>@\\69mport 'a.css'</style>", "backslash"),
        ('<g style="fill:u\\72l(a.svg)"/>', "backslash"),
        ("<?xml-stylesheet href='a.css'?>", "xml-stylesheet"),
    ],
)
def test_what_runs_or_refers_to_something_else_is_refused(inside: str, said: str) -> None:
    with pytest.raises(SvgError) as raised:
        inspect(drawing(inside))
    assert said in str(raised.value)
    assert "save it as plain SVG" in str(raised.value)


@pytest.mark.parametrize("data", [b"", b"<svg>", b"<svg/>x", b"\xff<svg/>", drawing("&a;")])
def test_a_broken_drawing_is_named_as_that(data: bytes) -> None:
    with pytest.raises(SvgError, match="is broken"):
        inspect(data)


def test_a_page_is_no_drawing() -> None:
    with pytest.raises(SvgError, match="not an SVG"):
        inspect(b"<html><svg/></html>")


def test_entities_are_refused_before_they_grow() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30))
    with pytest.raises(SvgError, match='entity "a0"'):
        inspect(f'<!DOCTYPE svg [<!ENTITY a0 "ha">{laughs}]><svg>&a29;</svg>'.encode())
