"""<copy-text>: the button that copies a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.built import BuiltPage
    from tests.browser.reader import Reader

CLIPBOARD = ["clipboard-read", "clipboard-write"]
READ = "navigator.clipboard.readText()"
# Browsers leave navigator.clipboard out on pages that did not come over HTTPS.
REFUSALS = {
    "refused": "if (navigator.clipboard) navigator.clipboard.writeText = () => Promise.reject()",
    "missing": 'Object.defineProperty(navigator, "clipboard", { value: undefined })',
}
A_WHILE = 30_000


def messages(built: BuiltPage) -> list[str]:
    """Return what each button has to copy, from the HTML alone."""
    texts = []
    for slip in built.tree.css("copy-text"):
        for br in slip.css("br"):
            br.replace_with("\n")
        parts = (slip.css_first(name) for name in (".slip__subject", ".slip__text"))
        texts.append("\n\n".join(part.text().strip() for part in parts if part))
    return texts


def slips(page: Page) -> list[Locator]:
    """Return the messages of a page, with all of them unfolded."""
    for summary in page.locator("summary").all():
        summary.click()
    return page.locator("copy-text").all()


def attribute(slip: Locator, name: str) -> str:
    return slip.get_attribute(name) or ""


# Without JavaScript


def test_there_is_no_button(reader: Reader, page_with_messages: BuiltPage) -> None:
    page = reader.open(page_with_messages, java_script_enabled=False)
    for slip in slips(page):
        expect(slip.locator(".slip__text")).to_be_visible()
        expect(slip.locator("button")).to_be_hidden()


# With JavaScript


def test_each_button_copies_its_message(reader: Reader, page_with_messages: BuiltPage) -> None:
    page = reader.open(page_with_messages, permissions=CLIPBOARD)
    wanted = messages(page_with_messages)
    assert any("\n" in text for text in wanted)
    assert all("[" in text for text in wanted)
    for slip, text in zip(slips(page), wanted, strict=True):
        slip.locator("button").click()
        expect(slip.get_by_role("status")).not_to_be_empty()
        assert page.evaluate(READ).replace("\r\n", "\n") == text


def test_the_button_says_that_it_has_copied_and_then_offers_it_again(
    reader: Reader, page_with_messages: BuiltPage
) -> None:
    page = reader.open(page_with_messages, permissions=CLIPBOARD)
    page.clock.install()
    slip = slips(page)[0]
    button, status, copied = (
        slip.locator("button"),
        slip.get_by_role("status"),
        attribute(slip, "data-copied"),
    )
    label = button.inner_text()
    assert copied not in {"", label}
    button.press("Enter")
    expect(button).to_have_text(copied)
    expect(button).to_be_focused()
    expect(status).to_have_text(copied)
    page.clock.fast_forward(A_WHILE)
    expect(button).to_have_text(label)
    expect(status).to_be_empty()


def test_a_screen_reader_knows_the_status_before_it_speaks(
    reader: Reader, page_with_messages: BuiltPage
) -> None:
    page = reader.open(page_with_messages)
    for slip in slips(page):
        status = slip.get_by_role("status")  # hidden elements have no role
        expect(status).to_have_count(1)
        expect(status).to_be_empty()


@pytest.mark.parametrize("script", REFUSALS.values(), ids=REFUSALS)
def test_without_the_clipboard_the_text_is_selected(
    reader: Reader, page_with_messages: BuiltPage, script: str
) -> None:
    page = reader.open(page_with_messages, script=script)
    slip = slips(page)[0]
    label = slip.locator("button").inner_text()
    slip.locator("button").click()
    expect(slip.get_by_role("status")).to_have_text(attribute(slip, "data-failed"))
    expect(slip.get_by_role("status")).to_be_visible()
    expect(slip.locator("button")).to_have_text(label)
    selected = page.evaluate("getSelection().toString()").strip()
    assert selected == slip.locator(".slip__text").inner_text().strip()
