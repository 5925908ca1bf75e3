"""The real project with pages and parts renamed or taken out, and the entries that let them lead on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from tests.project import Project

LANGUAGES = ("id", "en")
ARTICLE = "artikel/undangan-wawancara"
OTHER = "artikel/wawancara-informasional"
LIST = "daftar-periksa/wawancara-kerja"
GUIDE = "keputusan/terima-undangan"
CHECKLIST = "docs/_data/checklists/wawancara-kerja.yml"
COVERAGE = "docs/_data/coverage/undangan-wawancara.yml"
FLOW = "docs/_data/flows/terima-undangan.yml"
MOVED = "docs/_data/moved.yml"
CODES = "docs/_data/short.yml"
LOST = (
    "tentang/",
    f"{ARTICLE}/#dilema",
    f"{LIST}/#isi-daya",
    f"{GUIDE}/#terima-pinjam-ruang",
    f"{GUIDE}/?waktu-tempat=jauh",
)
"""What both `rename` and `take_out` break, and the short link of the page that is gone."""


def lost(project: Project) -> set[str]:
    """Return every address that dies without entries."""
    here = (*LOST, f"l/{code(project, 'tentang')}/")
    return {root + address for root in ("", "en/") for address in here}


def code(project: Project, path: str) -> str:
    """Return the code of a page's short link."""
    codes: dict[str, str] = yaml.safe_load(project.read(CODES))
    return next(code for code, page in codes.items() if page == (path or "/"))


def rename(project: Project) -> None:
    """Give another id to a page, a section, an item, a node and an option."""
    for language in LANGUAGES:
        folder = project.root / "docs" / language
        (folder / "tentang.md").rename(folder / "tentang-kami.md")
        _relink(project, language, r"(\[[^\]]*\]\([./]*tentang)(\.md)", r"\1-kami\2")
        _replace(project, f"docs/{language}/{ARTICLE}.md", "{#dilema}", "{#bimbang}")
    _replace(project, COVERAGE, "[dilema, kapan]", "[bimbang, kapan]")
    _replace(project, CHECKLIST, "id: isi-daya\n", "id: isi-baterai\n")
    _replace(project, FLOW, "terima-pinjam-ruang\n", "pinjam-ruang\n")
    flow = _read(project, FLOW)
    _option(flow, "waktu-tempat", "jauh")["id"] = "terlalu-jauh"
    _write(project, FLOW, flow)


def keep_renamed(project: Project) -> None:
    """Let what `rename` has renamed be found by its old names."""
    project.write(MOVED, f"tentang: tentang-kami\n{ARTICLE}#dilema: {ARTICLE}#bimbang\n")
    _replace(project, CHECKLIST, "id: isi-baterai\n", "id: isi-baterai\n        was: [isi-daya]\n")
    flow = _read(project, FLOW)
    _node(flow, "outcomes", "pinjam-ruang")["was"] = ["terima-pinjam-ruang"]
    _option(flow, "waktu-tempat", "terlalu-jauh")["was"] = ["jauh"]
    _write(project, FLOW, flow)


def take_out(project: Project) -> None:
    """Take out the same page, section, item, node and option."""
    for language in LANGUAGES:
        (project.root / f"docs/{language}/tentang.md").unlink()
        _relink(project, language, r"\[([^\]]*)\]\([./]*tentang\.md[^)]*\)", r"\1")
        article = f"docs/{language}/{ARTICLE}.md"
        lines = project.read(article).splitlines(keepends=True)
        project.write(article, "".join(line for line in lines if "{#dilema}" not in line))
    _replace(project, COVERAGE, "[dilema, kapan]", "[kapan]")
    checklist, flow = _read(project, CHECKLIST), _read(project, FLOW)
    for phase in checklist["phases"]:
        phase["items"] = [item for item in phase["items"] if item["id"] != "isi-daya"]
    gone = _node(flow, "outcomes", "terima-pinjam-ruang")
    flow["outcomes"].remove(gone)
    for question in flow["questions"]:
        for option in question["options"]:
            if option["next_node"] == gone["id"]:
                option["next_node"] = "minta-daring"
    options = _node(flow, "questions", "waktu-tempat")["options"]
    options.remove(_option(flow, "waktu-tempat", "jauh"))
    _write(project, CHECKLIST, checklist)
    _write(project, FLOW, flow)


def lead_on(project: Project) -> None:
    """Let what `take_out` has taken out lead to what takes its place."""
    project.write(
        MOVED,
        f"tentang: /#mengapa-percaya\ntentang#lapor: {OTHER}\n{ARTICLE}#dilema: {OTHER}#kapan\n"
        f"{LIST}#isi-daya: {LIST}#hari-h\n",
    )
    flow = _read(project, FLOW)
    _node(flow, "outcomes", "minta-daring")["was"] = ["terima-pinjam-ruang"]
    _option(flow, "waktu-tempat", "sinyal")["was"] = ["jauh"]
    _write(project, FLOW, flow)


def _relink(project: Project, language: str, pattern: str, link: str) -> None:
    """Change every link to the page about the site."""
    for file in (project.root / "docs" / language).rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(pattern, link, text), encoding="utf-8")


def _replace(project: Project, path: str, old: str, new: str) -> None:
    text = project.read(path)
    assert old in text, f'"{old}" is not in {path}'
    project.write(path, text.replace(old, new))


def _read(project: Project, path: str) -> Any:
    return yaml.safe_load(project.read(path))


def _write(project: Project, path: str, data: object) -> None:
    project.write(path, yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


def _node(flow: Any, kind: str, name: str) -> Any:
    return next(node for node in flow[kind] if node["id"] == name)


def _option(flow: Any, question: str, name: str) -> Any:
    options = _node(flow, "questions", question)["options"]
    return next(option for option in options if option["id"] == name)
