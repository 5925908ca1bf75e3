"""Texts that others may put where our scripts read, and what pages may make of them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Frame, Page

POISONS = [
    "<img src=//jahat.example/x onerror=poisoned()>",
    "\"'><script>poisoned()</script><x-poison onclick=poisoned()>",
    "javascript:poisoned()",
    "//jahat.example/",
    "{name}{n}{done}{constructor}",
    *("__proto__", "constructor", "toString", "hasOwnProperty", "undefined", "null", "NaN"),
    *("\ud800", "\udc00a", "\0", "\u202e", "%", "%zz", "%E0%A4%A", "a\nb", "👩\u200d💻", "é", "é"),
    *("[", "(.*", "\\", "${1}", "$&", "$'", ".", "=", "&", "#", "?", " ", "1e999", "9" * 400),
]
TEXTS = st.sampled_from(POISONS) | st.text(st.characters(exclude_categories=()), max_size=12)

# A page is slow to open and quick to try: each example is many inputs on one page.
quick = settings(
    max_examples=4,
    phases=[Phase.generate],  # the inputs that fail are named one by one
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

# Of what a page consists, whatever stands in it; where its links lead, for those that lead elsewhere.
SHAPE = """() => [...document.querySelectorAll("*")].flatMap((one) => [
  one.localName,
  ...[...one.attributes].map(({ name }) => `${one.localName}[${name}]`),
  ...["href", "src", "action"].filter((name) => one.hasAttribute(name))
    .map((name) => new URL(one[name], location.href)).filter(({ origin }) => origin !== location.origin)
    .map(({ protocol, host }) => `${one.localName} to ${protocol}//${protocol === "blob:" ? "" : host}`),
])"""
# Tries inputs one by one. An input that goes wrong is returned with what went wrong.
TRY = f"""async ([attempt, given]) => {{
  const shape = {SHAPE};
  window.known ??= new Set();
  window.poisoned = () => {{ errors.push("a script ran"); }};
  let errors = [];
  addEventListener("error", ({{ message }}) => errors.push(message));
  addEventListener("unhandledrejection", ({{ reason }}) => errors.push(String(reason)));
  const faults = [], answers = [];
  for (const input of JSON.parse(given)) {{
    errors = [];
    try {{
      answers.push(await attempt(input));
    }} catch (error) {{
      errors.push(String(error.stack));
      answers.push(null);
    }}
    const found = shape();
    if (window.learning) found.forEach((one) => known.add(one));
    errors.push(...found.filter((one) => !known.has(one)).map((one) => `there is ${{one}}`));
    if (errors.length) faults.push([input, [...new Set(errors)]]);
  }}
  return [faults, answers];
}}"""


@dataclass
class Bench:
    """A page on which inputs are tried, each by a function in JavaScript that may answer."""

    page: Page | Frame
    attempt: str
    tried: int = field(default=0, init=False)

    def learn(self, inputs: Iterable[Any]) -> list[Any]:
        """Try valid inputs: what the page then consists of is what it may."""
        self.page.evaluate("window.learning = true")
        answers = self.answers(inputs)
        self.page.evaluate("window.learning = false")
        return answers

    def answers(self, inputs: Iterable[Any]) -> list[Any]:
        """Try inputs and return the answers; none may fail, or make more of the page."""
        # As text of ASCII alone: half a sign does not travel.
        given = json.dumps(json.dumps(list(inputs)))
        faults, answers = self.page.evaluate(f"({TRY})([{self.attempt}, {given}])")
        assert not faults, json.dumps(faults[:2])
        self.tried += len(answers)
        return list(answers)
