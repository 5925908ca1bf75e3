"""Publishing as people do it: with the command, on copies of the real project."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

import pytest

from scripts.digest import Difference, digests
from scripts.publish import Project, checked, described, released, target_of
from scripts.publish_folder import FolderTarget
from scripts.publish_git import GitTarget
from scripts.publish_rsync import RsyncTarget
from scripts.receipt import Receipt, sources, write
from scripts.release import PublishError
from tests import project as real
from tests.interrupted import silently
from tests.shared import CAMPUS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scripts.release import Item

URL = {"SITE_URL": CAMPUS}
FORMS = (
    r"write a folder as \./public .*, a git branch .* or git\+https:.*, a server as user@.*/siap$"
)
PAGE = "docs/en/tentang.md"


class WindowsPath(PureWindowsPath):
    """As much of a path on Windows as there is elsewhere."""

    def expanduser(self) -> WindowsPath:
        return self

    def absolute(self) -> WindowsPath:
        return self


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """A project with one source and a site that was built and checked from it."""
    project = Project(
        root=tmp_path,
        site=tmp_path / "site",
        receipt=tmp_path / ".cache/receipt.json",
        cache=tmp_path / ".cache",
    )
    project.site.mkdir()
    (project.site / "index.html").write_text("<p>Halo")
    (tmp_path / "mkdocs.yml").write_text("site_name: Contoh\n")
    write(project.receipt, Receipt(digests(project.site), sources(tmp_path), URL))
    return project


# What a target is


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("/srv/www", FolderTarget),
        ("./public", FolderTarget),
        ("../public:2", FolderTarget),
        ("~/public", FolderTarget),
        ("git+origin#pages", GitTarget),
        ("git+git@host.example:me/pages.git", GitTarget),
        ("git+https://host.example/pages.git#gh-pages", GitTarget),
        ("host.example:www", RsyncTarget),
        ("me@host.example:/srv/www", RsyncTarget),
        ("me@[::1]:~/www", RsyncTarget),
        ("ssh://me@host.example:2222/srv/www", RsyncTarget),
        ("ssh://host.example/~/www", RsyncTarget),
    ],
)
def test_a_target_is_known_by_its_form(small: Project, text: str, kind: type) -> None:
    assert isinstance(target_of(text, small), kind)


def test_a_folder_on_windows_is_refused(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.publish.IS_WINDOWS", True)
    monkeypatch.setattr("scripts.publish.Path", WindowsPath)
    reason = "^on Windows no link to a folder can change in one step; publish to a git branch, or"
    for text in ("./public", "C:/www"):
        with pytest.raises(PublishError, match=reason):
            target_of(text, small)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "public",
            "host.example",
            "-oProxyCommand=x:/srv",
            "me@-x:/srv",
            "ssh://host.example",
        ),
        *(
            "ssh://host.example:port/srv",
            "ssh://-x/srv",
            "rsync://host.example/www",
            "git+",
            "git+#x",
            "git+--upload-pack=x",
        ),
        *("https://host.example/", "s3://bucket/www", "ftp://host.example/", "file:///srv"),
        *("h:~", "h:~/", "h:~//x", "h:~me/www", "ssh://h/~", "ssh://h/~me/x"),
        *("file:/srv", "~me/www", "..", "me@h:", "h::module", "ssh://-oProxyCommand=x/srv"),
        *(
            "ssh://h:0/srv",
            "ssh://h/srv?a",
            "ssh://h/srv#a",
            "ssh://me:secret@h/srv",
            "ssh://[/srv",
        ),
    ],
)
def test_anything_else_is_answered_with_the_forms(small: Project, text: str) -> None:
    with pytest.raises(PublishError, match=FORMS) as caught:
        target_of(text, small)
    assert text in str(caught.value)


@pytest.mark.parametrize(
    "sign", ["\0", "\n", "\r", "\t", "\x1b", "\x7f", "\u202e", "\u200b", "\udc80"]
)
@pytest.mark.parametrize("form", ["/srv/{}www", "git+{}origin", "git+origin#a{}", "h:/srv/{}"])
def test_a_target_holds_no_sign_that_nobody_sees(small: Project, form: str, sign: str) -> None:
    with pytest.raises(PublishError, match="a sign that nobody sees") as caught:
        target_of(form.format(sign), small)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "name",
    [
        *(
            "--force",
            "-x",
            "+x",
            "a b",
            "..",
            "a..b",
            "a//b",
            "a/",
            "a.",
            "a.lock",
            "/a",
            ".a",
            "*",
        ),
        *("a:refs/heads/b", "refs/heads/a", "a~1", "a^", "@{1}", "a/.b", "a\\b"),
    ],
)
def test_a_branch_has_a_name_of_its_own(small: Project, name: str) -> None:
    with pytest.raises(PublishError, match="is no name of a branch; write a folder"):
        target_of(f"git+origin#{name}", small)


def test_the_home_of_nobody_is_a_name_like_others(small: Project) -> None:
    assert vars(target_of("git+~nobody-at-all/x", small))["_remote"] == "~nobody-at-all/x"


def test_the_project_itself_is_no_target(small: Project) -> None:
    for name in (
        "",
        "docs",
        "docs/assets/x",
        "site/../docs",
        "scripts",
        ".git/x",
        ".cache",
        ".venv/lib",
        "tests",
        "x/..",
    ):
        with pytest.raises(PublishError, match="is a part of the project itself; write a folder"):
            target_of(f"{small.root}/{name}", small)
    (small.root / "here").symlink_to("docs")
    with pytest.raises(PublishError, match="a part of the project"):
        target_of(f"{small.root}/here", small)
    (small.root / "ring").symlink_to("ring")
    for name in ("public", "docs2", "ring/x"):
        assert isinstance(target_of(f"{small.root}/{name}", small), FolderTarget)


def test_the_root_of_a_machine_is_no_target(small: Project) -> None:
    (small.root / "all").symlink_to("/")
    for text in ("/", "//", "/.", "/srv/..", f"{small.root}/all", f"{small.root}/all/."):
        reason = r"^/.* is the root of the whole machine; publish to a folder of the site's own in it, as /srv"
        with pytest.raises(PublishError, match=reason):
            target_of(text, small)
    assert isinstance(target_of(f"{small.root}/all/srv", small), FolderTarget)


def test_the_built_site_is_no_target(small: Project) -> None:
    for path in (small.site, small.site / "deep"):
        with pytest.raises(PublishError, match="which the next build replaces"):
            target_of(str(path), small)


def test_parts_of_a_target_are_told_apart(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    ssh = vars(target_of("ssh://me@host.example:2222/~/www", small))
    assert (ssh["_host"], ssh["_path"], ssh["_ssh"][-2:]) == (
        "me@host.example",
        "www",
        ["-p", "2222"],
    )
    deep = vars(target_of("ssh://host.example/srv/~/www", small))
    assert deep["_path"] == "/srv/~/www"
    short = vars(target_of("me@host.example:/srv/www", small))
    assert (short["_host"], short["_path"]) == ("me@host.example", "/srv/www")
    git = vars(target_of("git+origin", small))
    assert (git["_remote"], git["_branch"], git["_project"]) == ("origin", "gh-pages", small.root)
    monkeypatch.chdir(small.root)
    assert vars(target_of("git+site#a/b", small))["_remote"] == str(small.site)


# What may be published


def test_a_checked_site_may_be_published(small: Project) -> None:
    assert checked(small, URL).site == digests(small.site)


def test_without_a_receipt_or_a_site_nothing_may_be_published(small: Project) -> None:
    shutil.rmtree(small.site)
    with pytest.raises(
        PublishError, match=r"^site/ was not built and checked yet; run `make` first"
    ):
        checked(small, URL)
    small.site.mkdir()
    small.receipt.write_text("{")
    with pytest.raises(
        PublishError, match=r"^site/ was not built and checked yet; run `make` first"
    ):
        checked(small, URL)


def test_a_stale_site_may_not_be_published_whatever_the_dates_say(small: Project) -> None:
    config = small.root / "mkdocs.yml"
    os.utime(config, (4e9, 4e9))
    assert checked(small, URL)
    config.write_text("site_name: Lain\n")
    os.utime(config, (0, 0))
    with pytest.raises(PublishError, match=r"mkdocs\.yml changed after site/ was built"):
        checked(small, URL)


# What is published


def test_a_release_is_given_compressed_and_does_not_stay(small: Project) -> None:
    (small.site / "index.html").write_text("<p>Halo " * 99)
    found, told = Receipt(digests(small.site), {}, {}), []

    def track(label: str, items: Iterable[Item], total: int) -> Iterator[Item]:
        told.append((label, total))
        return iter(items)

    with released(small, found, URL["SITE_URL"], "server", track) as release:
        assert release.url == URL["SITE_URL"]
        names = {path.name for path in release.public.iterdir()}
        assert names == {"index.html", "index.html.br", "index.html.gz"}
        assert release.folder.name.startswith("siap-release-")
    assert not release.folder.exists()
    assert told == [("Compressing", 1)]
    assert list((small.cache / "compressed").iterdir())
    with released(small, found, URL["SITE_URL"], "pages", track) as release:
        assert {path.name for path in release.public.iterdir()} == {
            *("index.html", ".nojekyll", "CNAME")
        }
    assert told == [("Compressing", 1)], "hosts of pages compress by themselves"


def test_a_site_that_changed_since_its_check_is_not_released(small: Project) -> None:
    found = Receipt({**digests(small.site), "gone.html": "1"}, {}, {})
    with (
        pytest.raises(PublishError, match=r"site/gone\.html is not as it was"),
        released(small, found, URL["SITE_URL"], "server", silently),
    ):
        pass


# What is told


def test_pages_are_named_and_other_files_counted() -> None:
    found = described(
        Difference(
            added=("public/baru/index.html", "public/baru/index.html.br", "public/a.png"),
            changed=("public/index.html", "public/index.html.gz", "nginx.conf", "Caddyfile"),
            removed=("public/en/404.html",),
        )
    )
    assert list(found) == [
        "  + /baru/",
        "  ~ /",
        "  - /en/404.html",
        "Pages: 1 added, 1 changed, 1 removed. Other files: 3.",
    ]


def test_a_long_list_is_cut_unless_it_is_wanted_whole() -> None:
    many = tuple(f"public/{number}/index.html" for number in range(30))
    lines = list(described(Difference(added=many)))
    assert lines[19:] == [
        *("  + /19/", "  + and 10 more"),
        "Pages: 30 added, 0 changed, 0 removed. Other files: 0.",
    ]
    assert len(list(described(Difference(added=many), whole=True))) == 31


# The command


def repository(project: real.Project) -> real.Project:
    """Make a project a repository with one commit, the same wherever it is."""
    folder = project.root
    (folder / ".gitignore").write_text("/.cache/\n/site/\n__pycache__/\n")
    moment = {"GIT_AUTHOR_DATE": "@1700000000 +0000", "GIT_COMMITTER_DATE": "@1700000000 +0000"}
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    for command in (("init", "-q"), ("add", "."), (*who, "commit", "-qm", "A start")):
        subprocess.run(["git", *command], cwd=folder, env=os.environ | moment, check=True)
    return project


def test_the_same_commit_is_published_the_same_everywhere(
    built_for_campus: real.Project, tmp_path: Path
) -> None:
    trees, heads = [], []
    other = real.copy_to(tmp_path / "somewhere else")
    for project in map(repository, (built_for_campus, other)):
        name = project.root.name
        bare = tmp_path / f"{name}.git"
        subprocess.run(["git", "init", "-q", "--bare", bare], check=True)
        assert project.run("build", **URL).code == 0
        for target in (f"{tmp_path}/www of {name}", f"git+{bare}"):
            done = project.run("publish", target, **URL)
            assert (done.code, done.err) == (0, "")
        live = tmp_path / f"www of {name}/current"
        assert digests(live / "public").items() >= digests(project.root / "site").items()
        trees.append((live.readlink(), digests(live)))
        git = ["git", "rev-parse", "gh-pages"]
        heads.append(subprocess.run(git, cwd=bare, capture_output=True, check=True).stdout)
    assert trees[0] == trees[1]
    assert heads[0] == heads[1]


def test_a_site_goes_live_changes_and_comes_back(
    built_for_campus: real.Project, tmp_path: Path
) -> None:
    project, target = built_for_campus, str(tmp_path / "www")
    shutil.rmtree(project.root / "site")
    page = tmp_path / "www/current/public/en/tentang/index.html"
    refused = project.run("publish", target, **URL)
    assert (refused.code, refused.err) == (
        1,
        "Error: site/ was not built and checked yet; run `make` first.\n",
    )
    assert project.run("build", **URL).code == 0
    dry = project.run("publish", target, "--dry-run", **URL)
    assert dry.code == 0
    assert "  + /en/artikel/\n" in dry.out
    assert not (tmp_path / "www").exists()
    assert "reload nginx or Caddy" in project.run("publish", target, **URL).out
    before = page.read_bytes()
    assert "is up to date" in project.run("publish", target, **URL).out

    project.write(PAGE, project.read(PAGE).replace("title: ", "title: Rather ", 1))
    stale = project.run("publish", target, **URL)
    assert stale.code == 1
    assert f"{PAGE} changed after site/ was built; run `make` to build" in stale.err
    other = project.run("publish", target, SITE_URL="https://lain.ac.id/")
    assert 'built with SITE_URL="https://karier.kampus.ac.id/", and now' in other.err
    assert project.run("build", **URL).code == 0
    done = project.run("publish", target, **URL)
    assert "  ~ /en/tentang/\n" in done.out
    assert "  + " not in done.out
    assert "reload" not in done.out
    assert f"Published to {target}. To go back, add --rollback to the command." in done.out
    assert b"Rather" in page.read_bytes()

    (project.root / "site/index.html").write_text("meddled with")
    meddled = project.run("publish", target, **URL)
    assert "site/index.html is not as it was when site/ was checked" in meddled.err
    back = project.run("publish", target, "--rollback")
    assert (back.code, back.err) == (0, "")
    assert page.read_bytes() == before
    assert "no earlier release" in project.run("publish", target, "--rollback").err


def test_trouble_is_a_sentence(built: real.Project, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for target in ("public", f"{tmp_path}/file", f"git+{tmp_path}/none.git"):
        done = built.run("publish", target)
        assert done.code == 1
        assert done.err.startswith("Error: ")
        assert done.err.count("\n") == 1
        assert "Traceback" not in done.err
    assert "Nobody can find https://siap-wawancara.example/" in done.out
