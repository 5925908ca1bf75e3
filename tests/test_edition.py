"""A site that was made of what had changed is byte for byte the one that is made anew."""

from __future__ import annotations

import os
import random
import shutil
import time
from errno import ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from scripts import edition, store, works
from scripts.edition import STORE, Hands
from scripts.making import Making
from scripts.pool import FORK, SPAWN, workers
from tests import editions, tree
from tests.editions import clean, different, entries, site
from tests.edits import Editor
from tests.test_cache import DAMAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scripts.works import Piece, Result, Works

ID, EN = "docs/id/artikel/dua.md", "docs/en/artikel/dua.md"
STEPS = 12
pytestmark = pytest.mark.usefixtures("compiled")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site was made once."""
    root = editions.plant(tmp_path_factory.mktemp("edition") / "project")
    site(root)
    return root


@pytest.fixture
def root(planted: Path, tmp_path: Path) -> Path:
    return shutil.copytree(planted, tmp_path / "project", symlinks=True)


# Edits


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_edits_the_site_is_that_of_a_clean_build(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seed: int
) -> None:
    editor = Editor(root, random.Random(seed))  # noqa: S311 - the same in every run
    done = []
    folders = [tmp_path / "one", tmp_path / "two"]  # as builds take turns with the site's folder
    for folder in folders:
        folder.mkdir()
    for _ in range(STEPS // 2):
        done += [editor.edit(), editor.edit()]
        folders.reverse()
        found = site(root, environment=editor.environment, spare=folders[0])
        wanted = clean(root, monkeypatch, environment=editor.environment)
        assert different(found, wanted) == [], done


def test_after_one_sentence_only_its_page_is_made_anew(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, pieces = works.Works._made, list[tuple[str, str, str]]()

    def recorded(self: Works, piece: Piece) -> works.Made:
        pieces.append((piece.kind, piece.locale, piece.path))
        return make(self, piece)

    monkeypatch.setattr(works.Works, "_made", recorded)
    tree.replace(root, ID, "Tidak ada.", "Tak ada.")
    assert b"Tak ada." in site(root)["artikel/dua/index.html"]
    assert {(code, path) for kind, code, path in pieces if kind == "page"} == {
        ("id", "artikel/dua"),
        ("en", "artikel/dua"),
    }
    assert {kind for kind, _, _ in pieces} <= {"page", "search", "moved"}


def test_what_a_translation_says_is_on_the_other_page_too(root: Path) -> None:
    assert b'class="newer"' not in site(root)["en/artikel/dua/index.html"]
    tree.replace(root, ID, "Tidak ada.", "Tak ada.")
    assert b'class="newer"' in site(root)["en/artikel/dua/index.html"]


def test_what_is_gone_is_gone(root: Path) -> None:
    tree.write(root, {"docs/id/luring.md": None, "docs/en/luring.md": None})
    found = site(root)
    assert not [path for path in found if "luring/" in path]
    assert len(entries(root)) < len(found)
    tree.write(root, {"docs/_data/moved.yml": None})
    assert "artikel/nol/index.html" not in site(root)


def test_what_comes_back_is_as_it_was(root: Path) -> None:
    before = site(root)
    tree.replace(root, ID, "Tidak ada.", "Tak ada.")
    assert site(root) != before
    tree.replace(root, ID, "Tak ada.", "Tidak ada.")
    assert site(root) == before


def test_nothing_is_made_twice(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, kept = site(root), entries(root)
    monkeypatch.setattr(works.Works, "_made", lambda *_: pytest.fail("it is in the store"))
    assert site(root) == before
    assert entries(root) == kept


# A store that is not as it was left


def unreadable(entry: Path) -> None:
    entry.unlink()
    (entry / "folder").mkdir(parents=True)


def test_what_is_damaged_is_not_used(root: Path) -> None:
    wanted, folder = site(root), root / STORE / "live"
    damages: tuple[Callable[[Path], object], ...] = (*DAMAGES, unreadable)
    hurt = sorted(entries(root))[:: len(entries(root)) // len(damages)][: len(damages)]
    for name, damage in zip(hurt, damages, strict=True):
        damage(folder / name)
    done, found = editions.made(root)
    assert (found, sorted(done.damaged)) == (wanted, hurt)
    done, found = editions.made(root)
    assert (found, done.damaged) == (wanted, ())


def test_entries_that_were_exchanged_are_not_used(root: Path) -> None:
    wanted, folder = site(root), root / STORE / "live"
    one, other, *_ = sorted(entries(root))
    (folder / one).rename(folder / "x")
    (folder / other).rename(folder / one)
    (folder / "x").rename(folder / other)
    done, found = editions.made(root)
    assert (found, set(done.damaged)) == (wanted, {one, other})


def test_without_room_for_a_store_the_site_is_the_same(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = site(root)
    shutil.rmtree(root / STORE)
    (root / STORE).touch()
    assert editions.made(root)[0].damaged == ()
    assert site(root) == wanted
    (root / STORE).unlink()
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if STORE in path.as_posix():
            write(path, data[:9])
            raise OSError(ENOSPC, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert site(root) == wanted
    assert entries(root) == set()


# Builds that are disturbed


def disturbed(monkeypatch: pytest.MonkeyPatch, disturb: Callable[[], None]) -> None:
    """Let something happen after the first piece of the next site was made."""
    do = works.Works.do

    def do_and_disturb(self: Works, piece: Piece) -> Result:
        monkeypatch.setattr(works.Works, "do", do)
        result = do(self, piece)
        disturb()
        return result

    monkeypatch.setattr(works.Works, "do", do_and_disturb)


REDRESSED = "<b>{{ name }}</b>"


def redress(root: Path) -> None:
    tree.write(root, {"overrides/components/section.html": REDRESSED})


def test_nothing_is_kept_of_what_was_made_while_it_changed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = site(root)
    template = (root / "overrides/components/section.html").read_bytes()
    shutil.rmtree(root / STORE)
    disturbed(monkeypatch, lambda: redress(root))
    assert site(root) != wanted
    assert entries(root) == set()
    tree.write(root, {"overrides/components/section.html": template})
    assert site(root) == wanted


def test_pages_that_change_meanwhile_cost_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted, kept = site(root), entries(root)
    disturbed(monkeypatch, lambda: tree.replace(root, ID, "Tidak ada.", "Tak ada."))
    found = site(root)
    assert (found, entries(root)) == (wanted, kept)
    assert site(root) == clean(root, monkeypatch)


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, MemoryError])
def test_what_was_made_before_an_interrupt_is_kept(
    root: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def interrupt() -> None:
        raise error

    shutil.rmtree(root / STORE)
    disturbed(monkeypatch, interrupt)
    with pytest.raises(error):
        editions.made(root)
    assert len(entries(root)) == 1


def test_nothing_is_kept_of_an_interrupt_while_something_changed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt() -> None:
        redress(root)
        raise KeyboardInterrupt

    disturbed(monkeypatch, interrupt)
    with pytest.raises(KeyboardInterrupt):
        editions.made(root)
    assert entries(root) == set()


def test_nothing_is_kept_of_a_build_that_was_killed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = site(root)
    template = (root / "overrides/components/section.html").read_bytes()
    shutil.rmtree(root / STORE)
    with monkeypatch.context() as patch:
        patch.setattr(store, "end", lambda *_: None)  # as if it had never come there
        disturbed(patch, lambda: redress(root))
        assert site(root) != wanted
    tree.write(root, {"overrides/components/section.html": template})
    assert site(root) == wanted


def test_two_builds_at_once_are_both_whole(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = site(root)
    shutil.rmtree(root / STORE)
    others: list[editions.Site] = []

    def track(_: str, results: Iterable[Result], __: int) -> Iterator[Result]:
        for result in results:
            if not others:
                others.append({})
                others[0] = site(root)
            yield result

    with monkeypatch.context() as patch:
        patch.setattr(edition, "Making", lambda plan, pool, *_: Making(plan, pool, track))
        assert site(root, Hands(2, FORK)) == wanted
    assert others == [wanted]
    assert site(root) == wanted


# Circumstances


@pytest.mark.parametrize("hands", [Hands(2, FORK), Hands(2, SPAWN)])
def test_more_workers_make_the_same_site(root: Path, hands: Hands) -> None:
    wanted = site(root)
    shutil.rmtree(root / STORE)
    assert different(site(root, hands), wanted) == []
    assert different(site(root, hands), wanted) == []


def test_a_site_in_one_language_needs_no_more_of_its_workers(tmp_path: Path) -> None:
    root = editions.plant(tmp_path / "project")
    tree.replace(root, "mkdocs.yml", "        - {locale: en, name: English, build: true}\n", "")
    shutil.rmtree(root / "docs/en")
    for file in (root / "docs/_data").rglob("*.yml"):
        data = without(yaml.safe_load(file.read_text(encoding="utf-8")))
        file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    (root / "docs/_data/addresses/en.yml").unlink()
    assert site(root, Hands(2, FORK)) == site(root)


def without(data: object) -> object:
    """Return a record without its texts in English."""
    if isinstance(data, dict):
        return {name: without(value) for name, value in data.items() if name != "en"}
    return [without(value) for value in data] if isinstance(data, list) else data


def test_a_worker_that_is_killed_is_a_problem(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(root / STORE)
    monkeypatch.setattr(works.Works, "_made", lambda *_: os.kill(os.getpid(), 9))
    done, _ = editions.made(root, Hands(2, FORK))
    assert [str(problem) for problem in done.problems] == [
        "build: a worker process was ended from outside, perhaps for want of memory; "
        "build with fewer: --workers 1"
    ]
    assert entries(root) == set()


def test_when_where_and_in_which_order_make_no_difference(
    planted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = clean(planted, monkeypatch)
    root = shutil.copytree(planted, tmp_path / "an other é folder", symlinks=True)
    listed, shuffle = os.listdir, random.Random(1).shuffle  # noqa: S311 - as above

    def shuffled(*path: str) -> list[str]:
        names = listed(*path)
        shuffle(names)
        return names

    monkeypatch.setattr(os, "listdir", shuffled)
    monkeypatch.setattr(time, "time", lambda: 4e9)
    monkeypatch.setenv("TZ", "Asia/Jayapura")
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    time.tzset()
    mask = os.umask(0o077)
    try:
        assert different(clean(root, monkeypatch), wanted) == []
    finally:
        os.umask(mask)
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("count", "things", "number"), [(4, 0, 2), (4, 1, 2), (4, 3, 3), (4, 9, 4), (1, 3, 1)]
)
def test_few_things_need_few_hands(count: int, things: int, number: int) -> None:
    assert Hands(count, FORK).few(things) == Hands(number, FORK)


@pytest.mark.parametrize(("count", "number"), [(8, 7), (3, 2), (2, 2), (1, 1)])
def test_one_hand_is_spared_where_there_are_more_than_two(count: int, number: int) -> None:
    assert Hands(count, FORK).spared == Hands(number, FORK)


def test_few_new_pieces_are_made_by_few_workers(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers: list[int] = []

    def begun(number: int, *rest: object, **options: object) -> object:
        numbers.append(number)
        return workers(number, *rest, **options)  # type: ignore[arg-type] # as they are

    monkeypatch.setattr(edition, "workers", begun)
    shutil.rmtree(root / STORE, ignore_errors=True)
    site(root, Hands(4, FORK))
    tree.replace(root, "docs/id/artikel/dua.md", "Lihat [undangan]", "Baca [undangan]")
    wanted = site(root, Hands(4, FORK))
    assert numbers == [4, 2]
    assert wanted == clean(root, monkeypatch)
