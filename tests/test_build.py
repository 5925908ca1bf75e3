from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from scripts.build import build
from scripts.problem import Problem

PROBLEM = Problem("site/id/index.html", 3, 'the link "x" leads nowhere')


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of an earlier build."""
    site = tmp_path / "site"
    write(site, "old")
    return site


def write(folder: Path, word: str) -> list[Problem]:
    folder.mkdir(exist_ok=True)
    for number in range(3):
        (folder / f"{number}.html").write_text(word)
    return []


def stage_new(folder: Path) -> list[Problem]:
    return write(folder, "new")


def fine(folder: Path) -> list[Problem]:
    assert folder.is_dir()
    return []


def words(site: Path) -> list[str]:
    return [path.read_text() for path in sorted(site.iterdir())]


def assert_untouched(site: Path) -> None:
    assert words(site) == ["old"] * 3
    assert list(site.parent.iterdir()) == [site]


def test_a_good_build_takes_the_place_of_the_old_one(site: Path) -> None:
    (site / "gone.html").write_text("old")
    assert build(site, stage_new, fine) == []
    assert words(site) == ["new"] * 3
    assert list(site.parent.iterdir()) == [site]


def test_the_first_build_makes_the_folder(tmp_path: Path) -> None:
    site = tmp_path / "deep" / "site"
    assert build(site, stage_new, fine) == []
    assert words(site) == ["new"] * 3
    assert list(site.parent.iterdir()) == [site]


def test_the_site_is_as_readable_as_any_new_folder(tmp_path: Path) -> None:
    build(tmp_path / "site", stage_new, fine)
    (tmp_path / "other").mkdir()
    assert (tmp_path / "site").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_the_folder_is_empty_and_hidden_beside_the_site(site: Path) -> None:
    def stage(folder: Path) -> list[Problem]:
        assert list(folder.iterdir()) == []
        assert folder.parent == site.parent
        assert folder.name.startswith(".site-")
        return stage_new(folder)

    assert (
        build(site, stage, lambda folder: [] if words(folder) == ["new"] * 3 else [PROBLEM]) == []
    )


def test_what_the_stage_finds_wrong_leaves_the_site_alone(site: Path) -> None:
    def stage(folder: Path) -> list[Problem]:
        write(folder, "new")
        return [PROBLEM]

    def check(_: Path) -> list[Problem]:
        pytest.fail("a site with problems is not checked")

    assert build(site, stage, check) == [PROBLEM]
    assert_untouched(site)


def test_what_the_check_finds_wrong_leaves_the_site_alone(site: Path) -> None:
    assert build(site, stage_new, lambda _: [PROBLEM]) == [PROBLEM]
    assert_untouched(site)


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("step", ["stage", "check"])
def test_an_exception_or_interrupt_leaves_the_site_alone(
    site: Path, error: type[BaseException], step: str
) -> None:
    def breaks(folder: Path) -> list[Problem]:
        write(folder, "half")
        raise error

    with pytest.raises(error):
        build(site, *((breaks, fine) if step == "stage" else (stage_new, breaks)))
    assert_untouched(site)


def test_a_failing_first_build_leaves_nothing(tmp_path: Path) -> None:
    assert build(tmp_path / "site", stage_new, lambda _: [PROBLEM]) == [PROBLEM]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [OSError("no"), KeyboardInterrupt()])
@pytest.mark.parametrize("failing", ["old", "new"])
def test_the_old_site_comes_back_when_a_rename_fails(
    site: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, failing: str
) -> None:
    rename = Path.rename

    def rename_once(path: Path, target: Path) -> Path:
        if (failing == "old" and path == site) or path.name.startswith(f".site-{failing}-"):
            monkeypatch.setattr(Path, "rename", rename)
            raise error
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", rename_once)
    with pytest.raises(type(error)):
        build(site, stage_new, fine)
    assert_untouched(site)


def test_an_interrupt_right_after_the_first_rename_brings_the_old_site_back(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def rename_and_interrupt(path: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "rename", rename)
        rename(path, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", rename_and_interrupt)
    with pytest.raises(KeyboardInterrupt):
        build(site, stage_new, fine)
    assert_untouched(site)


def test_what_killed_builds_left_is_removed(site: Path) -> None:
    write(site.parent / ".site-new-0123abcd", "half")
    write(site.parent / ".site-old-0123abcd", "older")
    assert build(site, stage_new, lambda _: [PROBLEM]) == [PROBLEM]
    assert_untouched(site)


def test_a_build_killed_in_earnest_leaves_only_what_the_next_one_removes(site: Path) -> None:
    killed = (
        "import os, pathlib, signal, sys\n"
        "from scripts.build import build\n"
        "kill = lambda folder: os.kill(os.getpid(), signal.SIGKILL)\n"
        "build(pathlib.Path(sys.argv[1]), kill, kill)\n"
    )
    subprocess.run([sys.executable, "-c", killed, str(site)], check=False)
    assert len(list(site.parent.glob(".site-new-*"))) == 1
    assert build(site, stage_new, lambda _: [PROBLEM]) == [PROBLEM]
    assert_untouched(site)


def test_a_build_killed_between_two_renames_gets_its_site_back(site: Path) -> None:
    site.rename(site.parent / ".site-old-0123abcd")
    assert build(site, stage_new, lambda _: [PROBLEM]) == [PROBLEM]
    assert_untouched(site)


@pytest.mark.usefixtures("locks")
def test_a_build_inside_a_build_has_a_folder_of_its_own(site: Path) -> None:
    def stage_slowly(folder: Path) -> list[Problem]:
        write(folder, "slow")
        assert build(site, stage_new, fine) == []
        assert words(site) == ["new"] * 3
        return []

    assert build(site, stage_slowly, fine) == []
    assert words(site) == ["slow"] * 3
    assert list(site.parent.iterdir()) == [site]


@pytest.mark.usefixtures("locks")
def test_many_builds_at_once_end_with_one_whole_site(site: Path) -> None:
    def run(number: int) -> list[Problem]:
        return build(site, lambda folder: write(folder, f"{number}"), fine)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(run, range(40))) == [[]] * 40
    assert len(set(words(site))) == 1
    assert list(site.parent.iterdir()) == [site]


def test_a_linked_site_keeps_its_link(tmp_path: Path) -> None:
    write(tmp_path / "real", "old")
    (tmp_path / "site").symlink_to("real")
    assert build(tmp_path / "site", stage_new, fine) == []
    assert words(tmp_path / "real") == ["new"] * 3
    assert (tmp_path / "site").readlink() == Path("real")


def test_a_file_system_without_locks_still_builds(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("fcntl.flock", no_locks)
    assert build(site, stage_new, fine) == []
    assert words(site) == ["new"] * 3


def test_the_folder_that_is_no_longer_shown_is_the_next_ones(site: Path) -> None:
    spare, seen = site.parent / "cache" / "spare", list[list[str]]()

    def stage(folder: Path) -> list[Problem]:
        seen.append([path.read_text() for path in sorted(folder.iterdir())])
        return write(folder, f"{len(seen)}")

    for number in (1, 2, 3):
        assert build(site, stage, fine, spare) == []
        assert words(site) == [f"{number}"] * 3
        assert sorted(site.parent.iterdir()) == [spare.parent, site]
    assert seen == [[], ["old"] * 3, ["1"] * 3]


@pytest.mark.parametrize("step", ["stage", "check", "crash"])
def test_after_a_build_that_failed_the_folder_is_still_there(site: Path, step: str) -> None:
    spare = site.parent / "spare"
    write(spare, "spare")

    def crash(_: Path) -> list[Problem]:
        raise OSError

    stage = {"stage": lambda _: [PROBLEM], "crash": crash}.get(step, stage_new)
    with suppress(OSError):
        assert build(site, stage, lambda _: [PROBLEM], spare) == [PROBLEM]
    assert words(site) == ["old"] * 3
    assert sorted(site.parent.iterdir()) == [site, spare]


def test_a_spare_folder_that_is_a_link_is_left_alone(site: Path, tmp_path: Path) -> None:
    write(tmp_path / "mine", "mine")
    (tmp_path / "spare").symlink_to("mine")
    assert build(site, stage_new, fine, tmp_path / "spare") == []
    assert words(site) == ["new"] * 3
    assert not site.is_symlink()
    assert words(tmp_path / "mine") == ["mine"] * 3


@pytest.mark.usefixtures("locks")
def test_builds_at_once_do_not_share_a_spare_folder(site: Path) -> None:
    spare = site.parent / "spare"

    def run(number: int) -> list[Problem]:
        return build(site, lambda folder: write(folder, f"{number}"), fine, spare)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(run, range(40))) == [[]] * 40
    assert len(set(words(site))) == 1
    assert sorted(site.parent.iterdir()) == [site, spare]
