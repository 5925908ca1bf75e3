"""<flow-tool>: answers that live in the address, ways back and forth, and addresses that are wrong."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.flow import (
    CLIPBOARD,
    EACH_GUIDE,
    ENGLISH,
    INVITATION,
    ROOT,
    Guide,
    Window,
    html_of,
    use,
)
from tests.browser.reader import wait_for_scripts

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Route

    from tests.browser.built import BuiltPage
    from tests.browser.reader import Reader

SCRIPTS = ("flow-tool", "fill-message", "copy-text")
MIDDLE = "tanda-penipuan=tidak&keaslian=asli&masih-mencari=lisan"  # leads to "layak"
WHOLE = f"{MIDDLE}&layak=ada&syarat=tidak-ada&waktu-tempat=bisa"  # leads to "terima"
SHARE = "navigator.share = (data) => { window.shared = data; return Promise.resolve(); }"
NO_SHARE = 'Object.defineProperty(navigator, "share", { value: undefined })'
DISMISSED = "navigator.share = () => Promise.reject(new DOMException('no', 'AbortError'))"
NO_CLIPBOARD = 'Object.defineProperty(navigator, "clipboard", { value: undefined })'
REFUSED = "if (navigator.clipboard) navigator.clipboard.writeText = () => Promise.reject()"
PRINT = """window.prints = [];
window.print = () => prints.push(document.documentElement.classList.contains("print-result"));"""
MARKUP = "%3Cimg%20src=x%20onerror=alert(1)%3E%22%27%3E"
# Address -> the answers that are left and the node that the reader stands on.
WRONG = {
    "an unknown node": ("?nowhere=ya#layak-lagi", "", "tanda-penipuan"),
    "an unknown option": ("?tanda-penipuan=mungkin#keaslian", "", "tanda-penipuan"),
    "an unknown option in the middle": (
        f"?{MIDDLE}&layak=mungkin&syarat=tidak-ada#waktu-tempat",
        f"{MIDDLE}&syarat=tidak-ada",
        "layak",
    ),
    "an unknown node in the middle": (f"?{MIDDLE}&lama=x#layak", MIDDLE, "layak"),
    "a node that was not reached": (f"?{MIDDLE}#terima", MIDDLE, "layak"),
    "a start that is no longer one": (
        "?lama=ya&keaslian=asli#masih-mencari",
        "",
        "tanda-penipuan",
    ),
    "a question twice": (
        "?tanda-penipuan=tidak&tanda-penipuan=ya#keaslian",
        "tanda-penipuan=tidak",
        "keaslian",
    ),
    "a cycle": (
        "?tanda-penipuan=tidak&keaslian=asli&tanda-penipuan=tidak&keaslian=asli#tanda-penipuan",
        "tanda-penipuan=tidak&keaslian=asli",
        "tanda-penipuan",
    ),
    "answers out of order": (
        "?masih-mencari=lisan&keaslian=asli&tanda-penipuan=tidak#layak",
        MIDDLE,
        "layak",
    ),
    "markup": (f"?{MARKUP}={MARKUP}&tanda-penipuan={MARKUP}#{MARKUP}", "", "tanda-penipuan"),
    "quotes": ("?tanda-penipuan='\"`]#\"]'", "", "tanda-penipuan"),
    "a selector": ("?tanda-penipuan=*&*=ya#,*", "", "tanda-penipuan"),
    "percent signs": ("?%=%&%E0%A4%A=1&tanda-penipuan=%#%", "", "tanda-penipuan"),
    "half a letter": ("#%E0%A4%A", "", "tanda-penipuan"),
    "names of objects": (
        "?__proto__=ya&constructor=name&toString=1&tanda-penipuan=constructor#__proto__",
        "",
        "tanda-penipuan",
    ),
    "a name of objects alone": ("#constructor", "", "tanda-penipuan"),
    "no values": ("?tanda-penipuan&keaslian=&=&&&#", "", "tanda-penipuan"),
    "NUL and line breaks": ("?tanda-penipuan=tidak%00&%0d%0aX=1#%00", "", "tanda-penipuan"),
    "a tracker before a question": ("?fbclid=abc#layak", "", "layak"),
    "a tracker after answers": (f"?{MIDDLE}&fbclid=abc&utm_source=wa#layak", MIDDLE, "layak"),
    "a query without a place": (f"?{MIDDLE}", MIDDLE, "layak"),
    "a place in capitals": (f"?{MIDDLE}#LAYAK", MIDDLE, "layak"),
    "a place in percent signs": (f"?{MIDDLE}#%6Cayak", MIDDLE, "layak"),
}


def trail_of(query: str, guide: Guide = INVITATION) -> str:
    """Return the part of a query that leads on from the first question."""
    answers = dict(part.split("=") for part in query.split("&") if part)
    node, parts = guide.start, []
    while node in answers:
        question = next(one for one in guide.flow.questions if one.id == node)
        option = next(one for one in question.options if one.id == answers[node])
        parts.append(f"{node}={option.id}")
        node = option.next_node
    return "&".join(parts)


def link(window: Window) -> str:
    """Return the link that is offered to WhatsApp."""
    query = urlsplit(window.part("whatsapp").get_attribute("href") or "").query
    return parse_qs(query)["text"][0].splitlines()[-1]


def in_new_tab(found: Locator, *, button: Any = "left", modifiers: Any = ()) -> str:
    """Return where a link leads that is opened in another tab."""
    with found.page.context.expect_page() as opened:
        found.click(button=button, modifiers=list(modifiers))
    opened.value.wait_for_url(re.compile("^http"))  # it is an empty page first
    return opened.value.url


# Without JavaScript


@EACH_GUIDE
def test_each_place_shows_one_node_without_javascript(
    reader: Reader, site_folder: Path, guide: Guide
) -> None:
    window = use(reader, site_folder, guide, java_script_enabled=False)
    window.shows(guide.start)
    for node in guide.numbers:
        window.page.evaluate("(id) => { location.hash = id; }", node)
        window.shows(node)
    for other in ("sumber", "seluruh-panduan", "isi", "nowhere", ""):
        window.page.evaluate("(id) => { location.hash = id; }", other)
        window.shows(guide.start)


def test_back_and_forward_work_without_javascript(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, java_script_enabled=False)
    window.choose("tanda-penipuan=tidak&keaslian=asli")
    window.page.go_back()
    window.shows("keaslian")
    window.page.go_back()
    window.shows("tanda-penipuan")
    window.page.go_forward()
    window.shows("keaslian")


@EACH_GUIDE
def test_each_node_leads_to_itself_in_the_other_language(
    reader: Reader, site_folder: Path, guide: Guide
) -> None:
    window = use(reader, site_folder, guide, java_script_enabled=False)
    for node in guide.numbers:
        window.visit(f"#{node}")
        reader.follow(window.node(node).locator("a[hreflang]"))
        assert urlsplit(window.page.url).path != f"/{guide.address}"
        window.shows(node)


@pytest.mark.parametrize("script", [False, True], ids=["without JavaScript", "with JavaScript"])
@EACH_GUIDE
def test_a_browser_without_has_shows_the_guide(
    reader: Reader, site_folder: Path, guide: Guide, *, script: bool
) -> None:
    def weaken(route: Route) -> None:
        css = next(site_folder.rglob("flow.css")).read_text(encoding="utf-8")
        assert "selector(:has(a))" in css
        route.fulfill(
            body=css.replace("selector(:has(a))", "selector(:never(a))"), content_type="text/css"
        )

    window = use(reader, site_folder, guide, java_script_enabled=script)
    window.page.route("**/flow.css", weaken)
    window.visit("")
    if script:
        window.shows(guide.start)
        window.node(guide.start).locator(".option").last.click()
        assert len(window.look().shown) == 1
        return
    window.shows(*guide.numbers)
    for node, number in guide.numbers.items():
        expect(window.node(node).locator(".node__number")).to_be_visible()
        expect(window.node(node).locator(".node__number")).to_have_text(str(number))
    for goto in window.page.locator(".option__goto").all():
        expect(goto).to_be_visible()
    window.node(guide.start).locator(".option").last.click()
    expect(window.heading(urlsplit(window.page.url).fragment)).to_be_in_viewport()


def test_sources_overview_and_handout_are_there_without_javascript(
    reader: Reader, site_folder: Path
) -> None:
    window = use(reader, site_folder, tail="#layak", java_script_enabled=False)
    window.node("layak").locator(".cite").click()
    expect(window.page.locator("#sumber-joblike")).to_be_in_viewport()
    window.page.go_back()
    window.shows("layak")
    summary = window.page.locator(".overview__box summary")
    for key, seen in (("Enter", True), ("Space", False), ("Enter", True)):
        summary.press(key)
        expect(window.page.locator(".overview__tree")).to_be_visible(visible=seen)
    window.row("keaslian", "asli").click()
    window.shows("masih-mencari")
    expect(window.heading("masih-mencari")).to_be_in_viewport()
    handout = window.page.locator('.flow__more a[type="application/pdf"]')
    expect(handout).to_be_visible()
    assert (handout.get_attribute("href") or "").endswith(".pdf")


@EACH_GUIDE
def test_nothing_offers_what_only_javascript_can_do(
    reader: Reader, site_folder: Path, guide: Guide
) -> None:
    window = use(reader, site_folder, guide, java_script_enabled=False)
    for outcome in guide.flow.outcomes:
        window.page.evaluate("(id) => { location.hash = id; }", outcome.id)
        expect(window.page.locator("button:visible, input:visible")).to_have_count(0)
        expect(window.page.locator(".result, .answers, .flow__back, .flow__status")).to_have_count(
            0
        )


def test_the_scripts_are_only_where_a_guide_is(any_page: BuiltPage) -> None:
    assert any_page.has('script[src*="flow-tool"]') == any_page.has("flow-tool")
    assert any_page.has('script[src*="fill-message"]') == any_page.has("fill-message")
    assert any_page.has('link[href*="flow.css"]') == any_page.has("flow-tool")


def test_the_scripts_are_small() -> None:
    folder = ROOT / "docs" / "assets" / "javascripts"
    sizes = [len(gzip.compress((folder / f"{name}.js").read_bytes(), 9)) for name in SCRIPTS]
    assert sum(sizes) <= 6 * 1024


# With JavaScript: ways through


def test_a_new_question_is_focused_and_in_sight(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, width=360, height=640)
    for part in WHOLE.split("&"):
        window.choose(part)
        (here,) = window.look().shown
        expect(window.heading(here)).to_be_focused()
        expect(window.heading(here)).to_be_in_viewport()
        expect(window.part("back")).to_be_in_viewport()


def test_loading_a_page_leaves_the_focus_alone(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder)
    window.stands("tanda-penipuan")
    assert window.page.evaluate("document.activeElement === document.body")
    assert window.page.evaluate("scrollY") == 0
    window.visit(f"?{MIDDLE}#layak")
    assert window.page.evaluate("document.activeElement === document.body")
    expect(window.heading("layak")).to_be_in_viewport()


def test_back_and_forward_keep_the_answers(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder)
    window.choose(WHOLE)
    window.stands("terima", WHOLE)
    parts = WHOLE.split("&")
    for number in range(len(parts) - 1, -1, -1):
        window.page.go_back()
        window.stands(parts[number].split("=")[0], "&".join(parts[:number]))
    expect(window.heading("tanda-penipuan")).to_be_focused()
    window.page.go_back()
    assert window.page.url == "about:blank"
    window.page.go_forward()
    window.stands("tanda-penipuan")
    for _ in parts:
        window.page.go_forward()
    window.stands("terima", WHOLE)


def test_the_way_back_on_the_page_keeps_the_answers(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder)
    expect(window.part("back")).to_be_hidden()
    window.choose(WHOLE)
    for part in reversed(WHOLE.split("&")):
        window.part("back").locator("a").click()
        question, option = part.split("=")
        window.stands(question, WHOLE)
        expect(window.heading(question)).to_be_focused()
        expect(window.option(question, option)).to_have_attribute("aria-current", "true")
        expect(window.page.locator(".options [aria-current]:visible")).to_have_count(1)
    expect(window.part("back")).to_be_hidden()
    window.page.go_back()
    window.stands("keaslian", WHOLE)


def test_the_same_answer_again_leads_back_to_the_outcome(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, tail=f"?{WHOLE}#terima")
    window.change("layak").click()
    window.stands("layak", WHOLE)
    window.choose("layak=ada")
    window.stands("terima", WHOLE)
    expect(window.part("status")).to_have_text(window.word("kept"))


def test_a_changed_answer_keeps_what_is_still_asked(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, tail=f"?{WHOLE}#terima")
    window.change("masih-mencari").click()
    window.choose("masih-mencari=belum-yakin")
    window.stands("terima", WHOLE.replace("lisan", "belum-yakin"))
    expect(window.part("status")).to_have_text(window.word("kept"))
    expect(window.part("status")).to_have_attribute("role", "status")


def test_a_changed_answer_drops_what_is_no_longer_asked(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, tail=f"?{WHOLE}#terima")
    window.change("layak").click()
    window.choose("layak=tidak-ada")
    window.stands("untuk-latihan", f"{MIDDLE}&layak=tidak-ada")
    expect(window.part("status")).to_have_text(window.word("dropped"))
    expect(window.part("status")).to_be_visible()
    window.choose("untuk-latihan=ya")
    expect(window.part("status")).to_be_empty()
    window.page.go_back()
    window.page.go_back()
    window.page.go_back()
    window.stands("terima", WHOLE)


def test_answers_wait_behind_a_question_that_comes_in_between(
    reader: Reader, site_folder: Path
) -> None:
    html = html_of(site_folder, INVITATION)
    longer = html.replace(
        'data-option="lisan" href="#layak"', 'data-option="lisan" href="#untuk-latihan"'
    )
    longer = longer.replace(
        'data-option="tidak" href="#tolak-sopan"', 'data-option="tidak" href="#syarat"'
    )
    assert longer != html
    window = use(reader, site_folder)
    window.serve(longer)
    query = "tanda-penipuan=tidak&keaslian=asli&masih-mencari=mencari&layak=ada&syarat=pasti"
    window.visit(f"?{query}#tolak-syarat")
    window.change("masih-mencari").click()
    window.choose("masih-mencari=lisan")
    trail = "tanda-penipuan=tidak&keaslian=asli&masih-mencari=lisan"
    window.stands("untuk-latihan", f"{trail}&syarat=pasti", trail)
    expect(window.part("status")).to_have_text(window.word("dropped"))
    window.page.reload()
    window.choose("untuk-latihan=tidak")
    window.stands("tolak-syarat", f"{trail}&untuk-latihan=tidak&syarat=pasti")
    expect(window.part("status")).to_have_text(window.word("kept"))


@EACH_GUIDE
def test_reload_keeps_the_place(reader: Reader, site_folder: Path, guide: Guide) -> None:
    window = use(reader, site_folder, guide)
    path = max(guide.paths, key=lambda path: len(path.choices))
    window.choose(path.query)
    window.page.reload()
    window.stands(path.outcome, path.query)
    middle = path.choices[1].question
    window.change(middle).click()
    window.page.reload()
    window.stands(middle, path.query)


@pytest.mark.parametrize("place", [".site-head", ".site-foot", ".node[data-here]"])
def test_the_other_language_keeps_answers_and_place(
    reader: Reader, site_folder: Path, place: str
) -> None:
    window = use(reader, site_folder)
    window.choose(MIDDLE)
    reader.follow(window.page.locator(f"{place} a[hreflang]"))
    window.guide = ENGLISH
    window.stands("layak", MIDDLE)
    window.change("keaslian").click()
    reader.follow(window.page.locator(f"{place} a[hreflang]"))
    window.guide = INVITATION
    window.stands("keaslian", MIDDLE)
    window.page.go_back()
    window.guide = ENGLISH
    window.stands("keaslian", MIDDLE)


def test_the_other_language_of_the_sources_keeps_the_answers(
    reader: Reader, site_folder: Path
) -> None:
    window = use(reader, site_folder)
    window.choose(MIDDLE)
    reader.follow(window.page.locator(".section-head:has(#sumber) a[hreflang]"))
    assert window.page.url == f"{reader.address}{ENGLISH.address}?{MIDDLE}#sumber"
    window.shows("layak")
    expect(window.page.locator("#sumber")).to_be_in_viewport()


def test_answers_stay_on_this_site(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, tail=f"?{WHOLE}#terima")
    links = window.page.locator(f'a[href*="{MIDDLE}"]')
    assert links.count() > 10
    for href in links.evaluate_all("links => links.map((link) => link.href)"):
        assert href.startswith(
            (f"{reader.address}{INVITATION.address}", f"{reader.address}{ENGLISH.address}")
        )
    expect(window.page.locator(f'.sources [href*="{MIDDLE}"]')).to_have_count(0)


def test_starting_again(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder)
    window.choose(MIDDLE)
    window.part("restart").click()
    window.stands("tanda-penipuan")
    expect(window.heading("tanda-penipuan")).to_be_focused()
    expect(window.part("answers")).to_be_hidden()
    expect(window.page.locator(".options [aria-current], .overview [data-path]")).to_have_count(0)
    window.page.go_back()
    window.stands("layak", MIDDLE)


def test_a_link_into_the_guide_needs_no_answers(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, tail="#layak")
    window.stands("layak")
    expect(window.part("back")).to_be_hidden()
    window.choose("layak=ada&syarat=belum-tahu")
    window.stands("tanya-dulu", "layak=ada&syarat=belum-tahu")
    window.page.reload()
    window.stands("tanya-dulu", "layak=ada&syarat=belum-tahu")
    window.visit("#tanya-dulu")
    window.stands("tanya-dulu")
    expect(window.page.locator(".result__why")).to_be_hidden()
    expect(window.part("result")).to_be_visible()


def test_an_address_typed_by_hand_is_followed(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder)
    window.page.evaluate("location.hash = 'layak'")
    window.stands("layak")
    expect(window.heading("layak")).to_be_focused()


def test_the_overview_leads_everywhere_and_back(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder)
    window.choose(MIDDLE)
    window.unfold()
    window.row("tanda-penipuan", "tidak").click()
    window.stands("keaslian", MIDDLE)
    window.row("syarat", "pasti").click()
    window.stands("tolak-syarat")
    expect(window.heading("tolak-syarat")).to_be_in_viewport()
    window.page.go_back()
    window.stands("keaslian", MIDDLE)
    window.row().click()
    window.stands("tanda-penipuan", MIDDLE)


def test_the_overview_marks_the_path_and_one_place(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder)
    here = window.page.locator(".overview [aria-current]")
    path = window.page.locator(".overview [data-path]")
    expect(here).to_have_count(1)
    assert here.evaluate("link => link.parentElement.dataset.row") == "."
    for number, part in enumerate(WHOLE.split("&"), 1):
        window.choose(part)
        expect(here).to_have_count(1)
        assert here.evaluate("link => link.parentElement.dataset.row") == part.replace("=", ".")
        rows = path.evaluate_all("rows => rows.map((row) => row.dataset.row)")
        wanted = [".", *(one.replace("=", ".") for one in WHOLE.split("&")[:number])]
        assert sorted(rows) == sorted(wanted)
    window.visit("#tanya-dulu")
    expect(here).to_have_count(1)
    expect(path).to_have_count(0)


def test_why_this_advice(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder)
    window.choose(WHOLE)
    expect(window.part("reasons")).to_be_hidden()
    window.page.locator(".result__why summary").click()
    reasons = window.part("reasons").locator("li")
    for reason, (question, answer) in zip(reasons.all(), INVITATION.answers(WHOLE), strict=True):
        expect(reason).to_be_visible()
        expect(reason).to_contain_text(question)
        expect(reason).to_contain_text(answer)
    expect(reasons.nth(3)).to_contain_text("Sekecil apa pun harapannya, sebaiknya Anda datang.")
    reasons.nth(3).locator(".cite").click()
    expect(window.page.locator("#sumber-joblike")).to_be_in_viewport()


def test_the_sources_leave_the_reader_where_she_is(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder)
    window.choose(WHOLE)
    window.change("layak").click()
    window.node("layak").locator(".cite").click()
    expect(window.page.locator("#sumber-joblike")).to_be_in_viewport()
    window.shows("layak")
    assert window.page.url.endswith(f"?{WHOLE}#sumber-joblike")
    assert link(window).endswith("#layak")
    window.page.go_back()
    window.stands("layak", WHOLE)
    window.page.go_forward()
    window.shows("layak")
    window.page.reload()
    window.shows("terima")


@pytest.mark.parametrize("place", ["isi", "seluruh-panduan", "sumber"])
def test_other_places_on_the_page_do_not_disturb_the_answers(
    reader: Reader, site_folder: Path, place: str
) -> None:
    window = use(reader, site_folder)
    window.choose(MIDDLE)
    window.change("keaslian").click()
    window.page.evaluate("(id) => { location.hash = id; }", place)
    window.shows("keaslian")
    expect(window.page.locator(f"#{place}")).to_be_in_viewport()
    window.option("keaslian", "asli").click()
    window.stands("layak", MIDDLE)


def test_other_pages_and_back(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder)
    window.choose(WHOLE)
    reader.follow(window.node("terima").locator(".step__link").first)
    window.page.go_back()
    window.stands("terima", WHOLE)


def test_options_open_in_a_new_tab(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder)
    window.choose("tanda-penipuan=tidak&keaslian=asli")
    asked = window.option("masih-mencari", "lisan")
    wanted = f"{reader.address}{INVITATION.address}?{MIDDLE}#layak"
    assert in_new_tab(asked, modifiers=["Control"]) == wanted
    assert in_new_tab(asked, button="middle") == wanted
    window.stands("masih-mencari", "tanda-penipuan=tidak&keaslian=asli")
    asked.focus()
    assert asked.evaluate("link => link.href") == wanted
    window.unfold()
    elsewhere = in_new_tab(window.row("syarat", "pasti"), modifiers=["Control"])
    assert elsewhere == f"{reader.address}{INVITATION.address}#tolak-syarat"
    start = window.row()
    assert in_new_tab(start, modifiers=["Control"]).endswith("#tanda-penipuan")
    window.page.evaluate("window.same = true")
    start.click()
    window.stands("tanda-penipuan", "tanda-penipuan=tidak&keaslian=asli")
    assert window.page.evaluate("window.same")


def test_two_tabs_do_not_disturb_each_other(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder)
    window.choose(MIDDLE)
    other = Window(reader, window.page.context.new_page(), INVITATION)
    other.page.goto(window.page.url)
    wait_for_scripts(other.page)
    other.choose("layak=tidak-ada")
    window.choose("layak=ada")
    window.stands("syarat", f"{MIDDLE}&layak=ada")
    other.stands("untuk-latihan", f"{MIDDLE}&layak=tidak-ada")


def test_a_double_click_answers_one_question(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, width=360)
    window.option("tanda-penipuan", "tidak").dblclick()
    window.stands("keaslian", "tanda-penipuan=tidak")
    window.visit(f"?{MIDDLE}#layak")
    box = window.option("layak", "ada").bounding_box()
    assert box
    window.page.mouse.click(box["x"] + 30, box["y"] + 20, click_count=3)
    window.stands("syarat", f"{MIDDLE}&layak=ada")


def test_going_where_one_is_adds_nothing_to_the_history(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder)
    window.choose("tanda-penipuan=tidak")
    before = window.page.evaluate("history.length")
    window.node("keaslian").locator(".section-tools__self").click()
    assert window.page.evaluate("history.length") == before
    window.stands("keaslian", "tanda-penipuan=tidak")


def test_a_script_that_comes_late_goes_on_from_there(reader: Reader, site_folder: Path) -> None:
    waiting: list[Route] = []
    window = use(reader, site_folder)
    window.page.goto("about:blank")
    window.page.route("**/*flow-tool*.js", lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    window.page.goto(f"{reader.address}{INVITATION.address}", wait_until="commit")
    window.option("tanda-penipuan", "tidak").click()
    window.option("keaslian", "asli").click()
    window.shows("masih-mencari")
    while not waiting:
        window.page.wait_for_timeout(10)
    waiting[0].continue_()
    expect(window.page.locator("flow-tool")).to_have_attribute("data-on", "")
    window.stands("masih-mencari")
    window.choose("masih-mencari=lisan")
    window.stands("layak", "masih-mencari=lisan")
    for node in ("masih-mencari", "keaslian", "tanda-penipuan"):
        window.page.go_back()
        window.stands(node)


# Addresses that are wrong, old, or hostile


@pytest.mark.parametrize(("tail", "query", "node"), WRONG.values(), ids=WRONG)
def test_a_wrong_address_does_no_harm(
    reader: Reader, site_folder: Path, tail: str, query: str, node: str
) -> None:
    window = use(reader, site_folder, tail=tail)
    window.stands(node, query, trail_of(query))
    expect(window.page.locator("main img")).to_have_count(0)
    assert "%" not in link(window)
    window.page.evaluate("(tail) => { history.pushState(null, '', tail); }", tail)
    window.page.reload()
    window.stands(node, query, trail_of(query))
    window.node(node).locator(".option").first.click()
    assert len(window.look().shown) == 1


def test_a_stale_link_says_that_answers_were_dropped(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, tail="?tanda-penipuan=tidak&keaslian=lama#layak")
    window.stands("keaslian", "tanda-penipuan=tidak")
    expect(window.part("status")).to_have_text(window.word("dropped"))
    window.visit(f"?{MIDDLE}&fbclid=abc#layak")
    expect(window.part("status")).to_be_empty()


@pytest.mark.parametrize(
    "tail",
    [
        f"?{MIDDLE}&x={'y' * 100_000}#layak",
        f"?{MIDDLE}{'&layak=x' * 12_500}#layak",
        f"?{MIDDLE}#{'%' * 100_000}",
        f"?{MIDDLE}#{'%41' * 34_000}",
    ],
    ids=["a long value", "many answers", "a long place", "a long escaped place"],
)
def test_an_address_of_100_kb_does_no_harm(reader: Reader, site_folder: Path, tail: str) -> None:
    window = use(reader, site_folder)
    window.serve(html_of(site_folder, INVITATION))
    window.visit(tail)
    window.stands("layak", MIDDLE)


@pytest.mark.parametrize("place", ["sumber", "seluruh-panduan", "sumber-joblike"])
def test_an_address_may_name_another_place_on_the_page(
    reader: Reader, site_folder: Path, place: str
) -> None:
    window = use(reader, site_folder, tail=f"#{place}")
    window.shows("tanda-penipuan")
    window.visit(f"?{MIDDLE}&x=y#{place}")
    window.shows("layak")
    assert window.page.url.endswith(f"?{MIDDLE}#{place}")
    expect(window.page.locator(f"#{place}")).to_be_in_viewport()


def test_old_ids_lead_to_the_new_ones(reader: Reader, site_folder: Path) -> None:
    html = html_of(site_folder, INVITATION)
    renamed = html.replace('data-node="keaslian"', 'data-node="keaslian" data-was="asli palsu"')
    renamed = renamed.replace('data-option="asli"', 'data-option="asli" data-was="benar sah"')
    renamed = renamed.replace('<h2 id="keaslian"', '<span id="palsu"></span><h2 id="keaslian"')
    window = use(reader, site_folder)
    window.serve(renamed)
    window.visit("?tanda-penipuan=tidak&palsu=sah#masih-mencari")
    window.stands("masih-mencari", "tanda-penipuan=tidak&keaslian=asli")
    window.visit("?tanda-penipuan=tidak#palsu")
    window.stands("keaslian", "tanda-penipuan=tidak")
    window.visit("#palsu")
    window.stands("keaslian")


# Keeping and sharing the result


def test_the_link_can_be_copied(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, permissions=CLIPBOARD)
    window.choose(WHOLE)
    window.page.locator("[data-do=copy]").click()
    expect(window.part("status")).to_have_text(window.word("copied"))
    copied = window.page.evaluate("navigator.clipboard.readText()")
    assert copied == window.page.url
    expect(window.part("hand")).to_be_hidden()
    window.page.goto(copied)
    window.stands("terima", WHOLE)


@pytest.mark.parametrize("script", [NO_CLIPBOARD, REFUSED], ids=["missing", "refused"])
def test_without_the_clipboard_the_link_is_there_to_copy(
    reader: Reader, site_folder: Path, script: str
) -> None:
    window = use(reader, site_folder, tail=f"?{WHOLE}#terima", script=script)
    window.page.locator("[data-do=copy]").click()
    expect(window.part("status")).to_have_text(window.word("copy-failed"))
    field = window.part("link")
    expect(field).to_be_focused()
    expect(field).to_have_value(window.page.url)
    assert window.page.evaluate("getSelection().toString()") == window.page.url
    window.change("layak").click()
    window.choose("layak=ada")
    expect(window.part("hand")).to_be_hidden()


def test_the_link_for_whatsapp(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder)
    window.choose(WHOLE)
    address = urlsplit(window.part("whatsapp").get_attribute("href") or "")
    assert (address.scheme, address.netloc, address.path) == ("https", "wa.me", "/")
    assert parse_qs(address.query)["text"] == [f"{INVITATION.title('terima')}\n{window.page.url}"]
    assert link(window) == window.page.url
    expect(window.part("whatsapp")).to_have_attribute("rel", re.compile("noopener"))


def test_the_system_sheet(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, script=SHARE)
    window.choose(WHOLE)
    window.page.locator("[data-do=share]").click()
    shared = window.page.evaluate("window.shared")
    assert shared == {"title": INVITATION.title("terima"), "url": window.page.url}


def test_a_system_sheet_that_is_dismissed_or_missing(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, tail=f"?{WHOLE}#terima", script=DISMISSED)
    window.page.locator("[data-do=share]").click()
    expect(window.part("status")).to_be_empty()
    window = use(reader, site_folder, tail=f"?{WHOLE}#terima", script=NO_SHARE)
    expect(window.page.locator("[data-do=share]")).to_be_hidden()


def test_sharing_is_offered_with_outcomes_only(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder)
    for part in WHOLE.split("&"):
        expect(window.part("result")).to_be_hidden()
        window.choose(part)
    expect(window.part("result")).to_be_visible()
    window.page.go_back()
    expect(window.part("result")).to_be_hidden()
