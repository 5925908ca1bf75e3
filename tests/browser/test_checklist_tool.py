"""<checklist-tool>: ticks that stay, several interviews, hiding, and what becomes of the data."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.checklist import DOCS, JOB, KEY, TALK, addresses, built_at, use

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Route

    from tests.browser.built import BuiltPage
    from tests.browser.reader import Reader

SCRIPT = DOCS / "assets" / "javascripts" / "checklist-tool.js"
BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); } })"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }"""
DEAF = """addEventListener("storage", (event) => event.stopImmediatePropagation(), true)"""
GOOD = {
    "name": "",
    "company": "PT Maju",
    "position": "",
    "zone": "WIB",
    "edits": 1,
    "at": {"interview": "2026-11-25T09:00"},
    "marks": {"latihan": 1, "isi-daya": "na"},
}
DAMAGED = {
    "not JSON": "{oops",
    "text": '"hello"',
    "null": "null",
    "a list": "[1, 2]",
    "another version": '{"v": 2, "copies": {"a": {"marks": {"latihan": 1}}}}',
    "no copies": '{"v": 1, "current": "a"}',
    "copies that are none": '{"v": 1, "current": "a", "copies": {"a": 7, "b": null}}',
    "nothing valid in a copy": json.dumps(
        {"v": 1, "current": "a", "copies": {"a": {"name": 7, "at": [], "marks": "x", "edits": "y"}}}
    ),
    "names with powers": (
        '{"v": 1, "current": "__proto__", "copies": {"__proto__": {"marks": '
        '{"__proto__": 1, "constructor": 1}, "at": {"__proto__": "2026-11-25"}, '
        '"zone": "constructor"}, "toString": {}}}'
    ),
    "markup": json.dumps(
        {"v": 1, "current": "a", "copies": {"a": {"company": "<img src=x onerror=alert(1)>"}}}
    ),
}


# Without JavaScript


@pytest.mark.parametrize("address", addresses())
def test_the_list_can_be_ticked(reader: Reader, site_folder: Path, address: str) -> None:
    page = reader.open(built_at(site_folder, address), java_script_enabled=False, width=360)
    boxes = page.get_by_role("checkbox")
    assert boxes.count() > 15
    for number in (0, boxes.count() - 1):
        row = page.locator(".item").nth(number)
        row.locator("label").click()
        expect(row.get_by_role("checkbox")).to_be_checked()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator(".meter, .tool, .paper-lines")).to_have_count(1)
    expect(page.locator(".paper-lines")).to_be_hidden()


def test_the_script_is_only_where_a_checklist_is(any_page: BuiltPage) -> None:
    assert any_page.has('script[src*="checklist"]') == any_page.has("checklist-tool")
    assert any_page.has('link[href*="checklist.css"]') == any_page.has("checklist-tool")


def test_the_script_is_small() -> None:
    assert len(gzip.compress(SCRIPT.read_bytes(), 9)) <= 8 * 1024


# With JavaScript: ticks


@pytest.mark.parametrize("address", addresses())
def test_ticks_stay(reader: Reader, site_folder: Path, address: str) -> None:
    tool = use(reader, site_folder, address, width=360)
    items = [str(i) for i in tool.page.locator(".item").evaluate_all("rows => rows.map(r => r.id)")]
    tool.label(items[0]).click()
    tool.box(items[-1]).check()
    tool.box(items[3]).check()
    tool.box(items[3]).uncheck()
    tool.reload()
    assert tool.ticked() == [items[0], items[-1]]
    expect(tool.part("bar")).to_have_js_property("value", 2)
    expect(tool.part("bar")).to_have_js_property("max", len(items))


