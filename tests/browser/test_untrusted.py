"""What others can put into an address, into what a browser keeps, or into a message does no harm.

Addresses and messages come from anybody; what is stored may be half, old, or written by another page
of the same host.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.browser import flow
from tests.browser.checklist import KEY, use
from tests.browser.flow import LOOK, TALK
from tests.browser.untrusted import POISONS, TEXTS, Bench, quick

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.reader import Reader

# Checklists: the fragment of a link, and what is stored

DAYS = st.dates().map(lambda day: day.isoformat())
MOMENTS = DAYS | st.datetimes().map(lambda moment: moment.isoformat()[:16])
NEARLY = MOMENTS | st.sampled_from(["2026-02-31", "2026-13-01", "0000-00-00", "2026-01-01T99:99"])
ZONES = st.sampled_from(["", "WIB", "WITA", "WIT"])
MARKS = st.sampled_from([0, 1, "na"])
ITEMS = ["cetak-cv", "tidur"]
ANCHORS = st.sampled_from(["interview", "invited", "offer"])
VALID = st.fixed_dictionaries({
    "name": TEXTS,
    "company": TEXTS,
    "position": TEXTS,
    "zone": ZONES,
    "edits": st.integers(0, 0xFFFFFFF),
    "at": st.dictionaries(ANCHORS, MOMENTS.filter(lambda day: day >= "0001")),
    "marks": st.dictionaries(TEXTS, MARKS, max_size=3),
})  # fmt: skip
ANYTHING: Any = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
    | NEARLY,
    lambda some: st.lists(some, max_size=3) | st.dictionaries(TEXTS, some, max_size=3),
    max_leaves=8,
)
ODD = st.fixed_dictionaries({}, optional={
    **dict.fromkeys(("name", "company", "position", "edits"), ANYTHING),
    "zone": ZONES | TEXTS,
    "at": st.dictionaries(ANCHORS | TEXTS, NEARLY | ANYTHING, max_size=3) | ANYTHING,
    "marks": st.dictionaries(TEXTS, MARKS | ANYTHING, max_size=3) | ANYTHING,
})  # fmt: skip
STATES = st.fixed_dictionaries(
    {"v": st.just(1), "copies": st.dictionaries(TEXTS, VALID | ODD | ANYTHING, max_size=3)},
    optional={"current": TEXTS | ANYTHING},
)
PARTS = st.lists(
    st.sampled_from(["xaaaa", "x", "naaaa", "n", "zone=WIB", "a=b=c"]) | TEXTS, max_size=4
)
DATED = st.tuples(ANCHORS | TEXTS, NEARLY | TEXTS).map("=".join)
# A fragment that is signed is what a stranger can make as well as we.
LINKS = st.tuples(st.just("signed"), PARTS, st.lists(DATED, max_size=3)) | st.tuples(
    st.just("plain"), TEXTS | TEXTS.map("#c1.{}".format) | TEXTS.map("c1.{}".format)
)

TOOL = 'const tool = document.querySelector("checklist-tool"), { parts, store } = tool;'
LOOKS = """const looks = () => {
  const own = document.querySelector("main").innerHTML.replaceAll(tool.copyId, "copy");
  return own + [...document.querySelectorAll("input, select, textarea")].map(({ value, checked }) => value + checked);
};"""
SIGN = """const tag = (text) => {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ sign.codePointAt(), 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, 0).slice(-4);
};"""
FOLLOW = f"""async ([way, first, dates]) => {{
  {TOOL}{LOOKS}{SIGN}
  store.clear();
  tool.render();
  for (const byTime of [true, false]) tool.arrange(byTime);
  const go = (hash) => history.replaceState(null, "", hash);
  const before = looks();
  go(way === "signed" ? `#${{["c1", tag(tool.dataset.checklist), ...first, ...dates].join(".")}}` : `#${{first}}`);
  if (way === "signed") go(`${{location.hash}}.${{tag(location.hash.slice(1))}}`);
  const ours = /^#c\\d+\\./.test(location.hash);
  dispatchEvent(new HashChangeEvent("hashchange"));
  if (ours && location.hash) throw new Error(`${{location.hash}} is in the address`);
  const asked = parts.import.open;
  if (localStorage.length) throw new Error("stored unasked");
  if (asked) {{
    tool.on_accept(parts.import.querySelector("button"));
    parts.import.close();
    const {{ link }} = tool;
    go(new URL(link).hash);
    dispatchEvent(new HashChangeEvent("hashchange"));
    if (!parts.import.open) throw new Error("its own link does not come back");
    parts.import.close();
    tool.on_ask();
    parts.forget.close();
  }}
  go(location.pathname);
  tool.say("");
  parts.incoming.textContent = "";
  if (!asked && looks() !== before) throw new Error("another look");
  return asked;
}}"""
STORE = f"""async (raw) => {{
  {TOOL}{LOOKS}
  store.clear();
  tool.render();
  for (const byTime of [true, false]) tool.arrange(byTime);
  const before = looks();
  localStorage.setItem("{KEY}", raw);
  dispatchEvent(new StorageEvent("storage", {{ key: "{KEY}", newValue: raw }}));
  tool.arrange(true);
  tool.arrange(false);
  if (localStorage.getItem("{KEY}") !== raw || localStorage.length > 1) throw new Error("written unasked");
  const state = store.read();
  if (!Object.keys(state.copies).length && looks() !== before) throw new Error("another look");
  const link = new URL(tool.link);
  if (link.origin !== location.origin || link.pathname !== location.pathname) throw new Error(link);
  tool.on_ask();
  parts.forget.close();
  tool.edit(() => {{}});
  const again = JSON.stringify(JSON.parse(localStorage.getItem("{KEY}")).copies[tool.copyId]);
  if (again !== JSON.stringify(tool.copy)) throw new Error(`stored as ${{again}}`);
  tool.outline("", "", "");
  return JSON.stringify(state);
}}"""
RETURN = f"""async (copy) => {{
  {TOOL}
  store.clear();
  copy.marks = Object.fromEntries(tool.items.slice(0, copy.ticks.length).map(({{ id }}, n) => [id, copy.ticks[n]]));
  tool.open("a", copy);
  history.replaceState(null, "", new URL(tool.link).hash);
  dispatchEvent(new HashChangeEvent("hashchange"));
  tool.on_accept(parts.import.querySelector("button"));
  parts.import.close();
  const {{ copy: {{ at, zone, marks }} }} = tool;
  return JSON.stringify({{ at, zone, ticks: tool.items.slice(0, copy.ticks.length).map(({{ id }}) => marks[id]) }});
}}"""
TICKED = st.fixed_dictionaries({
    "at": st.dictionaries(ANCHORS, MOMENTS.filter(lambda day: day >= "0001")),
    "zone": ZONES,
    "ticks": st.lists(MARKS, max_size=9),
})  # fmt: skip
FULL = {
    "name": "a",
    "zone": "WIB",
    "at": {"interview": "2026-11-30T10:00", "invited": "2026-11-20", "offer": "2026-12-05"},
    "marks": {},
}
SAVED = [json.dumps({"v": 1, "copies": dict.fromkeys(keys, FULL)}) for keys in ("", "a", "ab")]


@pytest.fixture
def checklist(reader: Reader, site_folder: Path) -> Iterator[Bench]:
    """A checklist that has been seen in all of its states."""
    page = use(reader, site_folder).page
    bench = Bench(page, STORE)
    bench.learn(SAVED)
    bench.attempt = FOLLOW
    assert bench.learn(
        [["signed", ["xaaaa", "n"], ["interview=2026-11-30"]], ["plain", "c1.x"]]
    ) == [
        True,
        False,
    ]
    yield bench
    # What Chromium says of a day in a field for a moment; it leaves the field empty.
    reader.faults[:] = [fault for fault in reader.faults if "does not conform to" not in fault]


@quick
@given(inputs=st.lists(LINKS, min_size=30, max_size=60))
def test_no_link_to_a_checklist_does_harm(checklist: Bench, inputs: list[Any]) -> None:
    checklist.answers(inputs)


@quick
@given(states=st.lists(TICKED, min_size=10, max_size=30))
def test_ticks_and_dates_come_back_from_a_link(checklist: Bench, states: list[Any]) -> None:
    checklist.attempt = RETURN
    assert [json.loads(answer) for answer in checklist.answers(states)] == states


@quick
@given(
    inputs=st.lists(
        TEXTS | ANYTHING.map(json.dumps) | STATES.map(json.dumps), min_size=30, max_size=60
    )
)
def test_nothing_that_is_stored_does_harm(checklist: Bench, inputs: list[str]) -> None:
    checklist.attempt = STORE
    checklist.answers(inputs)


def test_no_name_in_what_is_stored_does_harm(checklist: Bench) -> None:
    checklist.attempt = STORE
    named = [{"at": {text: "2026-11-30"}, "marks": {text: 1}, "name": text} for text in POISONS]
    states = [{"v": 1, "copies": {text: copy}} for text, copy in zip(POISONS, named, strict=True)]
    checklist.answers(json.dumps(state) for state in states)


@quick
@given(copies=st.lists(VALID, min_size=10, max_size=30))
def test_what_was_stored_is_read_as_it_was(checklist: Bench, copies: list[Any]) -> None:
    checklist.attempt = STORE
    states = [{"v": 1, "current": "a", "copies": {"a": copy}} for copy in copies]
    answers = checklist.answers(json.dumps(state) for state in states)
    assert [json.loads(answer) for answer in answers] == states


# Guides: the query and fragment of an address

NAMES = [node.id for node in TALK.flow.nodes]
GIVEN = st.sampled_from([choice for path in TALK.paths for choice in path.choices]).map(
    lambda choice: f"{choice.question}={choice.option}"
)
QUERIES = st.lists(
    GIVEN | TEXTS | st.tuples(st.sampled_from(NAMES), TEXTS).map("=".join), max_size=5
)
PLACES = st.sampled_from(["", *NAMES, "isi-alat", "sumber"]) | TEXTS
WALK = f"""async ([query, place]) => {{
  const look = {LOOK};
  const travel = (address) => {{
    history.replaceState(null, "", location.pathname + address);
    dispatchEvent(new PopStateEvent("popstate"));
  }};
  travel("");
  const before = JSON.stringify(look());
  travel(`${{query && `?${{query}}`}}${{place && `#${{place}}`}}`);
  const tool = document.querySelector("flow-tool");
  const seen = look();
  const {{ search, hash }} = location;
  if (seen.shown.length !== 1) throw new Error(`${{seen.shown}} are shown`);
  if (!new URL(tool.link).href.startsWith(location.origin + location.pathname)) throw new Error(tool.link);
  if (search && !/^\\?[a-z0-9-]+=[a-z0-9-]+(&[a-z0-9-]+=[a-z0-9-]+)*$/.test(search)) throw new Error(search);
  dispatchEvent(new PopStateEvent("popstate"));
  if (location.search + location.hash !== search + hash) throw new Error("another address each time");
  return {{ address: search + hash, start: JSON.stringify(seen) === before }};
}}"""


@pytest.fixture
def guide(reader: Reader, site_folder: Path) -> Bench:
    """A guide that has been walked on all ways."""
    page = flow.use(reader, site_folder, TALK).page
    bench = Bench(page, WALK)
    ways = [
        ("&".join(f"{one.question}={one.option}" for one in path.choices), path.outcome)
        for path in TALK.paths
    ]
    places = [(query, name) for query, _ in ways[:1] for name in ("", *NAMES)]
    answers = bench.learn([*ways, *places, ("", "sumber")])
    # An address that is valid comes back as it was.
    assert [one["address"] for one in answers[: len(ways)]] == [f"?{q}#{node}" for q, node in ways]
    return bench


@quick
@given(inputs=st.lists(st.tuples(QUERIES.map("&".join), PLACES), min_size=30, max_size=60))
def test_no_address_of_a_guide_does_harm(guide: Bench, inputs: list[Any]) -> None:
    guide.answers(inputs)


@quick
@given(
    inputs=st.lists(
        st.tuples(
            st.lists(TEXTS, max_size=3).map("&".join), st.sampled_from(["", "%", "x", "%zz"])
        ),
        min_size=20,
        max_size=40,
    )
)
def test_an_address_that_says_nothing_leaves_a_guide_at_its_start(
    guide: Bench, inputs: list[Any]
) -> None:
    assert all(answer == {"address": "", "start": True} for answer in guide.answers(inputs))
