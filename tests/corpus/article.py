"""An invented article: a plan that all languages share, and its text in each of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Literal

from tests.corpus.language import Speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

OURS = "redaksi"
FIRST_DAY = date(2026, 1, 5)
LAST = 99  # in menus and lists: after the real ones
REVIEWED = date(2026, 11, 20)
FIXED = ("kapan", "pengecualian", "contoh-pesan")
OTHERS = (
    *("persiapan", "alasan", "langkah", "kesalahan", "pertanyaan", "jawaban", "waktu", "tempat"),
    *("bahasa", "sikap", "suasana", "biaya", "kontrak", "tindak-lanjut", "catatan", "contoh"),
)
BELOW = ("contoh-nyata", "bila-gagal", "bila-ragu", "sesudahnya", "di-rumah", "di-kantor")
Shape = Literal["text", "list", "steps"]


@dataclass(frozen=True)
class Block:
    """A paragraph of some sentences, or a list of some items, and the source that it cites."""

    shape: Shape
    size: int
    source: str


@dataclass(frozen=True)
class Section:
    """A section: its id and level, what it is made of, and where it leads."""

    id: str
    level: int
    blocks: tuple[Block, ...]
    link: str = ""
    templates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """An article before it is written: `path` is its address, `sources` are its key points'."""

    number: int
    path: str
    sources: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def published(self) -> date:
        """The day it appeared."""
        return FIRST_DAY + timedelta(days=self.number % 300)


class Planner:
    """Plans articles one after the other: the first ones are the same however many follow."""

    def __init__(self, seed: int, templates: Sequence[str]) -> None:
        self.seed = seed
        self.templates = templates
        self.slugs: list[str] = []

    def plan(self) -> Plan:
        """Return the plan of the next article."""
        number = len(self.slugs)
        dice = Random(f"{self.seed}/{number}")  # noqa: S311 # texts, no secrets
        sources = (OURS, OURS, source(number))
        others = dice.sample(OTHERS, dice.randint(2, 3))
        names = [*others[:1], FIXED[0], *others[1:], *FIXED[1:]]
        below = dice.sample(BELOW, 2)
        sections: list[Section] = []
        for name in names:
            sections.append(self._section(dice, name, 2, sources))
            if name == others[-1]:
                sections += [self._section(dice, each, 3, sources) for each in below]
        words = Speaker("id", f"{self.seed}/{number}/address")
        self.slugs.append(f"{words.say('root.meN')}-{words.say('noun')}-{number}".replace(" ", "-"))
        points = tuple(dice.choices(sources, k=dice.randint(3, 6)))
        return Plan(number, f"artikel/{self.slugs[-1]}", points, tuple(sections))

    def _section(self, dice: Random, name: str, level: int, sources: Sequence[str]) -> Section:
        shapes: Sequence[Shape] = ("text", dice.choice(("text", "list", "steps")))
        blocks = [Block(shape, dice.randint(3, 4), dice.choice(sources)) for shape in shapes]
        link = ""
        if self.slugs and dice.random() < 0.5:
            link = f"{dice.choice(self.slugs)}.md#{dice.choice(FIXED)}"
        last = name == FIXED[-1]
        templates = dice.sample(self.templates, dice.randint(0, 2)) if last else ()
        return Section(name, level, tuple(blocks), link, tuple(templates))


def source(number: int) -> str:
    """Return the key of the source that an article cites; ten articles share one."""
    return f"rujukan-{number // 10}"


def markdown(plan: Plan, speaker: Speaker, title: str) -> str:
    """Return an article as its page in docs/ has it, front matter and all."""
    return f"{_front_matter(plan, speaker, title)}\n{_body(plan, speaker)}"


def _front_matter(plan: Plan, speaker: Speaker, title: str) -> str:
    points = [f"{speaker.line('sentence')} [@{source}]" for source in plan.sources]
    fields = {
        "kind": "article",
        "title": title,
        "summary": f"{speaker.line('summary')}. [@{plan.sources[0]}]",
        "order": LAST,
        "key_points": points,
    }
    # JSON is YAML too, and quick to write.
    written = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    days = [f"published: {plan.published}", f"reviewed: {REVIEWED}"]
    return "\n".join(("---", *written, *days, "---", ""))


def _body(plan: Plan, speaker: Speaker) -> str:
    paragraphs: list[str] = []
    for section in plan.sections:
        title = speaker.line(section.id if section.id in FIXED else "heading")
        paragraphs.append(f"{'#' * section.level} {title} {{#{section.id}}}")
        paragraphs += [_block(block, speaker) for block in section.blocks]
        if section.link:
            paragraphs.append(speaker.line("also").replace("{link}", section.link))
        paragraphs += [f"::template {name}" for name in section.templates]
    return "\n\n".join(paragraphs) + "\n"


def _block(block: Block, speaker: Speaker) -> str:
    cited = f"[@{block.source}]"
    if block.shape == "text":
        return f"{speaker.sentences(block.size)} {cited}"
    items = [speaker.line("item") for _ in range(block.size)]
    signs = (
        ["-"] * len(items) if block.shape == "list" else [f"{i + 1}." for i in range(len(items))]
    )
    return "\n".join(f"{sign} {item} {cited}" for sign, item in zip(signs, items, strict=True))
