"""<fill-message>: a message with the reader's own words, which leave the page only by her hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.flow import CLIPBOARD, EACH_GUIDE, ENGLISH, INVITATION, TALK, Guide, Window, use

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator

    from tests.browser.reader import Reader

READ = "navigator.clipboard.readText()"
ODD = "Ani & Co. 100% #1 +? = “é” 😀 <b>x</b>"
STORED = """async () => ({
  local: localStorage.length, session: sessionStorage.length, cookies: document.cookie,
  databases: (await indexedDB.databases()).length, state: history.state,
})"""
# Stand-ins for programs that take an address: what they were given, instead of leaving the page.
CATCH = """addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-send]");
  if (!link) return;
  event.preventDefault();
  window.sent = link.href;
});"""


def message(window: Window, number: int = 0) -> Locator:
    """Return a message of the outcome that is shown."""
    return window.page.locator(".node[data-here] fill-message").nth(number)


def slip(window: Window, tone: str, number: int = 0) -> Locator:
    """Return a version of a message: formal or friendly, unfolded."""
    if tone == "formal":
        return message(window, number).locator(".slip").first
    details = message(window, number).locator("details")
    details.evaluate("details => { details.open = true; }")
    return details.locator(".slip")


def field(window: Window, gap: str, number: int = 0) -> Locator:
    """Return the field for a gap, by the words in the gap."""
    return message(window, number).get_by_label(gap, exact=True)


def text(found: Locator) -> str:
    return found.locator(".slip__text").inner_text().strip()


def send(found: Locator, channel: str) -> str:
    """Press a link and return the address that another program is given."""
    found.locator(f"[data-send={channel}]").click()
    return str(found.page.evaluate("window.sent"))


# Without JavaScript


def test_messages_are_whole_without_javascript(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, tail="#terima", java_script_enabled=False)
    found = window.node("terima").locator("fill-message")
    expect(found.locator(".slip__text").first).to_be_visible()
    expect(found.locator(".gap:visible").first).to_contain_text("[")
    expect(found.locator("input, [data-send]")).to_have_count(0)
    found.locator("summary").click()
    expect(found.locator("details .slip__text")).to_be_visible()


# With JavaScript


@EACH_GUIDE
def test_each_gap_has_a_field(reader: Reader, site_folder: Path, guide: Guide) -> None:
    window = use(reader, site_folder, guide)
    for outcome in guide.flow.outcomes:
        window.page.evaluate("(id) => { location.hash = id; }", outcome.id)
        expect(window.page.locator(".node[data-here] fill-message")).to_have_count(
            len(outcome.messages)
        )
        for number in range(len(outcome.messages)):
            gaps = message(window, number).locator("[data-gap]").all_text_contents()
            labels = message(window, number).locator(".fill__fields .field").all_text_contents()
            assert labels == list(dict.fromkeys(gap[1:-1] for gap in gaps))
            for label in labels:
                expect(field(window, label, number)).to_be_editable()


@pytest.mark.parametrize("tone", ["formal", "friendly"])
def test_what_is_typed_is_copied(reader: Reader, site_folder: Path, tone: str) -> None:
    window = use(reader, site_folder, tail="#pastikan-dulu", permissions=CLIPBOARD)
    found = slip(window, tone)
    field(window, "nama perusahaan").fill("PT Maju")
    field(window, "nama saya").fill("  Sari  ")
    found.get_by_role("button").click()
    expect(found.get_by_role("status")).not_to_be_empty()
    copied = window.page.evaluate(READ).replace("\r\n", "\n")
    assert "PT Maju" in copied
    assert "[nama perusahaan]" not in copied
    assert "Sari" in copied
    assert " Sari " not in copied.replace("Saya Sari", "Saya")
    assert "[nama posisi]" in copied
    assert copied.endswith(text(found))


def test_what_is_taken_away_leaves_the_gap(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, tail="#pastikan-dulu")
    before = text(slip(window, "formal"))
    for value in ("Sari", "   ", ""):
        field(window, "nama saya").fill(value)
    assert text(slip(window, "formal")) == before
    expect(window.page.locator(".gap[data-filled]")).to_have_count(0)


def test_messages_share_what_is_typed(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, tail="?syarat=belum-tahu#tanya-dulu")
    field(window, "nama saya").fill("Sari")
    expect(field(window, "nama saya", 1)).to_have_value("Sari")
    for number, tone in ((0, "friendly"), (1, "formal"), (1, "friendly")):
        assert "Sari" in text(slip(window, tone, number))
    window.change("syarat").click()
    window.choose("syarat=pasti")
    expect(field(window, "nama saya")).to_have_value("Sari")
    assert "Sari" in text(slip(window, "formal"))


@pytest.mark.parametrize(
    ("guide", "label"), [(INVITATION, "nama saya"), (ENGLISH, "my name")], ids=["id", "en"]
)
@pytest.mark.parametrize("tone", ["formal", "friendly"])
def test_the_message_opens_in_email(
    reader: Reader, site_folder: Path, guide: Guide, label: str, tone: str
) -> None:
    window = use(reader, site_folder, guide, tail="#pastikan-dulu", script=CATCH)
    found = slip(window, tone)
    field(window, label).fill(ODD)
    scheme, _, rest = send(found, "email").partition("?")
    assert scheme == "mailto:"
    parts = dict(part.split("=", 1) for part in rest.split("&"))
    assert parts.keys() == {"subject", "body"}
    assert not set("+#<>\"' ").intersection(rest)  # in an address for mail, "+" is no space
    assert ODD in unquote(parts["subject"])
    subject = message(window).locator(".slip__subject").inner_text()
    assert subject.partition(":")[2].strip() == unquote(parts["subject"])
    body = unquote(parts["body"])
    assert ODD in body
    assert body.replace("\r\n", "\n") == text(found)
    assert "\r\n\r\n" in body
    assert "\n" not in body.replace("\r\n", "")


@pytest.mark.parametrize("tone", ["formal", "friendly"])
def test_the_message_opens_in_whatsapp(reader: Reader, site_folder: Path, tone: str) -> None:
    window = use(reader, site_folder, tail="#pastikan-dulu", script=CATCH)
    found = slip(window, tone)
    field(window, "nama saya").fill(ODD)
    address = urlsplit(send(found, "whatsapp"))
    assert (address.scheme, address.netloc, address.path) == ("https", "wa.me", "/")
    assert address.fragment == ""
    assert parse_qs(address.query) == {"text": [text(found)]}
    assert ODD in text(found)


def test_links_are_ready_before_they_are_pressed(reader: Reader, site_folder: Path) -> None:
    """A middle click, or copying the address, is no click."""
    window = use(reader, site_folder, tail="#pastikan-dulu")
    field(window, "nama saya").fill("Sari")
    link = slip(window, "formal").locator("[data-send=whatsapp]")
    link.hover()
    window.page.mouse.down(button="right")
    assert "Sari" in (link.get_attribute("href") or "")
    window.page.mouse.up(button="right")
    field(window, "nama saya").fill("Budi")
    link.focus()
    assert "Budi" in (link.get_attribute("href") or "")


def test_a_text_that_is_no_unicode_can_be_sent(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, tail="#pastikan-dulu", script=CATCH)
    name = field(window, "nama saya")
    name.evaluate("""field => {
      field.value = "Sari \\ud83d!";
      field.dispatchEvent(new InputEvent("input"));
    }""")
    assert "Sari%20" in send(slip(window, "formal"), "email")


@EACH_GUIDE
def test_each_message_offers_its_channels(reader: Reader, site_folder: Path, guide: Guide) -> None:
    window = use(reader, site_folder, guide)
    found = window.page.locator("fill-message")
    assert found.count()
    for one in found.all():
        channels = set((one.get_attribute("data-channels") or "").split())
        for paper in one.locator(".slip").all():
            links = paper.locator("[data-send]")
            names = links.evaluate_all("links => links.map((link) => link.dataset.send)")
            assert names == [name for name in ("email", "whatsapp") if name in channels]


def test_markup_that_is_typed_stays_text(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, tail="#terima", permissions=CLIPBOARD)
    for one in message(window).locator("input").all():
        one.fill("<img src=x onerror=alert(1)><script>alert(1)</script>")
    expect(window.page.locator("main :is(img, script)")).to_have_count(0)
    assert "<img src=x onerror=alert(1)>" in text(slip(window, "formal"))


def test_a_long_text_is_cut_and_breaks_nothing(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, tail="#terima", width=320)
    name = field(window, "nama saya")
    name.press_sequentially("x")
    name.evaluate("field => { field.select(); }")
    window.page.keyboard.insert_text("y" * 5000)
    assert len(name.input_value()) == 200
    assert window.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_that_is_typed_is_kept_or_sent(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, tail="#terima", permissions=CLIPBOARD)
    window.page.wait_for_load_state("networkidle")
    asked = len(reader.answers)
    for one in message(window).locator("input").all():
        one.fill("Rahasia")
    slip(window, "formal").get_by_role("button").first.click()
    window.page.locator(".overview__box summary").click()
    window.row("syarat", "pasti").click()
    window.page.go_back()
    expect(field(window, "nama saya")).to_have_value("Rahasia")
    state = window.page.evaluate(STORED)
    assert state == {"local": 0, "session": 0, "cookies": "", "databases": 0, "state": None}
    # A browser asks again for the icon of an address that is new to it.
    assert all(url.endswith("favicon.svg") for url, _ in reader.answers[asked:])
    assert "Rahasia" not in window.page.url
    assert "Rahasia" not in json.dumps(window.page.context.storage_state())
    for link in window.page.locator("a[hreflang], [data-part=whatsapp]").all():
        assert "Rahasia" not in (link.get_attribute("href") or "")
    window.page.reload()
    expect(field(window, "nama saya")).to_have_value("")
    assert "Rahasia" not in window.page.content()


def test_a_message_of_another_guide(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, TALK, tail="#ajak-rekan")
    for one in message(window).locator("input").all():
        one.fill("Abc")
    expect(message(window).locator(".gap:not([data-filled])")).to_have_count(0)
    assert "[" not in text(slip(window, "formal"))
