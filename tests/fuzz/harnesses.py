"""One harness for each parser of ours: whatever it is given, it answers, and never raises.

What a harness lets through besides are the errors that a parser is documented to raise.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown import Markdown
from msgspec.structs import replace
from pydantic import TypeAdapter

from scripts import (
    allowed,
    centre,
    check_reading,
    config,
    intake,
    limits,
    logo,
    markup,
    policy,
    settings,
    shortcuts,
    source,
    svg,
    validate,
)
from scripts.allowed import EXTENSIONS, rendered, smuggled
from scripts.check_page_rules import PAGE_RULES
from scripts.document import parse_front_matter, parse_yaml, write_yaml
from scripts.files import Files
from scripts.intake_read import UnreadableError
from scripts.model import Library, Located
from scripts.records import Centre, Checklist, Flow, Place, Poster, Source, Template, Term
from scripts.search_words import words
from scripts.sentences import conform
from tests import tree
from tests.test_allowed import PLAIN
from tests.test_hostile import harm
from tests.test_shortcuts import converted

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.intake_cues import CueBook
    from scripts.problem import Problem

FILE = "docs/_data/x.yml"
PAGE = "docs/id/tentang.md"
RECORDS: dict[str, Any] = {
    "checklists": Checklist,
    "flows": Flow,
    "posters": Poster,
    "templates": Template,
}


@cache
def library() -> Library:
    """Return the library of a small project, which inputs become a part of."""
    with tempfile.TemporaryDirectory() as folder:
        return tree.read(tree.plant(Path(folder)))


@cache
def cues() -> CueBook:
    """Return the words that articles are read by."""
    return intake.book(source.load(tree.ROOT)[0])


@cache
def desk() -> Path:
    """Return a folder for files of one run."""
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


def text_of(data: bytes) -> str:
    """Return a text as editors' files have it, surrogates and all that is hidden left out."""
    return limits.HIDDEN.sub("", data.decode("utf-8", errors="ignore").replace("\r", "\n"))


def said(problems: list[Problem]) -> None:
    """Look over what is said: each problem has a place and is one line."""
    for problem in problems:
        assert problem.line >= 0
        assert "\n" not in problem.message, problem
        str(problem).encode()


def yaml(data: bytes) -> None:
    """Read YAML, and write again what could be read."""
    document, problems = parse_yaml(text_of(data), FILE)
    said(problems)
    if not problems:
        again, problems = parse_yaml(write_yaml(document.data), FILE)
        assert not problems
        assert again.data == document.data


def record(data: bytes) -> None:
    """Read a record and judge a library that has it; the first byte says of which kind it is."""
    name = list(RECORDS)[data[0] % len(RECORDS)] if data else "flows"
    document, problems = parse_yaml(text_of(data[1:]), FILE)
    value, misfits = conform(TypeAdapter(RECORDS[name]), document.data, FILE, document.lines)
    said([*problems, *misfits])
    if value is not None and not problems:
        found = {"x": Located(value, FILE, document.lines)}
        said(validate.validate(replace(library(), **{name: found})))


def mapping(data: bytes) -> None:
    """Read sources, short links, what has moved, or words to avoid, and judge them."""
    kinds: list[tuple[str, Any]] = [
        *(("sources", Source), ("short", Place), ("moved", Place), ("glossary", Term)),
    ]
    name, kind = kinds[data[0] % len(kinds)] if data else kinds[0]
    document, problems = parse_yaml(text_of(data[1:]), FILE)
    if problems or not isinstance(document.data, dict):
        return
    found: dict[str, Located[Any]] = {}
    for key, given in document.data.items():
        value, misfits = conform(TypeAdapter(kind), given, FILE, document.lines, base=(key,))
        said(misfits)
        if value is not None:
            found[key] = Located(value, FILE, document.lines, (key,))
    said(validate.validate(replace(library(), **{name: found})))


def page(data: bytes) -> None:
    """Read a page and judge it; one without problems becomes nothing but what pages are made of."""
    text = text_of(data)
    files = Files(desk())
    found = source._page(files, source._File(text, PAGE, "id", "tentang"))
    problems = files.problems
    if found:
        base = library()
        whole = replace(base, pages={**base.pages, ("id", "tentang"): found})
        problems += validate.validate(whole)
        if not any(problem.path == PAGE for problem in problems):
            assert list(harm(f"<html><body>{rendered(found.body)}")) == []
    said(problems)


