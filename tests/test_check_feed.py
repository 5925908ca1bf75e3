"""The rule over feeds; its faults are among the golden cases."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from scripts.built import read_site
from scripts.check_feed import feeds_tell_of_all
from tests import kit

if TYPE_CHECKING:
    from scripts.problem import Problem

URL = "https://contoh.example/"
ODD = ("<entry>", "</entry>", "<link/>", '<link rel="enclosure" href="//["/>', "<id>", "</id>")
PIECES = st.sampled_from([*kit.FEED.splitlines(), *ODD, "<updated>\u00e9</updated>", "%00", "&#0;"])


def found(feed: bytes) -> list[Problem]:
    with TemporaryDirectory() as folder:
        (Path(folder) / "atom.xml").write_bytes(feed)
        return list(feeds_tell_of_all(read_site(Path(folder), URL, ("id",))))


@given(st.lists(PIECES).map("\n".join) | st.text())
def test_no_feed_makes_the_rule_fail(text: str) -> None:
    head = '<feed xmlns="http://www.w3.org/2005/Atom">'
    assert found(text.encode(errors="replace"))
    assert found(f"{head}{text}</feed>".encode(errors="replace"))


def test_a_link_to_a_file_that_nobody_can_have() -> None:
    link = f'<entry><link rel="enclosure" href="{URL}a%00b.pdf"/></entry>'
    problems = found(f'<feed xmlns="http://www.w3.org/2005/Atom">{link}</feed>'.encode())
    assert [p for p in problems if "which is not in the site" in p.message]
