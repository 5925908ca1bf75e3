from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts import source, validate
from scripts.document import parse_yaml
from scripts.edition import Hands
from scripts.model import CUES, DESK, Locale
from scripts.pack import Pack
from scripts.source import load
from tests import tree

SIGNS = " \n\r\t:-#[]{},&*!|>'\"%@`?~.\\<=0aé\u2028\x85\x07\ufeff"
PIECES = st.text(alphabet=SIGNS, max_size=12) | st.sampled_from(
    [
        "---\n",
        "[@kabar]",
        "::template ",
        "[a](http://[)",
        "2026-02-31",
        "{#isi}",
        "```\n",
        "# ",
        "en: ",
    ]
)
FLOW = "docs/_data/flows/datang.yml"
PROOF = "proof_title: {id: 'Bukti: {title}'}\nproof_summary: {id: 'Tentang {title}'}\n"
PATHS = sorted(path for path in tree.FILES if path.endswith((".yml", ".md")))


def said(root: Path, path: str) -> list[str]:
    found = tree.problems(root)
    assert all(problem.startswith(path) for problem in found)
    return found


@pytest.mark.parametrize("case", tree.cases("source"))
def test_what_cannot_be_read_is_said(case: dict[str, Any], root: Path) -> None:
    tree.change(root, case)
    assert tree.problems(root) == case["problems"]


def test_languages_begin_with_the_default_one(root: Path) -> None:
    assert load(root)[0].locales == (Locale("id", "Bahasa Indonesia"), Locale("en", "English"))


def test_records_know_their_names_and_lines(root: Path) -> None:
    library, _ = load(root)
    record = library.sources["majalah"]
    assert record.path == "docs/_data/sources.yml"
    assert (record.line(), record.line("people", "sari", "role", "en")) == (7, 19)
    assert list(library.templates) == ["undangan"]
    assert library.templates["undangan"].line("formal", "en") == 12
    assert library.placeholders["waktu"].value.label["en"] == "day & time"
    assert library.words["menu"].line("en") == 4


def test_pages_have_addresses_without_index_and_ending(root: Path) -> None:
    library, _ = load(root)
    paths = {path for code, path in library.pages if code == "id"}
    assert paths == {"", "artikel", "artikel/satu", "artikel/dua", "tentang"}
    page = library.pages["id", "artikel/satu"]
    assert (page.file, page.locale) == ("docs/id/artikel/satu.md", "id")
    assert page.body.startswith("\n## Kapan")
    assert page.outline.ids["palsu"].line == 23
    assert [(m.line, m.value) for m in page.front.citations] == [
        (5, "kabar"),
        (10, "majalah"),
        (11, "kabar"),
        (12, "redaksi"),
    ]


