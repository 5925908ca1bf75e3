"""<checklist-tool>: the link that carries ticks and dates, and other ways to share."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from scripts import source
from tests.browser.checklist import DOCS, JOB, TALK, Tool, built_at, use

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.reader import Reader

CLIPBOARD = ["clipboard-read", "clipboard-write"]
SHARE = "navigator.share = (data) => { window.shared = data; return Promise.resolve(); }"
DISMISSED = "navigator.share = () => Promise.reject(new DOMException('no', 'AbortError'))"
NO_CLIPBOARD = 'Object.defineProperty(navigator, "clipboard", { value: undefined })'
DATES = {"invited": "2026-11-20", "interview": "2026-11-25T09:00"}


def link(tool: Tool) -> str:
    """Return the link that the tool offers to WhatsApp."""
    query = urlsplit(tool.part("whatsapp").get_attribute("href") or "").query
    return parse_qs(query)["text"][0].splitlines()[-1]


def fragment(tool: Tool) -> str:
    return urlsplit(link(tool)).fragment


def use_marked(reader: Reader, site_folder: Path, address: str = JOB) -> Tool:
    """Open a checklist and tick, skip and date something."""
    tool = use(reader, site_folder, address)
    tool.box("latihan").check()
    tool.box("tanya-kabar").check()
    tool.not_applicable("coba-rute").click()
    tool.fill(company="PT Rahasia", **DATES)
    return tool


def open_at(tool: Tool, fragment: str) -> None:
    tool.page.evaluate("(fragment) => { location.hash = fragment; }", fragment)


def tag(value: str) -> str:
    """Return the sum that the last part of a link has to be: FNV-1a, four digits of base 36."""
    number = 0x811C9DC5
    for char in value:
        number = ((number ^ ord(char)) * 0x01000193) & 0xFFFFFFFF
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits.rjust(7, "0")[-4:]


def signed(*parts: str) -> str:
    data = ".".join(parts)
    return f"{data}.{tag(data)}"


# The link


@pytest.mark.parametrize("key", ["wawancara-kerja", "wawancara-informasional"])
def test_no_two_items_of_a_checklist_look_alike_in_a_link(key: str) -> None:
    library, _ = source.load(DOCS.parent)
    checklist = library.checklists[key].value
    names = [name for item in checklist.items for name in (item.id, *item.was)]
    assert len({tag(name) for name in names}) == len(names)


def test_a_link_takes_ticks_and_dates_to_another_device(reader: Reader, site_folder: Path) -> None:
    here = use_marked(reader, site_folder)
    address = link(here)
    assert address.startswith(here.page.url)
    assert re.fullmatch(r"#c1(\.[\w=:-]+)+", "#" + fragment(here))
    assert len(fragment(here)) < 120
    assert "Rahasia" not in address

    there = use(reader, site_folder, f"en/{JOB}")  # in the other language, too
    there.box("isi-daya").check()
    open_at(there, fragment(here))
    expect(there.part("import")).to_be_visible()
    expect(there.part("incoming")).to_contain_text("2 of 20 done. Wednesday 25 November")
    assert there.ticked() == ["isi-daya"]
    there.button("accept").click()
    expect(there.part("import")).to_be_hidden()
    assert there.ticked() == ["latihan", "tanya-kabar"]
    expect(there.not_applicable("coba-rute")).to_have_attribute("aria-pressed", "true")
    expect(there.field("interview")).to_have_value(DATES["interview"])
    expect(there.field("invited")).to_have_value(DATES["invited"])
    expect(there.field("zone")).to_have_value("WIB")
    expect(there.part("notice")).to_contain_text("Interview 2")
    assert there.names() == ["Interview 1", "Interview 2"]
    assert urlsplit(there.page.url).fragment == ""
    there.part("copies").select_option("Interview 1")
    assert there.ticked() == ["isi-daya"]


def test_a_link_asks_when_the_page_opens_with_it(reader: Reader, site_folder: Path) -> None:
    tool = use_marked(reader, site_folder)
    address = link(tool)
    tool.page.goto("about:blank")
    tool.page.goto(address)
    expect(tool.part("import")).to_be_visible()
    tool.page.keyboard.press("Escape")
    expect(tool.part("import")).to_be_hidden()
    assert tool.names() == ["PT Rahasia"]
    tool.page.reload()  # it does not ask again
    expect(tool.part("import")).to_be_hidden()


def test_a_link_survives_new_names_and_a_new_order(reader: Reader, site_folder: Path) -> None:
    tool = use_marked(reader, site_folder)
    fragment_then = fragment(tool)

    def change(html: str) -> str:
        rows = re.findall(r'<li class="item".*?</li>', html, re.DOTALL)
        html = html.replace(rows[0], "@").replace(rows[4], rows[0]).replace("@", rows[4])
        return html.replace('id="latihan"', 'id="berlatih" data-was="latihan"')

    tool.page.route(
        f"**/{JOB}",
        lambda route: route.fulfill(body=change(route.fetch().text()), content_type="text/html"),
    )
    tool.page.evaluate("localStorage.clear()")
    tool.reload()
    open_at(tool, fragment_then)
    tool.button("accept").click()
    assert tool.ticked() == ["berlatih", "tanya-kabar"]


def test_damaged_and_hostile_links_change_nothing(reader: Reader, site_folder: Path) -> None:
    tool = use_marked(reader, site_folder)
    good = fragment(tool)
    before = tool.stored()
    job, talk = tag("wawancara-kerja"), tag("wawancara-informasional")
    for bad in (
        good[:-1],
        good[: len(good) // 2],
        good.replace("x", "y", 1),
        good.upper().replace("C1", "c1"),
        f"{good}%20",
        "c1.",
        "c1.....",
        "c1." + "A" * 1_000_000,
        good.replace("c1.", "c2.", 1),
        signed("c2", job, "x", "n"),
        signed("c1", talk, "x", "n"),
        "c1.<img src=x onerror=alert(1)>",
        "c1.__proto__.__proto__.__proto__",
    ):
        open_at(tool, bad)
        expect(tool.part("notice")).to_have_text(tool.word("bad-link"))
        expect(tool.part("import")).to_be_hidden()
        assert urlsplit(tool.page.url).fragment == ""
        tool.button("dismiss").click()
    assert tool.stored() == before
    assert tool.stored_keys() == ["siap:checklist:wawancara-kerja"]


@pytest.mark.parametrize(
    "parts",
    [
        (),
        ("x",),
        ("x", "n", "__proto__=2026-11-25", "constructor=2026-11-25", "zone=__proto__"),
        ("x", "n", "interview=javascript:alert(1)", "invited=", "=", "invited"),
        ("x", "n", "interview=9999-99-99T99:99", "invited=0000-00-00", "zone=WIB"),
    ],
)
def test_a_signed_link_with_strange_contents_does_no_harm(
    reader: Reader, site_folder: Path, parts: tuple[str, ...]
) -> None:
    tool = use_marked(reader, site_folder)
    before = tool.copy()
    open_at(tool, signed("c1", tag("wawancara-kerja"), *parts))
    tool.button("accept").click()
    assert tool.ticked() == []
    expect(tool.field("interview")).to_have_value("")
    assert before in tool.stored()["copies"].values()
    tool.reload()
    assert len(tool.names()) == 2


def test_other_fragments_are_left_alone(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    for name in ("latihan", "persiapan", "c1", "nowhere"):
        open_at(tool, name)
        expect(tool.part("import")).to_be_hidden()
        assert urlsplit(tool.page.url).fragment == name
    expect(tool.part("notice")).to_be_empty()


# Sharing


@pytest.mark.parametrize("address", [JOB, f"en/{TALK}"])
def test_whatsapp_is_a_plain_link(reader: Reader, site_folder: Path, address: str) -> None:
    tool = use(reader, site_folder, address)
    anchor = tool.part("whatsapp")
    expect(anchor).to_have_attribute("target", "_blank")
    expect(anchor).to_have_attribute("rel", "noopener noreferrer")
    href = anchor.get_attribute("href") or ""
    assert href.startswith("https://wa.me/?text=")
    heading = tool.page.locator("h1").inner_text().replace("\n", " ")
    assert parse_qs(urlsplit(href).query)["text"] == [f"{heading}\n{link(tool)}"]


def test_the_sheet_of_the_system_is_offered_where_there_is_one(
    reader: Reader, site_folder: Path
) -> None:
    without = use(reader, site_folder, script="delete Navigator.prototype.share")
    expect(without.part("share")).to_be_hidden()
    tool = use(reader, site_folder, script=SHARE)
    tool.box("latihan").check()
    tool.part("share").click()
    shared = tool.page.evaluate("shared")
    assert shared == {"title": tool.page.locator("h1").inner_text(), "url": link(tool)}
    use(reader, site_folder, script=DISMISSED).part("share").click()  # no fault is heard of


def test_copying(reader: Reader, site_folder: Path) -> None:
    tool = use_marked(reader, site_folder)
    tool.page.context.grant_permissions(CLIPBOARD)

    def copied(value: str) -> str:
        tool.page.locator(f'[data-do="copy"]{value}').click()
        expect(tool.part("notice")).to_have_text(tool.word("copied"))
        tool.button("dismiss").click()
        return str(tool.page.evaluate("navigator.clipboard.readText()"))

    assert copied(":not([value])") == link(tool)
    text = copied('[value="||"]')
    assert text.splitlines()[:5] == [
        "Daftar periksa: wawancara kerja",
        "PT Rahasia · Rabu, 25 November, 09.00 WIB",
        "",
        "Saat undangan datang",
        "",
    ]
    assert f"[x] {tool.label('latihan').inner_text()} (Sen, 23 Nov)\n" in text
    assert f"[-] {tool.label('coba-rute').inner_text()} (Sel, 24 Nov)\n" in text
    assert f"[ ] {tool.label('isi-daya').inner_text()} (Sel, 24 Nov)\n" in text
    assert text.endswith(link(tool))
    markdown = copied('[value^="#"]')
    assert "# Daftar periksa: wawancara kerja\n" in markdown
    assert "\n\n## Bersiap\n\n- [ ] " in markdown
    assert f"- [x] {tool.label('latihan').inner_text()} (Sen, 23 Nov)\n" in markdown


def test_without_a_clipboard_the_text_is_there_to_copy(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder, script=NO_CLIPBOARD)
    expect(tool.part("text")).to_be_hidden()
    tool.page.locator('[data-do="copy"]:not([value])').click()
    expect(tool.part("notice")).to_have_text(tool.word("copy-failed"))
    expect(tool.part("text")).to_have_value(link(tool))
    assert tool.page.evaluate("getSelection().toString()") == link(tool)


def test_nothing_leaves_the_device(reader: Reader, site_folder: Path) -> None:
    tool = use_marked(reader, site_folder)
    seen: list[str] = []
    tool.page.on("request", lambda request: seen.append(request.url))
    tool.button("create").click()
    tool.button("empty").click()
    with tool.page.expect_download():
        tool.part("copies").select_option("PT Rahasia")
        tool.button("calendar").click()
    assert [url for url in seen if not url.startswith("blob:")] == []


def test_every_link_is_built_from_where_the_page_is(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    reader.go(tool.page, built_at(site_folder, f"en/{TALK}"))
    assert link(tool).startswith(f"{reader.address}en/{TALK}#c1.")
    assert json.dumps(tool.stored_keys()) == "[]"