def test_what_is_stored(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    assert tool.stored_keys() == []
    tool.box("latihan").check()
    tool.box("isi-daya").check()
    tool.box("isi-daya").uncheck()
    tool.not_applicable("contoh-nyata").click()
    tool.fill(company="PT Maju", invited="2026-11-20", interview="2026-11-25T09:00")
    stored = tool.stored()
    (name,) = stored["copies"]
    assert tool.stored_keys() == [KEY]
    assert stored == {
        "v": 1,
        "current": name,
        "copies": {
            name: {
                "name": "",
                "company": "PT Maju",
                "position": "",
                "zone": "WIB",
                "edits": 3,
                "at": {"invited": "2026-11-20", "interview": "2026-11-25T09:00"},
                "marks": {"latihan": 1, "isi-daya": 0, "contoh-nyata": "na"},
            }
        },
    }


def test_both_languages_share_the_ticks(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    tool.box("latihan").check()
    reader.go(tool.page, built_at(site_folder, f"en/{JOB}"))
    assert tool.ticked() == ["latihan"]
    reader.go(tool.page, built_at(site_folder, TALK))
    assert tool.ticked() == []


def test_ticks_follow_items_that_are_renamed_reworded_and_moved(
    reader: Reader, site_folder: Path
) -> None:
    tool = use(reader, site_folder)
    for item in ("latihan", "isi-daya"):
        tool.box(item).check()
    tool.not_applicable("catat-jadwal").click()

    def rename(route: Route) -> None:
        html = route.fetch().text().replace('"latihan"', '"berlatih" data-was="coba latihan"')
        html = html.replace("cek-latihan", "cek-berlatih").replace("Isi daya ponsel", "Cas ponsel")
        first, second = html.index('<li class="item" id="coba-rute"'), html.index("</ul>")
        assert first > second
        route.fulfill(body=html, content_type="text/html")

    tool.page.route(f"**/{JOB}", rename)
    tool.reload()
    assert tool.ticked() == ["berlatih", "isi-daya"]
    expect(tool.not_applicable("catat-jadwal")).to_have_attribute("aria-pressed", "true")
    tool.box("berlatih").uncheck()
    tool.reload()
    assert tool.ticked() == ["isi-daya"]
    tool.box("berlatih").check()
    assert "latihan" not in tool.copy()["marks"]


def test_progress_counts_what_applies(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    phase = tool.page.locator(".section-head:has(#sehari-sebelumnya) .phase-count")
    total = tool.page.locator(".item").count()
    expect(phase.locator("[aria-hidden]")).to_have_text("0/3")
    tool.box("isi-daya").check()
    tool.not_applicable("coba-rute").click()
    expect(phase.locator("[aria-hidden]")).to_have_text("1/2")
    expect(phase).to_contain_text("1 dari 2 selesai")
    expect(tool.part("count")).to_have_text(f"1 dari {total - 1} selesai")
    tool.not_applicable("isi-daya").click()
    expect(tool.box("isi-daya")).not_to_be_checked()
    tool.box("coba-rute").check()
    expect(tool.not_applicable("coba-rute")).to_have_attribute("aria-pressed", "false")
    expect(phase.locator("[aria-hidden]")).to_have_text("1/2")
    tool.not_applicable("isi-daya").click()
    expect(phase.locator("[aria-hidden]")).to_have_text("1/3")


def test_all_done(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    for box in tool.page.locator(".item input").all():
        box.check()
    expect(tool.part("count")).to_have_text(tool.word("all-done"))


def test_progress_is_announced_once_for_quick_ticks(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    status = tool.part("status")
    status.evaluate("""(status) => { window.said = [];
      new MutationObserver(() => said.push(status.textContent)).observe(status, {childList: true}); }""")
    for item in ("coba-rute", "siapkan-bawaan", "isi-daya"):
        tool.label(item).click()
    expect(status).to_contain_text("3 dari 3 selesai")
    total = tool.page.locator(".item").count()
    assert tool.page.evaluate("said") == [
        f"Sehari sebelumnya: 3 dari 3 selesai. 3 dari {total} selesai."
    ]


def test_hiding_moves_the_focus_on(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder, width=360)
    tool.box("siapkan-bawaan").check()
    tool.part("hide").check()
    expect(tool.row("siapkan-bawaan")).to_be_hidden()
    tool.box("coba-rute").focus()
    tool.page.keyboard.press("Space")
    expect(tool.row("coba-rute")).to_be_hidden()
    expect(tool.box("isi-daya")).to_be_focused()
    tool.not_applicable("tanya-kabar").press("Enter")
    expect(tool.row("tanya-kabar")).to_be_hidden()
    expect(tool.box("simpan-kontak")).to_be_focused()
    tool.part("hide").uncheck()
    expect(tool.row("coba-rute")).to_be_visible()


def test_a_link_to_an_item_shows_it(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder, width=360)
    tool.box("isi-daya").check()
    tool.part("hide").check()
    expect(tool.row("isi-daya")).to_be_hidden()
    tool.page.evaluate("location.hash = 'isi-daya'")
    expect(tool.row("isi-daya")).to_be_in_viewport()
    colour = "row => getComputedStyle(row).backgroundColor"
    assert tool.row("isi-daya").evaluate(colour) != tool.row("coba-rute").evaluate(colour)


@pytest.mark.parametrize("width", [360, 1280])
def test_what_has_the_focus_is_not_covered(reader: Reader, site_folder: Path, width: int) -> None:
    tool = use(reader, site_folder, width=width)
    tool.button("empty").click()  # the notice is there as well
    tool.box("tanya-kabar").focus()
    for _ in range(60):
        tool.page.keyboard.press("Shift+Tab")
        assert tool.page.evaluate("""() => {
          const { left, top, width, height } = document.activeElement.getBoundingClientRect();
          const seen = document.elementFromPoint(left + width / 2, Math.max(top, 0) + Math.min(height / 2, 8));
          return document.activeElement.contains(seen) || seen?.closest(".item, .tool") !== null;
        }""")


def test_targets_are_large(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder, width=360)
    tool.button("empty").click()
    for target in tool.page.locator(
        ".item__text, .item__na, checklist-tool button, checklist-tool summary, checklist-tool a,"
        " checklist-tool select, .switch label, .field input"
    ).all():
        if target.is_visible():
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= 44, target.inner_text()
    box = tool.box("latihan").bounding_box()
    assert box is not None
    assert 28 <= box["width"] <= 32


# Two tabs, and stores in a bad state


@pytest.mark.parametrize("script", ["", DEAF], ids=["informed", "deaf"])
def test_two_tabs_keep_each_others_ticks(reader: Reader, site_folder: Path, script: str) -> None:
    one = use(reader, site_folder, script=script)
    two = one.second()
    one.box("latihan").check()
    two.after(one).box("isi-daya").check()
    one.after(two).box("coba-rute").check()
    two.after(one).not_applicable("catat-jadwal").click()
    one.after(two).reload()
    assert one.ticked() == ["latihan", "coba-rute", "isi-daya"]
    assert len(one.stored()["copies"]) == 1


def test_another_tab_shows_changes_at_once(reader: Reader, site_folder: Path) -> None:
    one = use(reader, site_folder)
    two = one.second()
    one.box("latihan").check()
    expect(two.box("latihan")).to_be_checked()
    one.fill(company="PT Maju")
    expect(two.field("company")).to_have_value("PT Maju")


def test_tabs_may_show_different_interviews(reader: Reader, site_folder: Path) -> None:
    one = use(reader, site_folder)
    one.box("latihan").check()
    two = one.second()
    two.after(one).button("create").click()
    two.box("isi-daya").check()
    one.after(two).box("coba-rute").check()
    assert one.ticked() == ["latihan", "coba-rute"]
    assert two.after(one).ticked() == ["isi-daya"]


@pytest.mark.parametrize("raw", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_store_is_survived_and_kept(reader: Reader, site_folder: Path, raw: str) -> None:
    tool = use(reader, site_folder)
    tool.store(raw)
    tool.reload()
    assert tool.ticked() == []
    assert tool.stored_keys() == [KEY]  # nothing is written before there is something to write
    tool.box("latihan").check()
    tool.fill(interview="2026-11-25T09:00")
    tool.reload()
    assert tool.ticked() == ["latihan"]
    kept = [key for key in tool.stored_keys() if key.startswith("siap:backup:wawancara-kerja:")]
    assert [tool.page.evaluate("(key) => localStorage.getItem(key)", key) for key in kept] == [raw]
    assert tool.page.evaluate("Object.keys(Object.prototype).length") == 0


def test_what_is_valid_in_a_damaged_store_is_used(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    bad = {
        **GOOD,
        "edits": None,
        "zone": "WXT",
        "at": {"interview": "soon", "invited": "2026-11-20"},
    }
    bad["marks"] = {"latihan": 1, "isi-daya": 7, "gone": 1}
    tool.store(json.dumps({"v": 1, "current": "gone", "copies": {"a": bad, "b": 3}, "more": 1}))
    tool.reload()
    assert tool.ticked() == ["latihan"]
    expect(tool.field("company")).to_have_value("PT Maju")
    expect(tool.field("invited")).to_have_value("2026-11-20")
    tool.box("coba-rute").check()
    assert tool.copy()["marks"] == {"latihan": 1, "gone": 1, "coba-rute": 1}


@pytest.mark.parametrize("script", [BLOCKED, FULL], ids=["blocked", "full"])
def test_without_storage_the_page_remembers_and_says_so_once(
    reader: Reader, site_folder: Path, script: str
) -> None:
    tool = use(reader, site_folder, script=script)
    expect(tool.part("notice")).to_be_empty()
    tool.box("latihan").check()
    expect(tool.part("notice")).to_have_text(tool.word("not-stored"))
    tool.button("dismiss").click()
    tool.not_applicable("isi-daya").click()
    tool.fill(company="PT Maju", interview="2026-11-25T09:00")
    tool.button("create").click()
    assert tool.ticked() == []
    tool.box("coba-rute").check()
    tool.part("copies").select_option("PT Maju")
    assert tool.ticked() == ["latihan"]
    tool.button("empty").click()
    assert tool.ticked() == []
    tool.button("undo").click()
    assert tool.ticked() == ["latihan"]
    tool.button("remove").click()
    assert tool.ticked() == ["coba-rute"]
    tool.button("undo").click()
    assert tool.ticked() == ["latihan"]
    expect(tool.part("notice")).to_be_empty()
    tool.button("ask").click()
    tool.button("forget").click()
    assert tool.ticked() == []


def test_storage_that_is_cleared_meanwhile_loses_nothing(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    tool.box("latihan").check()
    tool.page.evaluate("localStorage.clear()")
    tool.box("isi-daya").check()
    tool.reload()
    assert tool.ticked() == ["latihan", "isi-daya"]


def test_what_could_not_be_written_is_written_later(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    tool.page.evaluate(f"window.set = Storage.prototype.setItem; {FULL}; 0")
    tool.box("latihan").check()
    other = tool.second()
    other.box("coba-rute").check()
    tool.page.evaluate("Storage.prototype.setItem = set; 0")
    tool.after(other).box("isi-daya").check()
    tool.reload()
    assert tool.ticked() == ["latihan", "coba-rute", "isi-daya"]


# Several interviews


def test_interviews_are_made_switched_renamed_and_deleted(
    reader: Reader, site_folder: Path
) -> None:
    tool = use(reader, site_folder, width=360)
    tool.box("latihan").check()
    assert tool.names() == ["Wawancara 1"]
    tool.fill(company="PT Maju", position="Staf")
    assert tool.names() == ["PT Maju, Staf"]
    tool.button("create").click()
    expect(tool.field("company")).to_be_focused()
    assert tool.names() == ["PT Maju, Staf", "Wawancara 2"]
    assert tool.ticked() == []
    tool.box("isi-daya").check()
    tool.fill(name="Cadangan")
    assert tool.names() == ["PT Maju, Staf", "Cadangan"]
    tool.part("copies").select_option("PT Maju, Staf")
    assert tool.ticked() == ["latihan"]
    tool.reload()
    assert tool.ticked() == ["latihan"]
    tool.button("remove").click()
    assert tool.names() == ["Cadangan"]
    assert tool.ticked() == ["isi-daya"]
    expect(tool.part("notice")).to_contain_text("PT Maju, Staf")
    tool.button("undo").click()
    expect(tool.button("remove")).to_be_focused()
    assert sorted(tool.names()) == ["Cadangan", "PT Maju, Staf"]
    assert tool.ticked() == ["latihan"]
    tool.reload()
    assert tool.ticked() == ["latihan"]


def test_the_last_interview_can_be_deleted_and_brought_back(
    reader: Reader, site_folder: Path
) -> None:
    tool = use(reader, site_folder)
    tool.box("latihan").check()
    tool.button("remove").click()
    assert tool.ticked() == []
    assert tool.names() == ["Wawancara 1"]
    tool.button("undo").click()
    assert tool.ticked() == ["latihan"]
    assert tool.names() == ["Wawancara 1"]


def test_clearing_ticks_is_for_one_interview_and_can_be_undone(
    reader: Reader, site_folder: Path
) -> None:
    tool = use(reader, site_folder)
    tool.box("latihan").check()
    tool.fill(company="PT Maju")
    tool.button("create").click()
    tool.box("isi-daya").check()
    tool.not_applicable("coba-rute").click()
    tool.button("empty").click()
    assert tool.ticked() == []
    tool.box("tanya-kabar").check()
    tool.part("copies").select_option("PT Maju")
    assert tool.ticked() == ["latihan"]
    tool.button("undo").click()
    assert tool.ticked() == ["isi-daya", "tanya-kabar"]
    expect(tool.not_applicable("coba-rute")).to_have_attribute("aria-pressed", "true")


# All data


def test_deleting_all_data_names_it_and_spares_what_is_not_ours(
    reader: Reader, site_folder: Path
) -> None:
    tool = use(reader, site_folder)
    tool.store("{}", "other")
    tool.store(
        json.dumps({"v": 1, "current": "a", "copies": {"a": {"company": "CV Sinar"}}}),
        "siap:checklist:wawancara-informasional",
    )
    tool.store("{oops", "siap:checklist:gone")
    tool.box("latihan").check()
    tool.fill(company="PT Maju")
    tool.button("create").click()
    tool.part("copies").select_option("PT Maju")
    tool.button("ask").click()
    expect(tool.part("forget")).to_be_visible()
    expect(tool.part("forget").locator('[data-do="close"]')).to_be_focused()
    expect(tool.part("stored").locator("li")).to_have_text(
        ["wawancara-kerja: PT Maju; Wawancara 2", "wawancara-informasional: CV Sinar", "gone"],
        use_inner_text=True,
    )
    tool.page.keyboard.press("Escape")
    expect(tool.button("ask")).to_be_focused()
    assert tool.ticked() == ["latihan"]
    tool.button("ask").click()
    tool.part("forget").locator('[data-do="close"]').click()
    assert len(tool.stored_keys()) == 4
    tool.button("ask").click()
    tool.button("forget").click()
    expect(tool.part("notice")).to_have_text(tool.word("forgotten"))
    assert tool.stored_keys() == ["other"]
    assert tool.ticked() == []
    expect(tool.field("company")).to_have_value("")


def test_deleting_all_data_empties_other_tabs(reader: Reader, site_folder: Path) -> None:
    one = use(reader, site_folder)
    two = one.second()
    one.box("latihan").check()
    expect(two.box("latihan")).to_be_checked()
    one.button("ask").click()
    one.button("forget").click()
    expect(two.box("latihan")).not_to_be_checked()
    two.box("isi-daya").check()
    assert two.ticked() == ["isi-daya"]


# By keyboard


def test_everything_works_by_keyboard(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder, width=360)
    tool.page.reload()  # folded as a reader finds it
    page = tool.page

    def press_on(css: str, key: str = "Enter") -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("(css) => document.activeElement.matches(css)", css):
                page.keyboard.press(key)
                return
        pytest.fail(f"Tab does not reach {css}")

    press_on(".tool__head")
    press_on(".tool__section:nth-of-type(1) > summary")
    press_on('[data-do="create"]')
    expect(tool.field("company")).to_be_focused()
    page.keyboard.type("PT Maju")
    page.keyboard.press("Tab")
    press_on('[data-do="empty"]', "Space")
    press_on(".tool__section:nth-of-type(2) > summary")
    press_on('[data-part="hide"]', "Space")
    press_on("#cek-pastikan-asli", "Space")
    expect(tool.box("jangan-bayar")).to_be_focused()
    press_on("#jangan-bayar .item__na")
    expect(tool.box("terima-undangan")).to_be_focused()
    assert tool.copy()["marks"] == {"pastikan-asli": 1, "jangan-bayar": "na"}
    assert tool.copy()["company"] == "PT Maju"
