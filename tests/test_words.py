from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest
import yaml
from jinja2 import UndefinedError
from markupsafe import Markup

from scripts.records import Template
from scripts.status import STATES
from scripts.status_page import KINDS
from scripts.words import Wording, Words
from tests import tree

if TYPE_CHECKING:
    from scripts.model import Library
    from scripts.pages import Pages

WRITTEN = set(yaml.safe_load((tree.ROOT / tree.WORDS).read_text(encoding="utf-8")))
OVERRIDES = "".join(
    p.read_text(encoding="utf-8") for p in (tree.ROOT / "overrides").rglob("*.html")
)
SCRIPTS = "".join(p.read_text(encoding="utf-8") for p in (tree.ROOT / "scripts").glob("*.py"))
CHANNELS = get_args(get_args(Template.model_fields["channels"].annotation)[0])
# What stands in brackets in the templates, and the words that it may stand for.
DYNAMIC = {
    '"channel_" ~ channel': {f"channel_{channel}" for channel in CHANNELS},
    '"show_" ~ tone': {"show_friendly"},
    "tone": {"formal", "friendly"},
    '"desk_" ~ kind': {f"desk_{kind}" for kind in KINDS},
    '"state_" ~ row.state': {f"state_{state}" for state in STATES},
    "word": {"kit_articles", "kit_checklists", "kit_guides"},
}
BRACKETS = set(re.findall(r"\bwords\[(.+?)\]", OVERRIDES))
# `locale` is an attribute of Words itself; what is called is a method of something else.
USED = {
    *re.findall(r"\bwords\.(\w+)", OVERRIDES),
    *re.findall(r"(?<!/)\bwords\.(\w+)\b(?!\()", SCRIPTS),
    *re.findall(r"\bWords\([^()]*\)\.(\w+)", SCRIPTS),
    *re.findall(r'"(proof_[^_]\w+)"', SCRIPTS),  # titles, by the ids of their sections
    *(word for bracket in BRACKETS for word in DYNAMIC.get(bracket, ())),
} - {"locale"}


def test_every_word_in_brackets_is_known_here() -> None:
    assert sorted(BRACKETS) == sorted(DYNAMIC)


def test_every_word_that_is_used_is_written() -> None:
    assert {"skip", "key_points", "channel_whatsapp", "site_name"} <= USED
    assert sorted(USED - WRITTEN) == []


def test_every_word_that_is_written_is_used() -> None:
    assert sorted(WRITTEN - USED) == [], "remove them from docs/_data/words.yml, or use them"


def test_a_word_is_given_in_its_language(library: Library) -> None:
    words = Words(library, "id"), Words(library, "en")
    assert [each.menu for each in words] == ["Menu utama", "Main menu"]
    assert [each["menu"] for each in words] == ["Menu utama", "Main menu"]
    assert [each.locale for each in words] == ["id", "en"]


def test_a_word_that_is_not_written_is_an_error(library: Library) -> None:
    words = Words(library, "id")
    with pytest.raises(AttributeError, match='has no "menus"'):
        words.menus  # noqa: B018 - the access itself is the test
    with pytest.raises(AttributeError, match='has no "menus"'):
        words["menus"]
    assert not hasattr(words, "menus")


def test_templates_see_words(pages: Pages) -> None:
    words, render = Words(pages.library, "en"), pages.body.templates.from_string
    shown = render("{{ words.menu }}, {{ words['menu'] }}").render(words=words)
    assert shown == f"{words.menu}, {words.menu}"
    for wrong in ("{{ words.menus }}", "{{ words['menus'] }}"):
        with pytest.raises(UndefinedError, match="menus"):
            render(wrong).render(words=words)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{n} dari {total}", "3 dari 4"),
        ("{n.__class__} {0} {} {n!r} {poison} {", "{n.__class__} {0} {} {n!r} {poison} {"),
        ("<b> {n}", "<b> 3"),
    ],
)
def test_only_gaps_that_are_known_are_filled(text: str, filled: str) -> None:
    assert Wording(text).format(n=3, total=4) == filled


def test_a_text_with_html_in_its_gaps_is_html() -> None:
    found = Wording("<b> {n} & {m} {o}").format(n=Markup("<i>3</i>"), m="<")
    assert found == Markup("&lt;b&gt; <i>3</i> &amp; &lt; {o}")
    assert isinstance(found, Markup)
