"""A device and its readers, whose next move is chance's: what `tests.soak` sends through the site."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from tests.browser.built import BuiltPage
from tests.browser.reader import STARTED, Reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = {False: 360, True: 1280}
MOST_TICKS = 8
FORGETS = 0.3  # of the readers delete what is kept
BYTES = 3000  # that a copy of a checklist may take
LONGEST = 20  # answers of a guide
WARM, ROUNDS = 3, 10
GROWTH = 1.1  # of what a page takes after its first rounds

# `press` clicks what a reader sees, at its middle; paper takes note of how the page came to it.
HANDS = """
window.prints = [];
window.print = () => {
  dispatchEvent(new Event("beforeprint"));
  prints.push(document.documentElement.className);
  dispatchEvent(new Event("afterprint"));
};
window.press = (selector, number = 0) => {
  const element = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility())[number];
  if (!element) throw new Error(`nobody can see ${selector}`);
  element.scrollIntoView({ block: "center" });
  const { x, y, width, height } = element.getClientRects()[0];
  const there = document.elementFromPoint(x + width / 2, y + height / 2);
  if (!element.contains(there)) throw new Error(`${selector} is covered by ${there?.outerHTML}`);
  element.click();
};
window.look = () => ({
  shown: [...document.querySelectorAll(".node")].filter((one) => one.checkVisibility()).map((one) => one.dataset.node),
  address: location.pathname + location.search + location.hash,
  options: document.querySelectorAll(".node[data-here] .option").length,
  answers: document.querySelectorAll("[data-part=trail] > li").length,
});
window.answer = (moves) => {
  for (const move of moves) {
    const { shown, options } = look();
    if (shown.length !== 1) throw new Error(`${shown} are there at once`);
    if (!options) return look();
    press(".node[data-here] .option", Math.floor(move * options));
  }
  throw new Error("the guide goes on and on");
};
window.tick = (moves) => {
  const { length } = document.querySelectorAll(".item");
  for (const move of moves) press(".item .item__text", Math.floor(move * length));
  press(".item .item__na", Math.floor(moves[0] * length));
};
window.marks = () => Object.fromEntries([...document.querySelectorAll(".item")]
  .map((row) => [row.id, row.dataset.mark]).sort());
"""
# Each round begins and ends at the same.
AGAIN = {
    "flow": """(rounds) => {
  for (const moves of rounds) { answer(moves); press("[data-part=restart]"); }
}""",
    "checklist": """(rounds) => {
  for (const moves of rounds) for (const _ of "12") tick(moves.slice(0, 4));
}""",
}
# What a checklist's page can tell and do at once.
UNFOLD = "document.querySelectorAll('details').forEach((details) => { details.open = true; })"
FILL = """([name, value]) => {
  const field = document.querySelector(`checklist-tool [data-field=${name}]`);
  field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}"""
STORED = """Object.entries(localStorage).map(([key, value]) =>
  [key, value.length, Object.keys(JSON.parse(value).copies ?? {}).length])"""


@dataclass(frozen=True)
class Tool:
    """A checklist or a flow in a language: its kind, and its address below the site's."""

    language: str
    kind: str
    address: str


class Device:
    """A browser's window that readers use one after another, and what is kept there."""

    def __init__(
        self, browser: Browser, address: str, tools: tuple[Tool, ...], *, wide: bool
    ) -> None:
        self.tools = tools
        self.languages = sorted({tool.language for tool in tools})
        self.reader = Reader(browser, address)
        built = BuiltPage(tools[0].address, "")
        self.page = self.reader.open(built, width=WIDTHS[wide], script=HANDS)

    def serve(self, seed: str) -> None:
        """Let one reader walk all tools of a language."""
        chance = Random(seed)  # noqa: S311 # moves, no secrets
        language = chance.choice(self.languages)
        try:
            for tool in self.tools:
                if tool.language == language:
                    _use(self.page, self.reader.address + tool.address, tool.kind, chance)
                    if tool.kind == "checklist":
                        _leave(self.page, forget=chance.random() < FORGETS)
        except Exception as error:
            raise RuntimeError(f"reader {seed}: {error}") from error

    def linger(self) -> None:
        """Use a tool of each kind for long without leaving it; make sure that it does not grow."""
        for tool in {tool.kind: tool for tool in self.tools}.values():
            self.page.goto(self.reader.address + tool.address)
            self.page.evaluate(STARTED)
            self.page.evaluate(UNFOLD)
            rounds = [_moves(Random(number), LONGEST) for number in range(WARM)]  # noqa: S311 # moves, no secrets
            before, after = (
                _size_after(self.page, AGAIN[tool.kind], rounds * times) for times in (1, ROUNDS)
            )
            grown = {
                name: (before[name], size)
                for name, size in after.items()
                if size > before[name] * GROWTH
            }
            assert not grown, f"{tool.address} grows: {grown}"

    def close(self) -> list[str]:
        """Close the window, and return what went wrong."""
        return self.reader.close()


