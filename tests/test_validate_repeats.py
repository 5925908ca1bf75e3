"""What our own pages say twice; golden/originality.yml has more cases."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scripts.model import Library, Locale, Located, Outline, Page
from scripts.pack import Pack
from scripts.records import Plain
from scripts.source import load
from scripts.validate_repeats import repeated
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

SAID = "Simpan bukti percakapan, lalu laporkan kepada pusat karier kampus Anda."


OTHER = "Kirim jawaban Anda hari ini juga, sebab jadwal mereka cepat sekali penuh."


def say(root: Path, *pages: str, said: str = SAID) -> list[str]:
    """Put the same sentence at the end of pages, and return the warnings."""
    for page in pages:
        file = root / f"docs/{page}.md"
        file.write_text(
            f"{file.read_text(encoding='utf-8')}\n{said} [@redaksi]\n", encoding="utf-8"
        )
    return [text for text in tree.warnings(root) if "docs/_data" not in text]


def test_each_repetition_names_the_first(root: Path) -> None:
    found = say(root, "id/artikel/dua", "id/artikel/satu", "id/tentang")
    assert [text.partition(":")[0] for text in found] == [
        "docs/id/artikel/satu.md",
        "docs/id/tentang.md",
    ]
    assert all(" as in docs/id/artikel/dua.md:" in text for text in found)


def test_a_repetition_is_said_where_it_begins(root: Path) -> None:
    begun = f"Ingat: selalu\n{SAID}\nBaru\npulang."
    assert say(root, "id/artikel/dua", said=f"Juga\nhari ini.\n{SAID}") == []
    assert say(root, "id/tentang", said=begun) == [
        f"docs/id/tentang.md:18: 10 words in a row as in docs/id/artikel/dua.md:26: «{SAID[:-1]}»; "
        "say it once and link to it, or put it otherwise"
    ]


def test_what_two_pages_say_in_turn_is_one_repetition(root: Path) -> None:
    words = f"{SAID[:-1]} serta keluarga yang paling dekat".replace("bukti", "salinan").split()
    say(root, "id/artikel/dua", said=" ".join(words[:8]))
    say(root, "id/artikel/satu", said=" ".join(words[7:]))
    [found] = say(root, "id/tentang", said=" ".join(words))
    assert "tentang.md:17: 15 words in a row as in docs/id/artikel/" in found


def test_one_language_is_compared_with_itself(root: Path) -> None:
    say(root, "id/artikel/dua", "id/tentang")
    library = load(root)[0]
    assert len(list(repeated(replace(library, locales=library.locales[:1])))) == 1


def test_a_page_repeats_several(root: Path) -> None:
    say(root, "id/artikel/dua", "id/tentang")
    found = say(root, "id/artikel/satu", "id/tentang", said=OTHER)
    assert [text.partition(" as in ")[2].partition(":")[0] for text in found] == [
        "docs/id/artikel/dua.md",
        "docs/id/artikel/satu.md",
    ]


def test_languages_are_not_compared(root: Path) -> None:
    assert say(root, "id/artikel/dua", "en/artikel/dua") == []


def test_a_page_that_repeats_itself_is_told(root: Path) -> None:
    assert len(say(root, "id/tentang", "id/tentang")) == 1


def test_records_repeat_pages_on_purpose(root: Path) -> None:
    tree.replace(root, "docs/_data/templates/undangan.yml", "Kirim segera.", SAID)
    assert say(root, "id/tentang") == []


def page(name: str, paragraphs: str) -> Page:
    meta = Plain(kind="page", title=name, summary=name, reviewed=dt.date(2026, 11, 22))
    body = "\n\n".join(" ".join(f"{each}{n}" for n in range(9)) for each in paragraphs)
    return Page("id", name, Located(meta, f"docs/id/{name}.md", {}), body, Outline())


def library(pages: dict[str, str]) -> Library:
    found = {("id", name): page(name, paragraphs) for name, paragraphs in pages.items()}
    return Library((Locale("id", "Bahasa Indonesia"),), pages=found)


@given(st.lists(st.dictionaries(st.sampled_from("xyz"), st.text("abcd", max_size=3)), max_size=5))
def test_what_is_kept_of_a_comparison_changes_nothing(versions: list[dict[str, str]]) -> None:
    pack = Pack()
    for pages in map(library, versions):
        assert list(repeated(pages, pack)) == list(repeated(pages))


def test_a_second_page_with_the_very_same_text_is_found() -> None:
    pack, one = Pack(), page("x", "a")
    pages = Library((Locale("id", "Bahasa Indonesia"),), pages={("id", "x"): one})
    assert not list(repeated(pages, pack))
    copy = Page(one.locale, "y", one.meta, one.body, one.outline)
    both = Library(pages.locales, pages={("id", "x"): one, ("id", "y"): copy})
    assert len(list(repeated(both, pack))) == 1
