"""Every path of every guide, as scripts.flow enumerates them, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.flow import EACH_GUIDE, LOOK, Guide, Sight, Window, use

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.flow import Choice
    from scripts.flow import Path as FlowPath
    from tests.browser.reader import Reader

# Presses one option after the other, each path from the first question on, and looks after each.
WALK = f"""(paths) => paths.map((path) => {{
  const look = {LOOK}, again = document.querySelector("[data-part=restart]");
  again ? again.click() : location.hash = "";
  return [look(), ...path.map(([question, option]) => {{
    const link = document.querySelector(`[data-node="${{question}}"] [data-option="${{option}}"]`);
    if (!link.checkVisibility()) throw new Error(`nobody can press ${{question}}=${{option}}`);
    link.click();
    return look();
  }})];
}})"""


def follow(guide: Guide, choice: Choice) -> str:
    """Return the node that an answer leads to, from the record."""
    question = next(one for one in guide.flow.questions if one.id == choice.question)
    return next(one.next_node for one in question.options if one.id == choice.option)


def walk(window: Window) -> list[tuple[FlowPath, list[Sight]]]:
    """Return every path, with what is seen at its beginning and after each answer."""
    paths = window.guide.paths
    choices = [[[one.question, one.option] for one in path.choices] for path in paths]
    seen: list[list[dict[str, Any]]] = window.page.evaluate(WALK, choices)
    return [
        (path, [Sight(**one) for one in sights]) for path, sights in zip(paths, seen, strict=True)
    ]


def covering(guide: Guide) -> list[FlowPath]:
    """Return few paths on which every option is chosen at least once."""
    left = {choice for path in guide.paths for choice in path.choices}
    assert len(left) == sum(len(question.options) for question in guide.flow.questions)
    found = []
    while left:
        found.append(max(guide.paths, key=lambda path: len(left.intersection(path.choices))))
        left -= set(found[-1].choices)
    return found


# Without JavaScript


@EACH_GUIDE
def test_every_path_leads_to_its_outcome_without_javascript(
    reader: Reader, site_folder: Path, guide: Guide
) -> None:
    for path, sights in walk(use(reader, site_folder, guide, java_script_enabled=False)):
        nodes = [guide.start, *(follow(guide, choice) for choice in path.choices)]
        assert nodes[-1] == path.outcome
        assert [sight.shown for sight in sights] == [[node] for node in nodes]
        ends = [sight.address.partition("#")[2] for sight in sights]
        assert ends == ["", *nodes[1:]]


# With JavaScript


@EACH_GUIDE
def test_every_path_leads_to_its_outcome(reader: Reader, site_folder: Path, guide: Guide) -> None:
    for path, sights in walk(use(reader, site_folder, guide)):
        nodes = [guide.start, *(follow(guide, choice) for choice in path.choices)]
        for number, (node, sight) in enumerate(zip(nodes, sights, strict=True)):
            given = path.choices[:number]
            query = "&".join(f"{choice.question}={choice.option}" for choice in given)
            tail = f"?{query}#{node}" if given else ""
            assert sight.shown == [node]
            assert sight.address == f"/{guide.address}{tail}"
            assert sight.title.startswith(f"{guide.title(node)} – ")
            assert sight.answers == [guide.answer(choice) for choice in given]
        assert sights[-1].shown == [path.outcome]
        assert path.query in sights[-1].address


@pytest.mark.parametrize("script", [False, True], ids=["without JavaScript", "with JavaScript"])
@EACH_GUIDE
def test_every_option_can_be_pressed_on_a_telephone(
    reader: Reader, site_folder: Path, guide: Guide, *, script: bool
) -> None:
    window = use(reader, site_folder, guide, width=360, java_script_enabled=script)
    for path in covering(guide):
        window.page.evaluate("location.hash = ''")
        if script:
            window.visit("")
        for choice in path.choices:
            window.option(choice.question, choice.option).click()
        window.shows(path.outcome)
