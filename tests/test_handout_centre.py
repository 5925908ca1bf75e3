from __future__ import annotations

import json

import pytest

from scripts.handout_centre import Detail, header
from scripts.records import Centre
from tests.paper import pages

FULL = {
    "name": {"id": "Pusat Karier", "en": "Career Centre"},
    "room": {"id": "Gedung A", "en": "Building A"},
    "hours": {"id": "Senin", "en": "Monday"},
    "address": {"id": "Jalan Contoh", "en": "Contoh Street"},
    "email": "karier@kampus.example",
    "phone": "(021) 555",
    "whatsapp": "0812-000",
    "site": "https://karier.kampus.example/a/",
}


@pytest.mark.parametrize(
    ("locale", "name", "own", "alt"),
    [
        (
            "id",
            "Pusat Karier",
            ("Gedung A", "Jalan Contoh", "Senin", "Telepon"),
            "Logo Pusat Karier",
        ),
        (
            "en",
            "Career Centre",
            ("Building A", "Contoh Street", "Monday", "Phone"),
            "Logo of Career Centre",
        ),
    ],
)
def test_a_header_is_in_its_language(
    locale: str, name: str, own: tuple[str, ...], alt: str
) -> None:
    made = header(Centre.model_validate(FULL), locale, pages().library, "logo.png")
    *places, phone = own
    assert made.name == name
    assert made.details == (
        *map(Detail, places),
        Detail("WhatsApp 0812-000"),
        Detail(f"{phone} (021) 555"),
        Detail("karier@kampus.example", "mailto:karier@kampus.example"),
        Detail("karier.kampus.example/a", "https://karier.kampus.example/a/"),
    )
    assert (made.logo, made.logo_alt) == ("logo.png", alt)


def test_only_the_name_is_needed() -> None:
    centre = Centre.model_validate({"name": FULL["name"]})
    made = header(centre, "en", pages().library, "")
    assert json.loads(made.inputs["centre"]) == {
        "name": "Career Centre",
        "details": [],
        "logo": "",
        "logo_alt": "",
    }