def shown(root: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the title and the summary of every page in a folder with two tools."""
    pages = load(root)[0].pages.items()
    return {key: (page.meta.value.title, page.meta.value.summary) for key, page in pages}


def test_tools_have_the_titles_of_their_records(tmp_path: Path) -> None:
    for name in ("checklist", "flow"):
        tree.write(tmp_path, tree.golden(name)["tree"])
    found = shown(tmp_path)
    assert found["id", "melamar"] == ("Melamar", "Sebelum melamar.")
    assert found["en", "melamar"] == ("Apply", "Before you apply.")
    assert found["id", "keputusan/datang"] == ("Datang?", "Dua pertanyaan.")
    assert found["en", "keputusan/datang/bukti"] == ("Proof: Go?", "Go?")
    assert found["id", "surat"] == ("Surat", "Surat.")


def test_a_tool_without_words_in_a_language_has_none(tmp_path: Path) -> None:
    tree.write(tmp_path, tree.golden("flow")["tree"])
    tree.replace(tmp_path, FLOW, "{id: Datang?, en: Go?}", "{id: Datang?}")
    tree.write(tmp_path, {tree.WORDS: PROOF})
    found = shown(tmp_path)
    assert found["en", "keputusan/datang"][0] == found["en", "keputusan/datang/bukti"][0] == ""
    assert found["id", "keputusan/datang/bukti"] == ("Bukti: Datang?", "Tentang Datang?")


def test_files_of_the_site_are_known_by_their_paths(root: Path) -> None:
    tree.write(root, {"docs/assets/a/b.css": ""})
    assert load(root)[0].assets == {"assets/gambar.svg", "assets/a/b.css"}


def test_cues_and_words_of_the_desk_are_read(root: Path) -> None:
    files = [DESK, *(f"{CUES}/{file.name}" for file in (tree.ROOT / CUES).glob("*.yml"))]
    tree.write(root, {path: (tree.ROOT / path).read_bytes() for path in files})
    library, _ = load(root)
    assert {record.path for record in library.cues.values()} == set(files[1:])
    assert {record.path for record in library.desk.values()} == {DESK}


def test_nothing_at_all(tmp_path: Path) -> None:
    library, problems = load(tmp_path)
    assert (library.locales, dict(library.pages)) == ((), {})
    assert [problem.path for problem in problems] == [
        "mkdocs.yml",
        "docs/_data/words.yml",
        "docs/_data/sources.yml",
        "docs/_data/placeholders.yml",
    ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"kabar:\n  publisher: caf\xe9\n", ":2: byte 0xe9 is not UTF-8"),
        (b"\xef\xbb\xbfkabar:\n  publisher: caf\xe9\n", ":2: byte 0xe9 is not UTF-8"),
        (b"\xff\xfek\x00a\x00", ":1: byte 0xff is not UTF-8"),
        (b"kabar:\n\n\xc3", ":3: byte 0xc3 is not UTF-8"),
    ],
)
@pytest.mark.parametrize("path", ["docs/_data/sources.yml", "docs/id/tentang.md"])
def test_what_is_not_utf_8(root: Path, path: str, data: bytes, problem: str) -> None:
    tree.write(root, {path: data})
    assert said(root, path) == [f"{path}{problem}; save the file with the encoding UTF-8"]


@pytest.mark.parametrize("path", ["docs/_data/sources.yml", "docs/id/tentang.md"])
def test_a_byte_order_mark_is_left_out(root: Path, path: str) -> None:
    tree.write(root, {path: b"\xef\xbb\xbf" + (root / path).read_bytes()})
    assert tree.problems(root) == []


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_end_as_every_system_ends_them(root: Path, end: str) -> None:
    for path in PATHS:
        tree.write(root, {path: (root / path).read_text("utf-8").replace("\n", end)})
    assert tree.problems(root) == []
    tree.write(root, {"docs/id/tentang.md": tree.ABOUT["id"].replace("\n", end) + f"{end}<b>"})
    tree.replace(root, "docs/_data/sources.yml", "2026-11-21", "kemarin")
    assert [problem.rpartition(":")[0].split(": ")[0] for problem in tree.problems(root)] == [
        "docs/_data/sources.yml:12",
        "docs/id/tentang.md:17",
    ]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_what_only_looks_like_a_new_line_is_none_in_records(root: Path, sign: str) -> None:
    tree.replace(root, "docs/_data/sources.yml", "Laporan ulang", f"Laporan{sign}ulang")
    tree.replace(root, "docs/_data/sources.yml", "name: Sari", "name: Sari\n      nama: Sari")
    [problem] = said(root, "docs/_data/sources.yml")
    assert problem.startswith("docs/_data/sources.yml:19: ")


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_what_only_looks_like_a_new_line_is_none_in_pages(root: Path, sign: str) -> None:
    tree.replace(root, "docs/id/tentang.md", "::contact", f"a{sign}b\n<b>\n::contact")
    [problem] = said(root, "docs/id/tentang.md")
    assert problem.startswith("docs/id/tentang.md:16: ")


def test_a_folder_that_is_named_like_a_page(root: Path) -> None:
    (root / "docs/id/lain.md").mkdir()
    assert said(root, "docs/id/lain.md") == ["docs/id/lain.md: cannot be read: Is a directory"]


@pytest.mark.parametrize(
    "path",
    [
        "docs/id/.#tentang.md",  # what an editor locks
        "docs/id/._tentang.md",  # what a system remembers beside a file
        "docs/_data/templates/.#undangan.yml",
    ],
)
def test_files_that_editors_and_systems_hide_are_none_of_ours(root: Path, path: str) -> None:
    (root / path).symlink_to("nobody@nowhere.1:1")
    assert tree.problems(root) == []
    (root / path).unlink()
    (root / path).write_bytes(b"\x00\xff")
    assert tree.problems(root) == []


def test_a_folder_that_cannot_be_looked_into_is_said(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "artikel":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = [line for line in tree.problems(root) if "cannot be read" in line]
    assert found == [
        f"docs/{code}/artikel: cannot be read: Permission denied" for code in ("en", "id")
    ]


def test_a_link_out_of_docs_is_not_followed(root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.md"
    secret.write_text("---\nkind: page\n---\nrahasia\n", encoding="utf-8")
    for name in ("docs/id/lain.md", "docs/assets/lain.png"):
        (root / name).symlink_to(secret)
    (root / "docs/assets/luar").symlink_to(tmp_path)
    library, problems = load(root)
    places = ["docs/assets/lain.png", "docs/assets/luar", "docs/id/lain.md", "docs/id/lain.md"]
    assert sorted(problem.path for problem in problems) == places
    assert any("rahasia.md" in problem.message for problem in problems)
    assert ("id", "lain") not in library.pages


@pytest.mark.parametrize(
    "folder", ["_data", "_data/flows", "_data/templates", "id", "id/artikel", "assets"]
)
def test_a_folder_that_is_a_link_out_of_docs_is_not_looked_into(
    root: Path, tmp_path_factory: pytest.TempPathFactory, folder: str
) -> None:
    outside = tmp_path_factory.mktemp("luar")
    names = ("satu.yml", "words.yml", "sources.yml", "satu.md")
    tree.write(outside, dict.fromkeys(names, "rahasia: {rahasia: rahasia}\n"))
    shutil.rmtree(root / "docs" / folder, ignore_errors=True)
    (root / "docs" / folder).symlink_to(outside)
    library, problems = load(root)
    link = f'docs/{folder}: is a link out of "docs", to "{outside}"; put the file itself here'
    assert link in map(str, problems)
    assert "rahasia" not in "".join(map(str, [*problems, *validate.validate(library)]))
    assert not any("satu" in path or "words" in path for path in library.assets)


@pytest.mark.parametrize(
    "path", ["assets/a.svg", "id/a.md", "id/a", "_data/flows", "_data/flows/a.yml"]
)
def test_a_link_that_leads_back_to_itself_is_said(root: Path, path: str) -> None:
    link = root / "docs" / path
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(link.name)
    said = f"docs/{path}: is a link that leads back to itself; put the file itself here"
    assert said in tree.problems(root)


def test_a_link_inside_docs_is_followed(root: Path) -> None:
    (root / "docs/assets/lagi.svg").symlink_to(root / "docs/assets/gambar.svg")
    assert tree.problems(root) == []


def test_a_pipe_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "docs/id/lain.md")
    assert said(root, "docs/id/lain.md") == [
        "docs/id/lain.md: is a device or a pipe; put a file in its place"
    ]


def test_a_page_and_a_record_beyond_all_measure_are_not_read(root: Path) -> None:
    for name in ("docs/id/tentang.md", "docs/_data/sources.yml"):
        with (root / name).open("r+b") as file:
            file.truncate(100_000_000)
    size = "has 100.0 MB; divide it, 2 MB are the most"
    assert tree.problems(root)[0] == f"docs/_data/sources.yml: {size}"
    assert f"docs/id/tentang.md: {size}" in tree.problems(root)


def test_files_with_problems_are_known_as_unread(root: Path) -> None:
    tree.write(root, {"docs/id/tentang.md": "", "docs/_data/sources.yml": "a: ["})
    tree.replace(root, "docs/id/artikel/satu.md", "[@majalah]\n\n## Contoh", "<b>\n\n## Contoh")
    assert load(root)[0].unread == {"docs/id/tentang.md", "docs/_data/sources.yml"}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tree.plant(tmp_path_factory.mktemp("shared"))


@settings(max_examples=60)
@given(st.sampled_from(PATHS), st.integers(0, 400), st.integers(0, 20), PIECES)
def test_a_file_that_is_changed_anywhere_has_problems_or_none(
    shared: Path, path: str, start: int, length: int, piece: str
) -> None:
    text = tree.FILES[path]
    tree.write(shared, {path: text[:start] + piece + text[start + length :]})
    try:
        found = tree.problems(shared)
    finally:
        tree.write(shared, {path: text})
    assert all(": " in problem for problem in found)


@settings(max_examples=30)
@given(st.sampled_from(PATHS), st.binary(max_size=40) | st.text().map(str.encode))
def test_a_file_that_is_anything_has_problems_or_none(shared: Path, path: str, data: bytes) -> None:
    tree.write(shared, {path: data})
    try:
        found = tree.problems(shared)
    finally:
        tree.write(shared, {path: tree.FILES[path]})
    assert any(problem.startswith(path) for problem in found)


def test_what_was_known_of_files_is_what_they_say(root: Path, tmp_path: Path) -> None:
    whole = load(root)
    for _ in range(2):
        pack = Pack(tmp_path / "pack")
        assert load(root, pack) == whole
        pack.save()


def test_what_was_known_of_a_page_is_not_found_out_again(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, pack = load(root), Pack(tmp_path / "pack")
    load(root, pack)
    pack.save()
    monkeypatch.setattr(source, "_sheet", lambda _text, file: pytest.fail(f"again: {file}"))
    assert load(root, Pack(tmp_path / "pack")) == whole


def test_what_is_tangled_is_explained_with_files(root: Path) -> None:
    tree.replace(root, "docs/id/tentang.md", "::contact", "(" * 13)
    [problem] = load(root)[1]
    assert (problem.line, problem.rule) == (15, "files")


@pytest.mark.parametrize("case", tree.cases("source"))
def test_problems_are_said_again_when_all_is_known(case: dict[str, Any], root: Path) -> None:
    pack = Pack()
    load(root, pack)
    tree.change(root, case)
    found = load(root)
    assert load(root, pack) == found
    assert load(root, pack) == found


@pytest.mark.parametrize("case", tree.cases("source"))
def test_workers_read_what_one_process_reads(
    case: dict[str, Any], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "MANY", 1)
    monkeypatch.setattr(source, "PART", 3)
    tree.change(root, case)
    pack = Pack()
    assert load(root, pack, Hands(2).begun) == load(root)
    assert load(root, pack, lambda: pytest.fail("all is known")) == load(root)


def test_workers_read_records_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MANY", 1)
    monkeypatch.setattr(source, "PART", 3)
    read = list[str]()

    def seen(text: str, path: str) -> Any:
        read.append(path)
        return parse_yaml(text, path)

    monkeypatch.setattr("scripts.files.parse_yaml", seen)
    load(root, Pack(), Hands(2).begun)
    assert read == ["mkdocs.yml"]


def test_what_waits_for_workers_may_do_something_meanwhile(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "MANY", 1)
    monkeypatch.setattr(source, "PART", 3)
    pack, done = Pack(), list[int]()
    for _ in range(2):  # the second time there is nothing to wait for
        source.load(root, pack, Hands(2).begun, lambda pool: done.extend(pool.map(abs, [-1])))
    assert done == [1]


def test_what_did_not_change_is_the_very_same(root: Path) -> None:
    pack = Pack()
    first, _ = load(root, pack)
    tree.replace(root, "docs/_data/templates/undangan.yml", "Saya datang,", "Saya hadir,")
    tree.replace(root, "docs/id/tentang.md", "::contact", "Apa kabar?\n\n::contact")
    again, _ = load(root, pack)
    assert again == load(root)[0]
    same = {key for key, page in again.pages.items() if page is first.pages[key]}
    assert ("id", "artikel/satu") in same
    assert ("id", "tentang") not in same
    assert again.words["menu"] is first.words["menu"]
    assert again.templates["undangan"] is not first.templates["undangan"]


def test_the_same_text_in_another_place_is_another_page(root: Path) -> None:
    pack = Pack()
    load(root, pack)
    for code in ("id", "en"):
        text = (root / f"docs/{code}/tentang.md").read_text(encoding="utf-8")
        tree.write(root, {f"docs/{code}/lain.md": text})
    assert load(root, pack) == load(root)
