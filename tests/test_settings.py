"""What mkdocs.yml and the environment set for a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from mkdocs.config import load_config

from scripts.config import CONFIG
from scripts.settings import Settings, read
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
site_url: !ENV [SITE_URL, "https://contoh.example/"]
extra:
  contact: !ENV [SITE_CONTACT, REDAKSI, "mailto:a@contoh.example"]
  edit: !ENV [SITE_EDIT, ""]
markdown_extensions:
  - attr_list
  - tables:
  - toc:
      toc_depth: 2-3
"""


def written(root: Path, text: str | bytes, **environment: str) -> Settings:
    tree.write(root, {CONFIG: text})
    return read(root, environment)


def test_what_the_environment_leaves_open_is_as_written(tmp_path: Path) -> None:
    assert written(tmp_path, TEXT) == Settings(
        "https://contoh.example/",
        "mailto:a@contoh.example",
        "",
        {"toc": {"toc_depth": "2-3"}, "tables": {}, "fenced_code": {}, "attr_list": {}},
    )


def test_the_environment_comes_first(tmp_path: Path) -> None:
    found = written(tmp_path, TEXT, SITE_URL="https://a.example/", REDAKSI="b", SITE_EDIT="c")
    assert (found.url, found.contact, found.edit) == ("https://a.example/", "b", "c")
    assert written(tmp_path, TEXT, SITE_CONTACT="d", REDAKSI="b").contact == "d"


@pytest.mark.parametrize(
    "text",
    [
        *("", "- a\n", "a: [\n", b"\xff", "site_url:\nextra: a\nmarkdown_extensions: b\n"),
        "site_url: []\nextra: [a]\n",
    ],
)
def test_what_cannot_be_read_is_not_set(tmp_path: Path, text: str | bytes) -> None:
    nothing = Settings(extensions={"toc": {}, "tables": {}, "fenced_code": {}})
    assert written(tmp_path, text) == nothing


@pytest.mark.parametrize("value", ["!ENV SITE_URL", "!ENV [SITE_URL]"])
def test_the_environment_may_stand_alone(tmp_path: Path, value: str) -> None:
    text = f"site_url: {value}\n"
    assert written(tmp_path, text, SITE_URL="https://a.example/").url == "https://a.example/"
    assert not written(tmp_path, text).url


@pytest.mark.parametrize("entry", ["toc: 2-3", "toc: [1]", "[toc]", "", "5", "toc: {a: b}"])
def test_extensions_of_any_shape_are_read(tmp_path: Path, entry: str) -> None:
    found = written(tmp_path, f"markdown_extensions:\n  - {entry}\n").extensions
    assert all(isinstance(options, dict) for options in found.values())


def test_a_project_without_the_file_has_no_settings(tmp_path: Path) -> None:
    assert read(tmp_path, {}).url == ""


def test_mkdocs_reads_the_same_from_the_real_project(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {"SITE_URL": "https://a.example/", "SITE_CONTACT": "b", "SITE_EDIT": "c"}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    theirs, ours = load_config(str(tree.ROOT / CONFIG)), read(tree.ROOT, environment)
    assert ours.url == theirs.site_url
    assert {"contact": ours.contact, "edit": ours.edit} == theirs.extra
    assert set(ours.extensions) == set(theirs.markdown_extensions)
    options = {name: given for name, given in ours.extensions.items() if given}
    assert options == {name: given for name, given in theirs.mdx_configs.items() if given}
