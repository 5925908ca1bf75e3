"""<checklist-tool>: dates, the order of time, and the file for calendars."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Timezone
from playwright.sync_api import expect

from tests.browser.checklist import JOB, TALK, Tool, use

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.reader import Reader

DATES = {"invited": "2026-11-20", "interview": "2026-11-25T09:00"}  # Friday, Wednesday
# By language: what an item shows on Monday, 23 November, at 10.00 WIB.
SHOWN = {
    JOB: {
        "pastikan-asli": "Jum, 20 Nov sekarang",
        "teliti-perusahaan": "Min, 22 Nov sekarang",
        "latihan": "Sen, 23 Nov hari ini",
        "coba-rute": "Sel, 24 Nov besok",
        "berangkat": "Rab, 25 Nov, 07.00 WIB lusa",
        "tiba-awal": "Rab, 25 Nov, 08.45 WIB lusa",
        "tanyakan-prioritas": "Rab, 25 Nov, 09.00 WIB lusa",
        "catat-pertanyaan": "Rab, 25 Nov, 11.00 WIB lusa",
        "tanya-kabar": "Rab, 2 Des dalam 9 hari",
    },
    f"en/{JOB}": {
        "pastikan-asli": "Fri 20 Nov now",
        "latihan": "Mon 23 Nov today",
        "coba-rute": "Tue 24 Nov tomorrow",
        "berangkat": "Wed 25 Nov, 07:00 WIB in 2 days",
        "tanya-kabar": "Wed 2 Dec in 9 days",
    },
}


def calendar(tool: Tool) -> tuple[str, dict[str, Any]]:
    """Return the text of the file for calendars, and its events by the end of their UID."""
    with tool.page.expect_download() as download:
        tool.button("calendar").click()
    assert download.value.suggested_filename.endswith(".ics")
    raw = download.value.path().read_bytes()
    events = Calendar.from_ical(raw).walk("VEVENT")
    found = {str(e["UID"]).partition("-")[2].removesuffix("@siap-wawancara"): e for e in events}
    assert len(found) == len(events)
    return raw.decode(), found


# Dates


@pytest.mark.parametrize("address", SHOWN)
def test_items_show_their_dates(reader: Reader, site_folder: Path, address: str) -> None:
    tool = use(reader, site_folder, address)
    expect(tool.date("latihan")).to_be_empty()
    tool.fill(**DATES)
    for item, text in SHOWN[address].items():
        expect(tool.date(item)).to_have_text(text, use_inner_text=True)
    tool.fill(interview="")
    expect(tool.date("latihan")).to_be_empty()
    expect(tool.date("pastikan-asli")).not_to_be_empty()


def test_dates_count_from_sending_too(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder, TALK)
    tool.fill(sent="2026-11-17")
    expect(tool.date("perkenalkan-diri")).to_have_text("Sel, 17 Nov sekarang")
    expect(tool.date("ingatkan-sekali")).to_have_text("Sel, 24 Nov besok")
    expect(tool.date("baca-profil")).to_be_empty()


def test_hours_and_minutes_count_on_the_day(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    tool.fill(interview="2026-11-23T12:30")  # in two and a half hours
    expect(tool.date("berangkat")).to_contain_text("dalam 30 menit")
    expect(tool.date("tiba-awal")).to_contain_text("dalam 2 jam")
    expect(tool.date("latihan")).to_contain_text("sekarang")
    tool.fill(interview="2026-11-23T11:30")
    expect(tool.date("berangkat")).to_contain_text("sekarang")


def test_what_is_done_or_over_is_not_late(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    tool.fill(**DATES)
    tool.box("pastikan-asli").check()
    expect(tool.date("pastikan-asli")).to_have_text("Jum, 20 Nov")
    tool.fill(interview="2026-11-22T09:00")  # yesterday
    expect(tool.date("berangkat")).to_contain_text("kemarin")
    expect(tool.date("catat-pertanyaan")).to_contain_text("sekarang")
    expect(tool.date("ucapkan-terima-kasih")).to_contain_text("hari ini")


def test_times_are_those_of_the_interviews_zone(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder, now="2026-11-24T22:30:00Z", zone="Europe/London")
    expect(tool.field("zone")).to_have_value("")
    tool.field("zone").select_option("WIT")
    tool.fill(interview="2026-11-25T09:00")  # at midnight in London; there it is 07.30 now
    expect(tool.date("berangkat")).to_have_text("Rab, 25 Nov, 07.00 WIT sekarang")
    expect(tool.date("tiba-awal")).to_have_text("Rab, 25 Nov, 08.45 WIT dalam 1 jam")
    expect(tool.date("coba-rute")).to_contain_text("sekarang")
    tool.field("zone").select_option("")
    expect(tool.date("berangkat")).to_have_text("Rab, 25 Nov, 07.00 besok")


@pytest.mark.parametrize(
    ("zone", "name"),
    [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT"), ("UTC", "")],
)
def test_the_zone_is_guessed_from_the_device(
    reader: Reader, site_folder: Path, zone: str, name: str
) -> None:
    tool = use(reader, site_folder, zone=zone)
    expect(tool.field("zone")).to_have_value(name)
    tool.fill(interview="2026-11-25T09:00")
    assert tool.copy()["zone"] == name


def test_time_goes_on_while_the_page_is_away(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    tool.fill(**DATES)
    expect(tool.date("coba-rute")).to_contain_text("besok")
    tool.page.clock.set_fixed_time("2026-11-24T03:00:00Z")
    tool.page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
    expect(tool.date("coba-rute")).to_contain_text("hari ini")


# The order of time


def test_sorting_by_time_and_back(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder, width=360)
    order = "rows => rows.filter((row) => row.checkVisibility()).map((row) => row.id)"
    rows = tool.page.locator(".item")
    before = rows.evaluate_all(order)
    tool.page.locator("label[for=alat-urut]").click()
    expect(tool.part("notice")).to_have_text(tool.word("no-dates"))
    expect(tool.part("sort")).not_to_be_checked()
    assert rows.evaluate_all(order) == before
    tool.fill(interview="2026-11-25T09:00")
    tool.box("coba-rute").check()
    tool.part("sort").focus()
    tool.page.keyboard.press("Space")
    expect(tool.part("sort")).to_be_focused()
    heads = tool.page.locator(".plan h2").all_inner_texts()
    assert heads[:3] == ["Sekarang", "Senin, 23 November · hari ini", "Selasa, 24 November · besok"]
    assert heads[-2:] == ["Tanpa tanggal", "Selesai"]
    planned = rows.evaluate_all(order)
    assert sorted(planned) == sorted(before)
    assert planned[:3] == ["teliti-perusahaan", "teliti-pewawancara", "siapkan-pertanyaan"]
    assert planned[-1] == "coba-rute"
    expect(tool.page.locator("#persiapan")).to_be_hidden()
    tool.label("teliti-perusahaan").click()
    tool.box("siapkan-bawaan").press("Space")
    expect(tool.box("siapkan-bawaan")).to_be_focused()
    assert rows.evaluate_all(order) == planned  # nothing jumps away under the thumb
    assert set(tool.copy()["marks"]) == {"coba-rute", "teliti-perusahaan", "siapkan-bawaan"}
    tool.part("sort").uncheck()
    assert rows.evaluate_all(order) == before
    expect(tool.page.locator("#persiapan")).to_be_visible()
    expect(tool.page.locator(".plan h2")).to_have_count(0)


def test_hiding_in_the_order_of_time(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    tool.fill(**DATES)
    tool.part("sort").check()
    tool.part("hide").check()
    tool.box("pastikan-asli").press("Space")
    expect(tool.box("jangan-bayar")).to_be_focused()
    expect(tool.row("pastikan-asli")).to_be_hidden()
    expect(tool.page.locator(".plan h2", has_text="Selesai")).to_have_count(0)
    tool.part("sort").uncheck()
    expect(tool.row("pastikan-asli")).to_be_hidden()


# The file for calendars


def test_the_calendar_has_what_is_ahead(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    tool.fill(company="PT Maju; Jaya, Tbk", **DATES)
    tool.box("siapkan-bawaan").check()
    tool.not_applicable("isi-daya").click()
    text, events = calendar(tool)
    assert not events.keys() & {"siapkan-bawaan", "isi-daya", "pastikan-asli", "teliti-perusahaan"}
    assert {"latihan", "coba-rute", "berangkat", "interview", "tanya-kabar"} <= events.keys()
    assert events["coba-rute"].start == dt.date(2026, 11, 24)
    assert events["coba-rute"].end == dt.date(2026, 11, 25)
    jakarta = dt.datetime(2026, 11, 25, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert events["interview"].start == jakarta
    assert events["berangkat"].start == jakarta - dt.timedelta(hours=2)
    assert events["catat-pertanyaan"].start == jakarta + dt.timedelta(hours=2)
    assert events["interview"]["DTSTART"].params["TZID"] == "Asia/Jakarta"
    assert events["interview"]["SUMMARY"] == "Wawancara (PT Maju; Jaya, Tbk)"
    asked = tool.label("tanyakan-prioritas").inner_text()
    assert f"- {asked}\n" in events["interview"]["DESCRIPTION"]
    assert "tanyakan-prioritas" not in events
    for name, event in events.items():
        assert str(event["URL"]) == f"{tool.page.url}#{name}"
        assert event["DTSTAMP"].dt == dt.datetime(2026, 11, 23, 3, tzinfo=dt.UTC)
        assert event["SEQUENCE"] == 3
        (alarm,) = event.walk("VALARM")
        assert alarm["ACTION"] == "DISPLAY"
        timed = isinstance(event.start, dt.datetime)
        assert alarm["TRIGGER"].dt == (
            dt.timedelta(minutes=-30) if timed else dt.timedelta(hours=8)
        )
    (zone,) = Calendar.from_ical(text).walk("VTIMEZONE")
    assert isinstance(zone, Timezone)
    assert zone.to_tz().utcoffset(dt.datetime(2026, 11, 25, 9)) == dt.timedelta(hours=7)


@pytest.mark.parametrize(
    ("name", "place", "hours"),
    [("WIB", "Asia/Jakarta", 7), ("WITA", "Asia/Makassar", 8), ("WIT", "Asia/Jayapura", 9)],
)
def test_the_calendar_knows_the_zones(
    reader: Reader, site_folder: Path, name: str, place: str, hours: int
) -> None:
    tool = use(reader, site_folder)
    tool.field("zone").select_option(name)
    tool.fill(**DATES)
    text, events = calendar(tool)
    assert f"TZID:{place}\r\n" in text
    offset = f"TZOFFSETFROM:+0{hours}00\r\nTZOFFSETTO:+0{hours}00\r\nTZNAME:{name}\r\n"
    assert offset in text
    start = events["interview"].start
    assert start.astimezone(dt.UTC) == dt.datetime(2026, 11, 25, 9 - hours, tzinfo=dt.UTC)


def test_the_devices_zone_is_written_as_utc(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder, zone="America/New_York", now="2026-10-28T12:00:00Z")
    tool.fill(interview="2026-11-02T09:00")  # summer time has ended by then
    text, events = calendar(tool)
    assert "VTIMEZONE" not in text
    assert events["interview"].start == dt.datetime(2026, 11, 2, 14, tzinfo=dt.UTC)
    assert events["coba-rute"].start == dt.date(2026, 11, 1)


def test_the_file_is_as_rfc_5545_wants_it(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    name = "Perusahaan Ünïcode “日本語” 🏢🏢🏢 yang namanya panjang sekali, Tbk; \\ dan lain-lain"
    tool.fill(company=name, **DATES)
    text, events = calendar(tool)
    assert events["interview"]["SUMMARY"] == f"Wawancara ({name})"
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert "\r" not in text.replace("\r\n", "")
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) == 75
    for line in lines:
        line.decode()  # no character is cut in two


def test_a_second_import_changes_events_instead_of_doubling_them(
    reader: Reader, site_folder: Path
) -> None:
    tool = use(reader, site_folder)
    tool.fill(**DATES)
    _, first = calendar(tool)
    tool.reload()
    _, same = calendar(tool)
    tool.fill(interview="2026-11-26T13:00")
    _, moved = calendar(tool)
    assert [e["UID"] for e in first.values()] == [e["UID"] for e in same.values()]
    assert first["interview"]["UID"] == moved["interview"]["UID"]
    assert first["interview"]["SEQUENCE"] == same["interview"]["SEQUENCE"]
    assert moved["interview"]["SEQUENCE"] > first["interview"]["SEQUENCE"]
    tool.button("create").click()
    tool.fill(**DATES)
    _, other = calendar(tool)
    assert not {e["UID"] for e in other.values()} & {e["UID"] for e in moved.values()}


def test_nothing_ahead_makes_no_file(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    tool.button("calendar").click()
    expect(tool.part("notice")).to_have_text(tool.word("nothing-ahead"))
    tool.fill(interview="2026-01-05T09:00")
    tool.button("dismiss").click()
    tool.button("calendar").click()
    expect(tool.part("notice")).to_have_text(tool.word("nothing-ahead"))
