from __future__ import annotations

import gzip
import random
from typing import TYPE_CHECKING

import brotli
import pytest

from scripts import compress
from scripts.compress import companions, texts

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Terima kasih atas undangannya. " * 40

TEXTS = [
    f"a.{ending}" for ending in ("css", "ics", "js", "json", "svg", "txt", "webmanifest", "xml")
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    for path in (
        "index.html",
        "en/index.html",
        *TEXTS,
        "a.png",
        "a.pdf",
    ):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(f"{TEXT}{path}")
    return site


def finish(site: Path) -> dict[str, bytes]:
    """Write the companions and return them by path."""
    assert list(companions(texts(site), site.parent / "cache")) == texts(site)
    made = [path for path in site.rglob("*") if path.suffix in {".gz", ".br"}]
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in made}


def test_each_text_has_two_companions_that_say_the_same(site: Path) -> None:
    found = finish(site)
    paths = {"index.html", "en/index.html", *TEXTS}
    assert found.keys() == {path + ending for path in paths for ending in (".gz", ".br")}
    for path in paths:
        data = (site / path).read_bytes()
        assert gzip.decompress(found[f"{path}.gz"]) == data
        assert brotli.decompress(found[f"{path}.br"]) == data
        assert len(found[f"{path}.br"]) < len(data) / 5


def test_the_bytes_depend_on_the_content_alone(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "site"
    other.mkdir(parents=True)
    (other / "index.html").write_text(f"{TEXT}index.html")
    assert finish(other).items() <= finish(site).items()


def test_each_content_is_compressed_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = finish(site)
    for path in before:
        (site / path).unlink()

    def again(data: bytes) -> bytes:
        raise AssertionError(data)

    methods = {ending: (again, version) for ending, (_, version) in compress.METHODS.items()}
    monkeypatch.setattr(compress, "METHODS", methods)
    assert finish(site) == before


def test_the_cache_may_vanish(site: Path) -> None:
    before = finish(site)
    for path in (site.parent / "cache").iterdir():
        path.unlink()
    assert finish(site) == before


def test_what_grows_has_no_companion(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    noise = random.Random(1).randbytes(300)  # noqa: S311 - no secret
    (tmp_path / "site/a.txt").write_bytes(noise)
    (tmp_path / "site/b.txt").write_text("")
    assert finish(tmp_path / "site") == {}


def test_what_was_built_is_not_written_over(site: Path) -> None:
    (site / "a.xml.gz").write_bytes(b"ours")
    assert finish(site)["a.xml.gz"] == b"ours"
