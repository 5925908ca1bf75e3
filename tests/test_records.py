from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from scripts.records import Flow, PageLink, Text

LINK: TypeAdapter[str] = TypeAdapter(PageLink)
TEXT = {"id": "satu", "en": "one"}


def test_a_text_is_asked_for_a_language() -> None:
    text = Text.model_validate(TEXT)
    assert (text["id"], text["en"]) == ("satu", "one")
    with pytest.raises(KeyError):
        text["jv"]


@pytest.mark.parametrize("link", ["a", "artikel/satu", "artikel/satu#dua-tiga", "a-b/c-d"])
def test_a_link_to_a_page_may_name_a_section(link: str) -> None:
    assert LINK.validate_python(link) == link


@pytest.mark.parametrize(
    "link", ["", "#a", "a.md", "/a", "a/", "a//b", "A", "a#", "a#b#c", "../a", "https://a.example"]
)
def test_anything_else_is_no_link_to_a_page(link: str) -> None:
    with pytest.raises(ValidationError):
        LINK.validate_python(link)


def test_nodes_are_the_questions_and_then_the_outcomes() -> None:
    option = {"label": TEXT, "next_node": "c"}
    question = {"question": TEXT, "source": "redaksi"}
    options = [option | {"id": "ya"}, option | {"id": "tidak"}]
    flow = Flow.model_validate(
        {
            "title": TEXT,
            "introduction": TEXT,
            "article": "artikel/satu",
            "questions": [question | {"id": name, "options": options} for name in "ab"],
            "outcomes": [
                {
                    "id": "c",
                    "verdict": TEXT,
                    "tone": "yes",
                    "why": [{"text": TEXT, "source": "redaksi"}],
                    "steps": [{"text": TEXT, "source": "redaksi"}],
                }
            ],
        }
    )
    assert [node.id for node in flow.nodes] == ["a", "b", "c"]
