from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from msgspec.structs import replace

from scripts import validate, validate_page
from scripts.model import Library, Locale
from scripts.pack import Pack
from scripts.problem import Problem
from scripts.source import load
from tests import tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


GOLDEN = tree.cases("validate")
OF_LIBRARY = [
    rule for rules in (validate.RULES, validate.WARNINGS) for _, rule in validate.each(rules)
]
OF_PAGE = [rule for _, rule in validate.each(validate_page.RULES)]
OWN = [rule for _, rule in validate.each(validate_page.OWN)]


@pytest.mark.parametrize("case", GOLDEN)
def test_what_breaks_a_rule_is_said(case: dict[str, Any], root: Path) -> None:
    tree.change(root, case)
    assert tree.problems(root) == case["problems"]


NAMES = ["validate", "source", "flow_links", "poster", "coverage", "originality", "glossary"]


@pytest.mark.parametrize("name", NAMES)
def test_cases_have_names_of_their_own(name: str) -> None:
    names = [case.id for case in tree.cases(name)]
    assert len(names) == len(set(names))


def found_by(library: Library) -> dict[Callable[..., object], set[str]]:
    """Return what each rule finds by itself."""
    found: dict[Callable[..., object], set[str]] = {
        rule: set(map(str, rule(library))) for rule in OF_LIBRARY
    }
    for of_page in OF_PAGE:
        pages = library.pages.values()
        found[of_page] = {str(problem) for page in pages for problem in of_page(page, library)}
    for own in OWN:
        found[own] = {str(problem) for page in library.pages.values() for problem in own(page)}
    return found


def mistaken(tmp_path: Path) -> Iterator[Library]:
    """Yield the library of every golden case."""
    for number, case in enumerate((*GOLDEN, *tree.cases("search"))):
        root = tree.plant(tmp_path / str(number))
        tree.change(root, case.values[0])
        yield load(root)[0]
    checklist, flow = tree.golden("checklist"), tree.golden("flow")
    cases = [(checklist["tree"], case) for case in checklist["cases"]]
    others = (*flow["cases"], *tree.golden("flow_links"), *tree.golden("poster"))
    cases += [(flow["tree"], case) for case in others]
    for name in ("coverage", "originality", "glossary", "gaps"):
        cases += [(tree.imported(), case) for case in tree.golden(name)["cases"]]
    for number, (files, case) in enumerate(cases):
        root = tmp_path / f"small-{number}"
        tree.write(root, files)
        tree.change(root, case)
        yield load(root)[0]


def test_every_rule_is_missed_by_some_case(tmp_path: Path) -> None:
    missed = set()
    for library in mistaken(tmp_path):
        found = found_by(library)
        for rule, problems in found.items():
            others = set().union(*(found[other] for other in found if other is not rule))
            if problems - others:
                missed.add(rule)
    assert missed == {*OF_LIBRARY, *OF_PAGE, *OWN}


def test_every_rule_says_itself_in_a_sentence() -> None:
    for rule in (*OF_LIBRARY, *OF_PAGE, *OWN):
        assert (rule.__doc__ or "").endswith("."), rule.__name__


def test_problems_come_in_order_and_once(root: Path) -> None:
    for code in ("id", "en"):
        tree.write(root, {f"docs/{code}/tentang.md": tree.ABOUT[code] + "\n<b> <b>\n\n# Lagi\n"})
    problems = validate.validate(load(root)[0])
    assert len(problems) == 4
    assert problems == sorted(set(problems))


def test_warnings_come_in_order_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = Problem("a.md", 1, "dull"), Problem("b.md", 1, "long")
    rules = {"words": (lambda _: [second, first], lambda _: [first])}
    monkeypatch.setattr(validate, "WARNINGS", rules)
    assert validate.warnings(Library()) == [first, second]
    assert {problem.rule for problem in validate.warnings(Library())} == {"words"}


def test_a_third_language_needs_every_text_and_page(root: Path) -> None:
    library, _ = load(root)
    found = validate.validate(
        replace(library, locales=(*library.locales, Locale("jv", "Basa Jawa")))
    )
    texts = [
        problem
        for problem in found
        if 'has no "jv"' in problem.message and "the" not in problem.message
    ]
    missing = {problem.path for problem in found if problem.message.startswith("the page has no")}
    assert len(texts) == len(library.words) + 9
    assert missing == {page.file for page in library.pages.values() if page.path}
    assert [str(problem) for problem in found if problem.path.startswith("docs/jv")] == [
        "docs/jv/index.md: the home page of the language is missing; write it"
    ]


def test_one_language_is_enough(tmp_path: Path) -> None:
    root = tree.plant(tmp_path)
    words = "".join(f"{name}: {{id: a}}\n" for name in load(root)[0].words)
    tree.write(root, {path: None for path in tree.FILES if path.startswith("docs/en")})
    tree.write(root, {"docs/_data/templates/undangan.yml": None, tree.WORDS: words})
    tree.write(root, {"docs/_data/placeholders.yml": "nama: {label: {id: nama saya}}\n"})
    tree.replace(root, "mkdocs.yml", "        - {locale: en, name: English, build: true}\n", "")
    tree.replace(root, "docs/_data/sources.yml", "    en: A second-hand report.\n", "")
    tree.replace(
        root, "docs/_data/sources.yml", "{id: pelatih karier, en: career coach}", "{id: a}"
    )
    tree.replace(root, "docs/id/artikel/satu.md", "::template undangan\n", "")
    tree.replace(root, "docs/id/artikel/dua.md", "#pesan-undangan", "#contoh-pesan")
    assert tree.problems(root) == []


def test_what_a_pack_keeps_changes_nothing(tmp_path: Path) -> None:
    pack = Pack()  # one for all: what is known of a text may not be taken for another's
    cases = [
        case for name in ("originality", "glossary", "gaps") for case in tree.golden(name)["cases"]
    ]
    for number, case in enumerate(cases):
        root = tmp_path / str(number)
        tree.write(root, tree.imported())
        tree.change(root, case)
        library, _ = load(root)
        for _ in range(2):
            assert validate.validate(library, pack) == validate.validate(library)
            assert validate.warnings(library, pack) == validate.warnings(library)


def test_nothing_is_worked_out_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, pack = load(root)[0], Pack()
    before = validate.validate(library, pack), validate.warnings(library, pack)

    def never(_: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr("scripts.prints.made", never)
    assert (validate.validate(library, pack), validate.warnings(library, pack)) == before
    with pytest.raises(AssertionError):
        validate.warnings(library)
