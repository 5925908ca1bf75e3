"""The plain data of a flow's handout, made from a small record."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from scripts import qr
from scripts.handout import OURS_MARK
from scripts.handout_flow import Answer, FlowSheet, Said, sheet
from scripts.model import Library, Locale, Located, Outline, Page
from scripts.navigation import Navigation
from scripts.records import Flow, FlowPage
from tests.test_handout import HOSTILE, SITE, source, words

PLAIN = (
    *("paper_begin", "paper_date", "paper_result", "paper_examples", "paper_ask", "flow_outcome"),
    *("paper_yes", "paper_wait", "paper_no", "paper_ours"),
)
GO_TO = {"id": "ke {n}", "en": "go to {n}"}


def two(text: str) -> dict[str, str]:
    return {"id": text, "en": f"{text} (en)"}


def part(text: str, source: str = "redaksi", **rest: Any) -> dict[str, Any]:
    return {"text": two(text), "source": source, **rest}


RECORD: dict[str, Any] = {
    "title": two("Datang?"),
    "introduction": two("Jawab dulu."),
    "article": "artikel/a",
    "questions": [
        {
            "id": "asli",
            "question": two("Undangannya asli?"),
            "hint": two("Cari sendiri."),
            "examples": [two("surat"), two("email")],
            "source": "redaksi",
            "options": [
                {"id": "ya", "label": two("Ya"), "next_node": "sempat"},
                {"id": "tidak", "label": two("Tidak"), "next_node": "berhenti"},
            ],
        },
        {
            "id": "sempat",
            "question": two("Sempat?"),
            "source": "koran",
            "options": [
                {
                    "id": "ya",
                    "label": two("Ya"),
                    "next_node": "datang",
                    "reason": part("Alasan.", "majalah"),
                },
                {"id": "tidak", "label": two("Tidak"), "next_node": "berhenti"},
            ],
        },
    ],
    "outcomes": [
        {
            "id": "datang",
            "verdict": two("Datanglah."),
            "tone": "yes",
            "summary": two("Ringkasan."),
            "why": [part("Untung.", "koran"), part("Kedua.", "majalah")],
            "steps": [part("Siap.", link="artikel/a#isi"), part("Pergi.", "koran")],
            "ask": [part("Kapan?")],
        },
        {
            "id": "berhenti",
            "verdict": two("Berhenti."),
            "tone": "no",
            "why": [part("Rugi.", "koran")],
            "steps": [part("Lihat lagi.", "koran", link="alat/alur#asli")],
        },
    ],
}


def made(locale: str = "id", record: dict[str, Any] = RECORD) -> FlowSheet:
    flow = Flow.model_validate(record)
    meta = FlowPage(kind="flow", flow="alur", reviewed=dt.date(2026, 3, 9))
    page = Page(locale, "alat/alur", Located(meta, "x.md", {}), "", Outline())
    plain = {name: {"id": f"{name}-id", "en": f"{name}-en"} for name in PLAIN}
    library = Library(
        locales=(Locale("id", "Bahasa Indonesia"), Locale("en", "English")),
        words=words(**plain, flow_goto=GO_TO),
        sources={name: source(name) for name in ("majalah", "koran")},
    )
    return sheet(page, flow, Navigation(library, SITE), {"majalah": 1, "koran": 2})


def test_questions_and_advice_are_numbered_in_one_row() -> None:
    flow = made()
    assert [question.number for question in flow.questions] == [1, 2]
    assert [advice.number for advice in flow.advice] == [3, 4]
    assert flow.questions[0].answers == (Answer("Ya", 2), Answer("Tidak", 4))
    assert flow.questions[1].answers == (Answer("Ya", 3), Answer("Tidak", 4))


def test_a_question_has_its_hint_its_examples_and_its_mark() -> None:
    first, second = made("en").questions
    assert (first.text, first.mark) == ("Undangannya asli? (en)", OURS_MARK)
    assert (first.hint, first.examples) == ("Cari sendiri. (en)", ("surat (en)", "email (en)"))
    assert (second.mark, second.hint, second.examples) == ("[2]", "", ())


def test_advice_has_its_first_reason_its_steps_and_its_questions() -> None:
    first, second = made().advice
    assert (first.verdict, first.tone, second.tone) == ("Datanglah.", "yes", "no")
    assert first.why == Said("Untung.", "[2]")
    assert [step.text for step in first.steps] == ["Siap.", "Pergi."]
    assert [question.text for question in first.ask] == ["Kapan?"]
    assert second.ask == ()


def test_our_advice_is_marked_at_the_verdict_and_that_of_sources_where_it_stands() -> None:
    first, second = made().advice
    assert (first.mark, [step.mark for step in first.steps]) == (OURS_MARK, ["", "[2]"])
    assert first.ask[0].mark == ""
    assert (second.mark, second.why.mark) == ("", "[2]")
    assert made().ours == f"{OURS_MARK} paper_ours-id"


def test_a_flow_of_our_own_needs_no_exception_in_its_foot() -> None:
    text = json.dumps(RECORD).replace("koran", "redaksi").replace("majalah", "redaksi")
    own = made("en", json.loads(text))
    assert (own.ours, own.references) == (f"{OURS_MARK} ours-en", ())


def test_a_flow_of_sources_alone_does_not_explain_our_mark() -> None:
    assert made("en", json.loads(json.dumps(RECORD).replace("redaksi", "koran"))).ours == ""


def test_only_sources_of_what_is_printed_are_listed() -> None:
    assert [reference.mark for reference in made().references] == ["[2]"]


def test_a_step_sends_on_to_a_number_of_the_sheet_or_to_an_address() -> None:
    first, second = made("en").advice
    assert (first.steps[0].to, first.steps[0].address) == (0, f"{SITE}en/artikel/a/#isi")
    assert (second.steps[0].to, second.steps[0].address) == (1, "")
    assert (first.steps[1].to, first.steps[1].address) == (0, "")


def test_a_section_of_another_page_is_not_a_number() -> None:
    text = json.dumps(RECORD).replace("alat/alur#asli", "artikel/a#asli")
    step = made("id", json.loads(text)).advice[1].steps[0]
    assert (step.to, step.address) == (0, f"{SITE}artikel/a/#asli")


@pytest.mark.parametrize(("locale", "address"), [("id", ""), ("en", "en/")])
def test_the_sheet_leads_to_its_page(locale: str, address: str) -> None:
    flow = made(locale)
    assert flow.address == f"{SITE}{address}alat/alur/"
    assert flow.qr == qr.drawing(flow.address)
    assert flow.title == RECORD["title"][locale]
    assert flow.fields == tuple(f"paper_{name}-{locale}" for name in ("name", "date", "result"))
    assert flow.tones == {name: f"paper_{name}-{locale}" for name in ("yes", "wait", "no")}
    assert flow.go_to == GO_TO[locale]


def test_records_reach_typst_as_json_untouched_but_on_one_line() -> None:
    text = json.dumps(RECORD).replace("Untung.", json.dumps(f"{HOSTILE}\n  next")[1:-1])
    data = json.loads(made("id", json.loads(text)).inputs["data"])
    assert data["advice"][0]["why"]["text"] == f"{HOSTILE} next"
