"""A checklist, a flow and a poster for the small project of `tree`."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from scripts.maker import CACHE, Maker
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.model import Library
    from scripts.pages import Pages

POSTER = """\
title: {id: Tanda  palsu, en: Signs of a fake}
introduction: {id: "Kenali.\\n Lalu lapor.", en: Know them.}
signs:
  - {text: {id: Uang, en: Money}, source: majalah}
  - {text: {id: Buru-buru, en: Haste}, source: redaksi}
  - {text: {id: Kode, en: Codes}, source: kabar}
steps:
  - {text: {id: Berhenti, en: Stop}, source: majalah}
link: artikel/satu
"""
CHECKLIST = """\
title: {id: Daftar, en: List}
introduction: {id: Isi., en: What it is.}
article: artikel/satu
phases:
  - id: awal
    title: {id: Awal, en: Start}
    items:
      - id: baca
        text: {id: Baca., en: Read.}
        reason: {id: Supaya tahu., en: To know.}
        source: kabar
      - {id: tulis, text: {id: Tulis., en: Write.}, source: redaksi}
"""
FLOW = """\
title: {id: "Datang?", en: "Go?"}
introduction: {id: Jawab., en: Answer.}
article: artikel/satu
questions:
  - id: mau
    question: {id: "Mau?", en: "Want to?"}
    hint: {id: Jujurlah., en: Be honest.}
    source: redaksi
    options:
      - id: ya
        label: {id: Ya, en: "Yes"}
        next_node: datang
        reason: {text: {id: Bagus., en: Good.}, source: majalah}
      - {id: tidak, label: {id: Tidak, en: "No"}, next_node: tolak}
outcomes:
  - id: datang
    verdict: {id: Datanglah, en: Go}
    tone: "yes"
    summary: {id: Lalu ceritakan., en: And tell us.}
    why: [{text: {id: Baik., en: Good.}, source: kabar}]
    steps: [{text: {id: Siap., en: Get ready.}, source: majalah}]
  - id: tolak
    verdict: {id: Tolaklah, en: Decline}
    tone: "no"
    why: [{text: {id: Tak mau., en: You do not want to.}, source: redaksi}]
    steps: [{text: {id: Tulis., en: Write.}, source: redaksi}]
"""
STUB = "---\nkind: {kind}\n{kind}: {name}\nreviewed: 2026-11-{day}\n---\n"
PROOF = "---\nkind: proof\nflow: datang\nreviewed: 2026-11-21\n---\n"


def pages(root: Path) -> Pages:
    """Return a project that has a checklist, a flow and a poster too."""
    files = {
        "docs/_data/checklists/daftar.yml": CHECKLIST,
        "docs/_data/flows/datang.yml": FLOW,
        "docs/_data/posters/palsu.yml": POSTER,
    }
    for code in ("id", "en"):
        folder = f"docs/{code}/alat"
        files |= {
            f"{folder}/index.md": tree.FOLDER[code].replace("::pages artikel", "::pages alat"),
            f"{folder}/daftar.md": STUB.format(kind="checklist", name="daftar", day=21),
            f"{folder}/datang.md": STUB.format(kind="flow", name="datang", day=22),
            f"{folder}/datang/bukti.md": PROOF,
        }
        article = tree.ONE[code]
        files[f"docs/{code}/artikel/satu.md"] = article.replace("### ", "::poster palsu\n\n### ", 1)
    tree.write(root, files)
    return tree.pages(root)


def maker(root: Path, library: Library, url: str = tree.URL) -> Maker:
    """Return what makes the site of a project, with templates and assets of the real one."""
    dress(root)
    return Maker(library, url, root)


def dress(root: Path) -> None:
    """Give a project the templates and assets of the real one, and what was typeset before."""
    (tree.ROOT / CACHE).mkdir(parents=True, exist_ok=True)
    for part in ("docs/assets/stylesheets", "docs/assets/javascripts"):
        shutil.copytree(tree.ROOT / part, root / part)
    for part in ("overrides", CACHE):
        (root / part).parent.mkdir(exist_ok=True)
        (root / part).symlink_to(tree.ROOT / part)