def _use(page: Page, address: str, kind: str, chance: Random) -> None:
    page.goto(address)
    page.evaluate(STARTED)
    if kind == "flow":
        _use_flow(page, chance)
    else:
        _use_checklist(page, chance)


def _press(page: Page, css: str, number: int = 0) -> None:
    page.evaluate("([css, number]) => press(css, number)", [css, number])


def _look(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("look()")
    assert len(found["shown"]) == 1, found
    return found


# Flows


def _answer(page: Page, chance: Random) -> dict[str, Any]:
    """Press options up to an outcome, and return what is seen there."""
    found: dict[str, Any] = page.evaluate("(moves) => answer(moves)", _moves(chance, LONGEST))
    return found


def _moves(chance: Random, number: int) -> list[float]:
    return [chance.random() for _ in range(number)]


def _use_flow(page: Page, chance: Random) -> None:
    end = _answer(page, chance)
    page.go_back()
    assert _look(page)["options"] > 0
    page.go_forward()
    assert _look(page) == end
    _press(page, "[data-part=trail] .answers__change", chance.randrange(end["answers"]))
    end = _answer(page, chance)
    page.reload()
    page.evaluate(STARTED)
    assert _look(page) == end
    _press(page, ".result [data-do=print]")
    assert page.evaluate("prints.at(-1)").endswith("print-result")
    _press(page, ".result [data-do=copy]")
    link = page.evaluate("document.querySelector('[data-part=link]').value")
    _press(page, "[data-part=restart]")
    assert _look(page)["answers"] == 0
    page.goto(link)
    page.evaluate(STARTED)
    assert _look(page) == end


# Checklists


def _use_checklist(page: Page, chance: Random) -> None:
    page.evaluate(UNFOLD)
    if chance.random() < 0.5:
        _press(page, "[data-do=create]")
    _tick(page, chance)
    day = f"2026-{chance.randint(10, 12)}-{chance.randint(10, 28)}T{chance.randint(10, 18)}:30"
    for name, value in {"company": f"PT {chance.randrange(1000)}", "interview": day}.items():
        page.evaluate(FILL, [name, value])
    ticked = page.evaluate("marks()")
    page.reload()
    page.evaluate(STARTED)
    page.evaluate(UNFOLD)
    assert page.evaluate("marks()") == ticked
    for place in range(chance.randint(0, 2)):  # by what is next, then without what is done
        _press(page, ("label[for=alat-urut]", "label[for=alat-sembunyi]")[place])
    _press(page, "[data-do=print][value=blank]")
    assert "print-blank" in page.evaluate("prints.at(-1)")
    assert "print-blank" not in page.evaluate("document.documentElement.className")
    _press(page, "[data-do=copy]:not([value])")
    link = page.evaluate("document.querySelector('[data-part=text]').value")
    page.goto(link)
    _press(page, "dialog[open] [data-do=accept]")
    assert page.evaluate("marks()") == ticked


def _tick(page: Page, chance: Random) -> None:
    """Tick some items, perhaps one of them twice, and say of one that it does not apply."""
    page.evaluate("(moves) => tick(moves)", _moves(chance, chance.randint(1, MOST_TICKS)))


# What stays


def _leave(page: Page, *, forget: bool) -> None:
    """Leave a checklist, and make sure that no more is kept than copies of checklists."""
    for key, size, copies in page.evaluate(STORED):
        assert key.startswith("siap:checklist:"), f"{key} is kept"
        assert size < BYTES * copies, f"{copies} copies of {key} take {size} bytes"
    if forget:
        page.evaluate(UNFOLD)
        _press(page, "[data-do=ask]")
        _press(page, "dialog[open] [data-do=forget]")
        assert page.evaluate(STORED) == []


def _size_after(page: Page, again: str, rounds: list[list[float]]) -> dict[str, float]:
    """Return how much a page holds after rounds, once what it does not need is thrown away."""
    page.evaluate(again, rounds)
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    counters = session.send("Memory.getDOMCounters")
    heap = session.send("Runtime.getHeapUsage")["usedSize"]
    session.detach()
    return {"nodes": counters["nodes"], "listeners": counters["jsEventListeners"], "heap": heap}
