"""A piece from the store gives the same files as one that is made."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scripts import receipt, settings, works
from scripts.plan import Plan
from scripts.works import Order, Works
from tests import editions, tree

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.works import Piece, Result


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return editions.plant(tmp_path_factory.mktemp("works") / "project")


@pytest.fixture
def order(planted: Path, tmp_path: Path) -> Order:
    library = tree.read(planted).published()
    given = settings.read(planted, {})
    return Order(library, given, planted, tmp_path / "site", tmp_path / "store")


@pytest.fixture
def piece(order: Order) -> Piece:
    """The piece of a tool's page, which has files of all kinds."""
    pieces = Plan(order, receipt.sources(order.root)).pages
    return next(piece for piece in pieces if piece.path == "alat/datang")


def done(order: Order, piece: Piece) -> tuple[Result, editions.Site]:
    shutil.rmtree(order.site, ignore_errors=True)
    return Works(order).do(piece), editions.files(order.site)


def test_what_is_in_the_store_is_what_was_made(
    order: Order, piece: Piece, monkeypatch: pytest.MonkeyPatch
) -> None:
    result, files = done(order, piece)
    assert result.stamps.keys() == files.keys()
    assert {
        "alat/datang/index.html",
        "berkas/panduan-datang.html",
        "embed/alat/datang/index.html",
        "oembed/alat/datang.json",
        "unduhan/panduan-datang.pdf",
    } <= files.keys()
    monkeypatch.setattr(Works, "_made", lambda *_: pytest.fail("it is in the store"))
    assert done(order, piece) == (result, files)


def test_pictures_of_some_pages_are_one_piece(order: Order) -> None:
    pieces = [p for p in Plan(order, receipt.sources(order.root)).pages if p.kind == "pictures"]
    listed = [(piece.locale, path) for piece in pieces for path in piece.paths]
    assert sorted(listed) == sorted(order.library.pages)
    [one] = [piece for piece in pieces if "alat/datang" in piece.paths and piece.locale == "id"]
    _, files = done(order, one)
    assert {"assets/kartu/id/alat/datang.png", "qr/alat/datang.svg"} <= files.keys()
    cards = {f"assets/kartu/id/{path or 'index'}.png" for path in one.paths}
    assert cards == {path for path in files if "/kartu/" in path}


def test_what_is_wrong_is_said_again_when_it_comes_from_the_store(
    planted: Path, tmp_path: Path
) -> None:
    root = shutil.copytree(planted, tmp_path / "project", symlinks=True)
    tree.replace(root, "docs/_data/checklists/daftar.yml", "Baca.", "Baca 🙂.")
    found = [editions.made(root)[0].problems for _ in range(2)]
    assert found[0] == found[1]
    assert [problem.path for problem in found[0]] == ["docs/_data/checklists/daftar.yml"]
    assert 'cannot show "🙂"' in found[0][0].message


def test_a_process_does_pieces_of_the_order_it_has_begun(order: Order, piece: Piece) -> None:
    works.begin(order)
    assert works.do(piece).stamps.keys() == editions.files(order.site).keys()


def test_a_process_keeps_pieces_without_a_site(
    order: Order, piece: Piece, monkeypatch: pytest.MonkeyPatch
) -> None:
    works.begin(order)
    result = works.keep(piece)
    assert not order.site.exists()
    monkeypatch.setattr(Works, "_made", lambda *_: pytest.fail("it is in the store"))
    assert done(order, piece)[0] == result


def test_what_is_made_to_be_ready_is_kept_nowhere(order: Order, piece: Piece) -> None:
    Works(order).warm(piece)
    assert not order.site.exists()
    assert not order.store.exists()


def test_what_loads_slowly_is_loaded_when_it_is_asked_for() -> None:
    program = (
        "import sys; from functools import partial; from pathlib import Path\n"
        "from scripts import settings, works\n"
        "wanted = settings.Settings(extensions={'toc': {}})\n"
        "slow = (*works.MAKERS, 'markdown.extensions.toc', 'segno')\n"
        "for ask in (int, partial(works.prepare, Path(), wanted)):\n"
        "    ask()\n"
        "    print(sum(name in sys.modules for name in slow), len(slow))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    none, _, every, all_of_them = done.stdout.split()
    assert (none, every) == (b"0", all_of_them)
