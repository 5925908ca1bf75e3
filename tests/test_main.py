"""The command `siap`, run on a copy of the real project."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from click.testing import CliRunner

from scripts import __main__ as command
from scripts import command_build, command_validate
from tests import shared
from tests.project import Project, copy_to, ended

ARTICLE = "docs/id/artikel/undangan-wawancara.md"
TWIN = "docs/en/artikel/undangan-wawancara.md"
DRAFT = """\
---
kind: page
title: Masih draf
summary: Halaman yang belum selesai.
reviewed: 2026-11-22
draft: true
---

## Bagian {#bagian}

Belum selesai.
"""

EDIT = "https://git.example/o/n/edit/main"

LOADED = """
import sys
from scripts.__main__ import main
main([{arguments}], standalone_mode=False)
print(*sorted(name for name in sys.modules if name.startswith(("scripts.command_", "mkdocs"))))
"""

ENDED = """
import atexit
atexit.register(lambda: print("taken apart"))
from scripts.__main__ import run
run()
"""


def test_help_names_every_command_with_what_it_does() -> None:
    done = CliRunner().invoke(command.main, ["--help"])
    assert done.exit_code == 0
    listed = done.output.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == sorted(command.COMMANDS)
    assert all(len(line.split()) > 3 for line in listed)


def test_a_command_that_there_is_not_is_said() -> None:
    done = CliRunner().invoke(command.main, ["biuld"])
    assert done.exit_code == 2
    assert "No such command 'biuld'" in done.output


@pytest.mark.parametrize(("name", "place"), command.COMMANDS.items())
def test_a_command_is_read_when_it_is_called(name: str, place: str) -> None:
    program = LOADED.format(arguments=f'"{name}", "--help"')
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, encoding="utf-8"
    )
    modules = {f"scripts.{place.partition(':')[0]}"}
    if name in {"schema", "ledger", "paths", "sbom"}:
        modules.add("scripts.command_build")  # the ledger is of a site that has been checked
    assert set(done.stdout.splitlines()[-1].split()) == modules


@pytest.mark.parametrize(("argument", "code"), [("--help", 0), ("biuld", 2)])
def test_what_is_there_when_a_command_ends_is_not_taken_apart(argument: str, code: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDED, argument],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == code
    said = done.stdout + done.stderr
    assert "Usage: " in said
    assert "taken apart" not in said


def test_a_reader_who_has_left_is_no_fault() -> None:
    command = [sys.executable, "-m", "scripts", "--help"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_to(tmp_path)


def test_build_makes_a_whole_site_without_a_warning(project: Project) -> None:
    done = project.run("build")
    assert (done.code, done.err) == (0, "")
    assert "WARNING" not in done.out
    site = project.site()
    for path in ("", "artikel/undangan-wawancara/", "artikel/wawancara-informasional/", "tentang/"):
        assert f"{path}index.html" in site
        assert f"en/{path}index.html" in site
    assert {"404.html", "en/404.html", "sitemap.xml"} <= site.keys()
    assert not [path for path in site if path.startswith(("_data", "id/", "en/assets"))]


def test_two_builds_are_the_same_bytes(built_once: Project, tmp_path: Path) -> None:
    second = copy_to(tmp_path / "somewhere else", kept=False)
    assert second.run("build").code == 0
    assert second.site() == built_once.site()


@pytest.fixture(scope="module")
def told(shared_folder: Path) -> Project:
    """The project, built with every setting."""
    settings = {"SITE_URL": "https://host.example/karier", "SITE_EDIT": EDIT}
    return shared.built(
        shared_folder / "told", **settings, SITE_CONTACT="mailto:redaksi@host.example"
    )


def test_site_url_begins_every_absolute_address(told: Project) -> None:
    page = told.read("site/en/tentang/index.html")
    addresses = re.findall(r'(?:canonical|alternate )"[^>]*href="([^"]+)"', page)
    assert len(addresses) == 4
    for path in told.site():
        if path.endswith((".html", ".xml")):
            text = told.read(f"site/{path}")
            assert "siap-wawancara.example" not in text
            assert set(re.findall(r"https://host\.example/\w*", text)) <= {
                "https://host.example/karier"
            }


@pytest.mark.parametrize(
    "url",
    [
        "example.org",
        "ftp://example.org/",
        "https://a.example/?x=1",
        'https://a.example/"><script>',
        "https://a.example/;return 200",
        "https://a@b.example/",
        "https://a.example:x/",
    ],
)
def test_a_bad_site_url_is_refused(project: Project, url: str) -> None:
    done = project.run("build", SITE_URL=url)
    assert done.code == 1
    assert f'SITE_URL: "{url}" is not the address of a site' in done.err
    assert not (project.root / "site").exists()


@pytest.mark.parametrize(
    "contact", ["javascript:alert(1)", "mailto:", 'https://a.example/"x', "redaksi"]
)
def test_a_bad_contact_is_refused(project: Project, contact: str) -> None:
    done = project.run("build", SITE_CONTACT=contact)
    assert done.code == 1
    assert f'SITE_CONTACT: "{contact}" is not where readers reach the editors' in done.err


def test_the_contact_and_the_ways_to_improve_a_page_are_shown(told: Project) -> None:
    assert 'href="mailto:redaksi@host.example"' in told.read("site/tentang/index.html")
    tool = "keputusan/terima-undangan"
    guide = told.read(f"site/en/{tool}/index.html")
    assert f'<a href="{EDIT}/docs/en/{tool}.md">Improve this page</a>' in guide
    assert f"{EDIT}/docs/_data/flows/terima-undangan.yml" in guide
    pages = [path for path in told.site() if path.endswith("index.html")]
    with_link = {path for path in pages if EDIT in told.read(f"site/{path}")}
    written = (told.root / "docs").glob("[a-z]*/**/*.md")
    assert len(with_link) == len([path for path in written if "_data" not in path.parts])
    assert not [path for path in with_link if "embed/" in path]
    assert EDIT not in told.read("site/404.html")


@pytest.mark.parametrize(
    "url", ["git.example", "https://[a/", "https://git.example/?x", "ftp://a/"]
)
def test_a_bad_place_for_editing_is_refused(project: Project, url: str) -> None:
    done = project.run("build", SITE_EDIT=url)
    assert done.code == 1
    assert f'SITE_EDIT: "{url}" is not where files are changed in a browser' in done.err
    assert "Traceback" not in done.err


def test_a_failed_build_leaves_the_site_as_it_was(built: Project) -> None:
    before = built.site()
    built.write(ARTICLE, built.read(ARTICLE).replace("[@joblike]", "[@jobslike]", 1))
    (built.root / "docs/en/tentang.md").write_bytes(b"---\nkind: page\n\xff\n---\n")
    built.write("docs/_data/placeholders.yml", "nama: [a\n")
    done = built.run("build")
    assert done.code == 1
    assert "Traceback" not in done.err + done.out
    assert re.search(
        rf"^{ARTICLE}:\d+: .*jobslike.*did you mean \"joblike\"", done.err, re.MULTILINE
    )
    assert "docs/en/tentang.md:3: byte 0xff is not UTF-8" in done.err
    assert re.search(r"^docs/_data/placeholders.yml:\d+: this is not YAML", done.err, re.MULTILINE)
    assert built.site() == before


def test_what_only_the_built_site_shows_stops_the_build_too(built: Project) -> None:
    before, template = built.site(), built.read("overrides/main.html")
    built.write("overrides/main.html", template.replace("<h1>", '<h1 style="color:red">'))
    done = built.run("build")
    assert done.code == 1
    assert re.search(r"^site/index\.html:\d+: .*style", done.err, re.MULTILINE)
    assert built.site() == before


def test_a_draft_is_not_built(built: Project) -> None:
    built.write("docs/id/draf.md", DRAFT)
    assert built.run("build").code == 0
    assert "draf/index.html" not in built.site()
    assert "draf/" not in built.read("site/sitemap.xml")


def test_validate_says_that_all_is_well(project: Project) -> None:
    done = project.run("validate")
    assert (done.code, done.err) == (0, "")
    assert "all well" in done.out


def test_a_problem_leads_to_the_rule_in_every_form(project: Project) -> None:
    project.write(ARTICLE, project.read(ARTICLE).replace("[@joblike]", "[@jobslike]", 1))
    plain = project.run("validate")
    assert plain.code == 1
    assert re.search(rf"^{ARTICLE}:\d+: .* \(CONTRIBUTING\.md#sources\)$", plain.err, re.MULTILINE)
    github = project.run("validate", "--format", "github")
    assert (github.code, github.err) == (1, "")
    assert github.out.startswith(f"::error file={ARTICLE},line=")
    markdown = project.run("validate", "--format", "markdown", GITHUB_REPOSITORY="")
    assert (markdown.code, markdown.err) == (1, "")
    assert markdown.out.startswith("**1 problem to fix.**")


def test_forms_of_what_is_well(project: Project) -> None:
    assert project.run("validate", "--format", "github").code == 0
    assert project.run("validate", "--format", "markdown").out.startswith("**All well")


WATCH = """
import signal
from scripts.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # shells switch it off in the background
main(["validate", "--watch"])
"""


def test_validation_goes_on_while_one_writes(project: Project) -> None:
    article = project.read(ARTICLE)
    with (
        subprocess.Popen(
            [sys.executable, "-c", WATCH],
            cwd=project.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        ) as process,
        ended(process),
    ):
        assert process.stdout
        assert process.stdout.readline() == "Validating …\n"
        assert process.stdout.readline().endswith("all well.\n")
        for broken in (b"---\nkind: page\n\xff\n---\n", b"\x00", b"", b"---\n[{"):
            (project.root / ARTICLE).write_bytes(broken)
            assert process.stdout.readline() == "Validating …\n"
            while "to fix; " not in (line := process.stdout.readline()):
                assert re.match(r"(docs|mkdocs\.yml).*: .* \(CONTRIBUTING\.md#[\w-]+\)$", line)
        project.write(ARTICLE, article)
        assert process.stdout.readline() == "Validating …\n"
        assert process.stdout.readline().endswith("all well.\n")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stdout.read() == ""


def test_a_mistake_of_ours_does_not_end_the_watch(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: str) -> None:
        raise KeyError("odd")

    monkeypatch.setattr(command_validate, "_validate", fail)
    command_validate._validate_again()
    assert capsys.readouterr().out.splitlines() == [
        "Validating …",
        "This look failed (KeyError: 'odd'); change something.",
    ]


def test_a_watch_that_cannot_be_kept_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr("scripts.watch.repeat", full)
    done = CliRunner().invoke(command.main, ["validate", "--watch"])
    assert done.exit_code == 1
    assert done.output.endswith("inotify watch limit reached; validate without --watch.\n")


def test_a_watch_has_one_form() -> None:
    done = CliRunner().invoke(command.main, ["validate", "--watch", "--format", "github"])
    assert done.exit_code == 2
    assert "choose one of them" in done.output


def test_a_site_that_cannot_be_replaced_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def in_use(*_: object) -> None:
        raise PermissionError(13, "Access is denied", "site")

    monkeypatch.setattr(command_build, "build_whole", in_use)
    done = CliRunner().invoke(command.main, ["build"])
    assert done.exit_code == 1
    assert "Access is denied: 'site'; site/ is as it was.\n" in done.output


def test_what_a_console_cannot_show_stops_nothing(project: Project) -> None:
    project.write(ARTICLE, project.read(ARTICLE).replace("[@joblike]", "[@→ꦲ]", 1))
    done = subprocess.run(
        [sys.executable, "-m", "scripts", "validate"],
        cwd=project.root,
        env=os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert "[@??]" in done.stderr.decode("cp1252")
    assert "Traceback" not in done.stderr.decode("cp1252")


def test_check_judges_the_built_site(built: Project) -> None:
    assert built.run("check").code == 0
    next((built.root / "site").rglob("site.css")).unlink()
    done = built.run("check")
    assert done.code == 1
    assert "site.css" in done.err


def test_schema_writes_what_is_committed(project: Project) -> None:
    before = {p: p.read_bytes() for p in (project.root / "docs/_data").rglob("*") if p.is_file()}
    assert project.run("schema").code == 0
    assert {p: p.read_bytes() for p in before} == before


def test_paths_writes_what_is_committed_and_removes_what_is_gone(project: Project) -> None:
    folder = project.root / "docs/_data/flows/paths"
    before = {path: path.read_bytes() for path in folder.iterdir()}
    one, *_ = before
    project.write("docs/_data/flows/paths/tidak-ada.txt", "tidak-ada: 2 paths\n")
    one.unlink()
    done = project.run("paths")
    assert (done.code, done.err) == (0, "")
    assert sorted(done.out.splitlines()) == sorted(
        path.relative_to(project.root).as_posix() for path in before
    )
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_paths_of_a_guide_with_a_fault_are_not_written(project: Project) -> None:
    record = "docs/_data/flows/terima-undangan.yml"
    before = project.read("docs/_data/flows/paths/terima-undangan.txt")
    project.write(record, project.read(record).replace("next_node: layak", "next_node: layk", 1))
    done = project.run("paths")
    assert done.code == 1
    assert 'leads to "layk", which is not a node; did you mean "layak"?' in done.err
    assert project.read("docs/_data/flows/paths/terima-undangan.txt") == before


def test_new_things_are_drafts_that_build_and_are_never_overwritten(built: Project) -> None:
    for kind in ("article", "checklist", "flow"):
        done = built.run("new", kind, "baru")
        assert (done.code, done.err) == (0, "")
        assert done.out.splitlines()[-1].startswith("Fill what stands in « »")
        again = built.run("new", kind, "baru")
        assert again.code == 1
        assert "nothing is overwritten" in again.err
    done = built.run("build")
    assert (done.code, done.err) == (0, "")


def test_an_article_is_imported_once(project: Project) -> None:
    source = str(Path(__file__).parent / "articles" / "kabar-gugup.html")
    done = project.run("import", source, "--slug", "gugup", "--report")
    assert (done.code, done.err) == (0, "")
    assert "credit of a picture" in done.out or "caption of a picture" in done.out
    assert "## Latih Napas" in project.read("desk/gugup/source.txt")
    again = project.run("import", source, "--slug", "gugup")
    assert (again.code, "Traceback" in again.err) == (1, False)
    assert again.err.endswith("2 problems to fix; nothing was written.\n")


def test_a_third_language_is_configuration_and_content(project: Project) -> None:
    config = project.read("mkdocs.yml")
    english = "        - {locale: en, name: English, build: true}\n"
    assert english in config
    project.write(
        "mkdocs.yml",
        config.replace(english, f"{english}{english}").replace(
            english, "        - {locale: jv, name: Basa Jawa, build: true}\n", 1
        ),
    )
    for path in (project.root / "docs/id").rglob("*.md"):
        name = path.relative_to(project.root / "docs/id").as_posix()
        project.write(f"docs/jv/{name}", path.read_text(encoding="utf-8"))
    for path in (project.root / "docs/_data").rglob("*.yml"):
        data = add_language(yaml.safe_load(path.read_text(encoding="utf-8")))
        path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    for kind in ("article", "checklist", "flow"):
        assert "jv/" in project.run("new", kind, "baru").out
    done = project.run("build")
    assert (done.code, done.err) == (0, "")
    assert not [path for path in project.site() if "baru" in path]
    page = project.read("site/jv/artikel/undangan-wawancara/index.html")
    assert '<html lang="jv">' in page
    links = re.findall(r'rel="alternate " hreflang="([^"]+)" href="([^"]+)"', page)
    paths = {code: urlsplit(address).path for code, address in links}
    address = "/artikel/undangan-wawancara/"
    assert paths == {
        "id": address,
        "jv": f"/jv{address}",
        "en": f"/en{address}",
        "x-default": address,
    }
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert data["inLanguage"] == "jv"
    assert data["translationOfWork"]["@id"].endswith(".example/artikel/undangan-wawancara/")


def add_language(data: object) -> object:
    """Give every text of a record a version in Javanese."""
    if isinstance(data, dict):
        data = {key: add_language(value) for key, value in data.items()}
        return data | {"jv": add_language(data["id"])} if data.keys() == {"id", "en"} else data
    if isinstance(data, list):
        return [add_language(value) for value in data]
    return data


def test_one_language_alone_names_the_missing_page(project: Project) -> None:
    (project.root / TWIN).unlink()
    done = project.run("validate")
    assert done.code == 1
    assert f'{ARTICLE}:1: the page has no "en"; write {TWIN}' in done.err