def front_matter(data: bytes) -> None:
    """Part a page from its front matter."""
    text = text_of(data)
    _, body, problems = parse_front_matter(text, PAGE)
    assert text.endswith(body)
    said(problems)


def markdown(data: bytes) -> None:
    """Outline and render Markdown that is not tangled."""
    text = text_of(data)
    if not list(limits.tangled(text)):
        outline = markup.outline(text)
        assert all(1 <= mark.line <= text.count("\n") + 1 for mark in outline.links)
        found = list(smuggled(text))
        short = shortcuts.convert(text, str)
        assert short is None or short == converted(text)
        assert found or outline.html or not list(harm(f"<html><body>{rendered(text)}"))


def configuration(data: bytes) -> None:
    """Read mkdocs.yml; one without problems has languages, and makes of pages what rules know."""
    file = desk() / config.CONFIG
    file.write_bytes(data)
    problems = source.configuration(desk())
    said(problems)
    found = settings.read(desk(), {"SITE_URL": "https://a.example/"})
    f"{found.url}{found.contact}{found.edit}".encode()
    if not problems:
        document, _ = parse_yaml(text_of(data), config.CONFIG)
        codes = [locale.code for locale in config.locales(document)]
        assert codes
        assert all(desk() / code == (desk() / code).resolve() != desk() for code in codes)
        assert found.extensions.keys() <= set(EXTENSIONS)
        made = Markdown(extensions=[*found.extensions], extension_configs={**found.extensions})
        # A style, of a table without its option, is for the check of what was built.
        assert all("style=" in said for _, said in allowed._faults(made.convert(PLAIN)))


def centre_file(data: bytes) -> None:
    """Read a centre's record and its logo's name."""
    file = desk() / "centre.yml"
    file.write_bytes(data)
    document, problems = source.record(desk(), "centre.yml", Centre)
    said(problems)
    if document:
        said(list(validate.languages(document, ("id",), ("id", "en"))))
        with suppress(logo.LogoError):
            logo.read(desk(), document.value.logo or "centre.yml")
    assert centre.TRIAL


def drawing(data: bytes) -> None:
    """Inspect a drawing."""
    with suppress(svg.SvgError):
        svg.inspect(data)


def picture(data: bytes) -> None:
    """Read a logo; the first byte says what its name ends in."""
    ending = list(logo.KINDS)[data[0] % len(logo.KINDS)] if data else ".png"
    (desk() / f"logo{ending}").write_bytes(data[1:])
    with suppress(logo.LogoError):
        logo.read(desk(), f"logo{ending}")


def article(data: bytes) -> None:
    """Read an article to import; the first byte says what its name ends in."""
    ending = ("txt", "html", "md", "")[data[0] % 4] if data else ""
    with suppress(UnreadableError):
        draft = intake.understood(data[1:], f"a.{ending}", cues())
        "\n".join(block.text for block in draft.blocks).encode()
        assert not any(limits.unseen(block.text) for block in draft.blocks)


def built_page(data: bytes) -> None:
    """Read a built page and check it, and merge its policies."""
    text = data.decode("utf-8", errors="ignore")
    found = check_reading.read_page("a/index.html", "https://a.example/a/", "id", text.encode())
    said([problem for rule in PAGE_RULES for problem in rule(found)])
    policies = [policy.parsed(each) for each in policy.page_policies(text)]
    policy.written(policy.merged(policies))


def query(data: bytes) -> None:
    """Part a query into words as search does."""
    for word in words(data.decode("utf-8", errors="ignore")):
        assert word
        assert words(word) == [word]


HARNESSES: dict[str, Callable[[bytes], None]] = {
    "yaml": yaml,
    "record": record,
    "mapping": mapping,
    "page": page,
    "front_matter": front_matter,
    "markdown": markdown,
    "configuration": configuration,
    "centre": centre_file,
    "drawing": drawing,
    "picture": picture,
    "article": article,
    "built_page": built_page,
    "query": query,
}
