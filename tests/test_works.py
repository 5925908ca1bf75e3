"""A piece from the store gives the same files as one that is made."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from scripts import edition, receipt, settings, works
from scripts.plan import Plan
from scripts.works import Before, Order, Works
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
        "assets/kartu/id/alat/datang.png",
        "berkas/panduan-datang.html",
        "embed/alat/datang/index.html",
        "oembed/alat/datang.json",
        "qr/alat/datang.svg",
        "unduhan/panduan-datang.pdf",
    } <= files.keys()
    monkeypatch.setattr(Works, "_made", lambda *_: pytest.fail("it is in the store"))
    assert done(order, piece) == (result, files)


def test_what_is_wrong_is_said_again_when_it_comes_from_the_store(
    planted: Path, tmp_path: Path
) -> None:
    root = shutil.copytree(planted, tmp_path / "project", symlinks=True)
    tree.replace(root, "docs/_data/checklists/daftar.yml", "Baca.", "Baca 🙂.")
    found = [editions.made(root)[0].problems for _ in range(2)]
    assert found[0] == found[1]
    assert [problem.path for problem in found[0]] == ["docs/_data/checklists/daftar.yml"]
    assert 'cannot show "🙂"' in found[0][0].message


def test_files_of_the_site_before_are_the_same_files(order: Order, piece: Piece) -> None:
    result, files = done(order, piece)
    before = order.site.rename(order.site.with_name("before"))
    again = Order(**(vars(order) | {"before": Before(before, {piece.key: result})}))
    assert done(again, piece) == (result, files)
    assert all((order.site / path).samefile(before / path) for path in files)


def test_a_site_before_that_has_lost_a_file_stays_as_it_is(order: Order, piece: Piece) -> None:
    result, files = done(order, piece)
    before = order.site.rename(order.site.with_name("before"))
    (before / max(files)).unlink()
    left = editions.files(before)
    again = Order(**(vars(order) | {"before": Before(before, {piece.key: result})}))
    assert done(again, piece) == (result, files)
    assert editions.files(before) == left
    assert not any((order.site / path).samefile(before / path) for path in left)


def test_a_process_does_pieces_of_the_order_it_has_begun(order: Order, piece: Piece) -> None:
    works.begin(order)
    assert works.do(piece).stamps.keys() == editions.files(order.site).keys()


def test_pieces_of_readers_and_editors_are_kept_apart(planted: Path) -> None:
    live, preview = (editions.site(planted, live=live) for live in (True, False))
    assert "draf/index.html" in preview
    assert "draf/index.html" not in live
    folders = ((planted / edition.STORE / name).iterdir() for name in ("live", "preview"))
    one, other = ({path.name for path in folder} for folder in folders)
    assert one
    assert not one & other
