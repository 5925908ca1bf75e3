from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts import linked_data

if TYPE_CHECKING:
    from scripts.model import Library

URL = "https://contoh.example/artikel/satu/"
PUBLISHER = {"@type": "Organization", "name": "Contoh", "url": "https://contoh.example/"}


def describe(library: Library, path: str, locale: str = "id", **values: Any) -> dict[str, Any]:
    page = library.pages[locale, path]
    given: dict[str, Any] = {
        "url": URL,
        "description": "Terima undangannya.",
        "image": "https://contoh.example/a.png",
        "publisher": (PUBLISHER["name"], PUBLISHER["url"]),
        "sources": [],
        "translations": [],
        "original": True,
    }
    return linked_data.describe(page, **given | values)


def test_an_article(library: Library) -> None:
    sources = [library.sources[name].value for name in ("majalah", "kabar")]
    assert describe(library, "artikel/satu", sources=sources) == {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": URL,
        "url": URL,
        "headline": "Dapat undangan?",
        "description": "Terima undangannya.",
        "inLanguage": "id",
        "image": "https://contoh.example/a.png",
        "datePublished": "2026-11-01",
        "dateModified": "2026-11-20",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": True,
        "author": PUBLISHER,
        "publisher": PUBLISHER,
        "citation": [
            {
                "@type": "Article",
                "headline": "How to ask",
                "url": "https://majalah.example/ask",
                "inLanguage": "en",
                "publisher": {"@type": "Organization", "name": "Careers & Co"},
            },
            {
                "@type": "Article",
                "headline": "Cara menjawab",
                "url": "https://kabar.example/jawab",
                "inLanguage": "id",
                "publisher": {"@type": "Organization", "name": "Kabar Kerja"},
            },
        ],
        "isBasedOn": ["https://majalah.example/ask", "https://kabar.example/jawab"],
    }


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("", "WebSite", "Contoh"),
        ("artikel", "WebPage", "Artikel"),
        ("tentang", "WebPage", "Tentang kami"),
    ],
)
def test_other_pages(library: Library, path: str, kind: str, name: str) -> None:
    data = describe(library, path)
    assert (data["@type"], data["name"]) == (kind, name)
    assert not {"headline", "citation", "datePublished"} & data.keys()


def test_the_original_names_its_translations(library: Library) -> None:
    data = describe(library, "tentang", translations=["https://a/", "https://b/"], original=True)
    assert data["workTranslation"] == [{"@id": "https://a/"}, {"@id": "https://b/"}]
    assert "translationOfWork" not in data


def test_a_translation_names_the_original(library: Library) -> None:
    data = describe(
        library, "tentang", "en", translations=["https://a/", "https://b/"], original=False
    )
    assert data["translationOfWork"] == {"@id": "https://a/"}
    assert "workTranslation" not in data
    assert data["inLanguage"] == "en"


def test_a_page_in_one_language_names_none(library: Library) -> None:
    assert not {"workTranslation", "translationOfWork"} & describe(library, "tentang").keys()


@given(
    st.dictionaries(st.text(), st.text() | st.sampled_from(["</script>", "<!--", "]]>", "&lt;"]))
)
def test_nothing_breaks_out_of_the_script_element(data: dict[str, str]) -> None:
    text = linked_data.script(data)
    assert "<" not in text
    assert json.loads(text) == data
