"""What others can put into a query, or into a message between a host and a tool's frame, does no harm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import moved
from tests.browser.built import BuiltPage
from tests.browser.checklist import built_at
from tests.browser.host import frame_of
from tests.browser.reader import Reader
from tests.browser.untrusted import POISONS, TEXTS, Bench, quick
from tests.project import ROOT, Project

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Frame, Page

    from tests.browser.host import Framed, Host

# The search

WORDS = st.sampled_from(["tolak", "wawancara", "menolak tawaran", "gaji", "tanpa", "hrd"])
QUERIES = TEXTS | WORDS | st.lists(WORDS | TEXTS, max_size=5).map(" ".join)
SEARCH = """async (query) => {
  const search = document.querySelector("site-search");
  search.input.value = query;
  const found = await search.find(search.input.value.trim(), async () => {});
  search.show(query, found);
  search.press({ key: "ArrowDown", preventDefault() {} });
  await search.search().catch((error) => { throw error; });
  const asked = new URLSearchParams(location.hash.slice(1)).get("q") ?? "";
  if (asked !== search.input.value.trim().toWellFormed()) throw new Error(`${asked} is asked`);
  search.input.value = "";
  dispatchEvent(new HashChangeEvent("hashchange"));
  if (search.input.value.trim() !== asked.trim()) throw new Error(`${search.input.value} came back`);
  if (found.length > 8) throw new Error(`${found.length} are found`);
  return found.map(({ address }) => address);
}"""


@pytest.fixture
def search(reader: Reader, site_folder: Path) -> Bench:
    """The page of the search, that has found things and nothing."""
    page = reader.open(built_at(site_folder, "cari/"))
    page.wait_for_selector(".search__input")
    bench = Bench(page, SEARCH)
    found, _, nothing = bench.learn(["wawancara", "tolak", "qqqqqq"])
    assert found
    assert not nothing
    return bench


@quick
@given(queries=st.lists(QUERIES, min_size=10, max_size=30))
def test_no_query_does_harm(search: Bench, queries: list[str]) -> None:
    for found in search.answers([*queries, "\ud83d"]):
        assert all(address.startswith(search.page.url.partition("cari/")[0]) for address in found)


# Messages

FLOW = "keputusan/terima-undangan/"
ASKED = "height?"
MESSAGES: Any = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda some: (
        st.lists(some, max_size=3)
        | st.dictionaries(
            TEXTS | st.sampled_from(["siapWawancara", "message", "secret"]), some, max_size=3
        )
    ),
    max_leaves=5,
)
SEND = """async (message) => {
  const send = self === top ? (data) => document.querySelector("iframe").contentWindow.postMessage(data, "*")
    : (data) => parent.postMessage(data, "*");
  send(message);
  await new Promise((go) => setTimeout(go));
}"""
LISTEN = "() => { self.heard = []; addEventListener('message', ({ data }) => heard.push(data)); }"


def passed(page: Page, receiver: Page | Frame, sender: Page | Frame, messages: list[Any]) -> None:
    """Send messages from one window to another, which stays as it is."""
    Bench(receiver, "async () => {}").learn([None])
    Bench(sender, "async () => {}").learn([None])
    address = (page.url, receiver.url)
    Bench(sender, SEND).answers(messages)
    receiver.wait_for_timeout(50)
    Bench(receiver, "async () => {}").answers([None])
    assert (page.url, receiver.url) == address


@quick
@given(messages=st.lists(MESSAGES, min_size=20, max_size=40))
def test_a_frame_answers_a_host_with_its_height_alone(campus: Host, messages: list[Any]) -> None:
    page = campus.open(campus.frame(FLOW, 'width="100%"', "#?secret=a1"))
    _, frame = frame_of(page)
    page.evaluate(LISTEN)
    messages += [{"siapWawancara": text} for text in POISONS]
    passed(page, frame, page, [*messages, {"siapWawancara": ASKED}])
    height = frame.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
    heard = page.evaluate("heard")
    assert {"siapWawancara": height} in heard
    theirs = {"message": "height", "value": height, "secret": "a1"}
    assert all(message in ({"siapWawancara": height}, theirs) for message in heard)


@quick
@given(messages=st.lists(MESSAGES, min_size=20, max_size=40))
def test_a_host_takes_nothing_but_a_height_from_a_frame(campus: Host, messages: list[Any]) -> None:
    page = campus.open(campus.link(FLOW) + campus.script)
    element, frame = frame_of(page)
    heights = [0, -1e9, 1e308, "9" * 9, [500], {"valueOf": 1}, *POISONS]
    passed(page, page, frame, [*messages, *({"siapWawancara": height} for height in heights)])
    assert element.evaluate("(frame) => frame.clientHeight") in range(100, 20_001)


# Addresses that only lead elsewhere


def test_an_address_that_leads_on_leads_nowhere_else(browser: Browser, tools: Framed) -> None:
    reader = Reader(browser, tools.address)
    code = moved.code(Project(ROOT), "tentang")
    page = reader.open(BuiltPage("tentang/", ""))
    for text in POISONS[:16]:
        given = quote(text, safe="/:<>()'=?", errors="replace")
        for end in (f"?{given}", f"#{given}", f"?a={given}#{given}"):
            page.goto(f"{tools.address}l/{code}/{end}", wait_until="commit")
            page.wait_for_url(f"{tools.address}tentang/**")
    faults = [fault for fault in reader.close() if "net::ERR_ABORTED" not in fault]
    assert faults == []
