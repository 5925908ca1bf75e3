from __future__ import annotations

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from scripts import preview as module
from scripts import watch
from scripts.preview import Preview, attempted, is_own, running
from scripts.problem import Problem
from scripts.renewal import Step
from tests.programs import CHROMIUM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scripts.preview import Update

ROOT = Path(__file__).parent.parent
POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "script-src 'self'; style-src 'self'; connect-src 'self'\">"
)


def until(true: Callable[[], object]) -> None:
    """Wait until something is true; far longer than it ever takes."""
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


@dataclass
class Editor:
    """An editor's desk: a source file, a fake site of it, and the preview's address."""

    folder: Path
    address: str = ""
    builds: int = 0
    said: list[str] = field(default_factory=list)
    asked: tuple[str, ...] = ()

    @property
    def source(self) -> Path:
        return self.folder / "docs" / "page.md"

    @property
    def site(self) -> Path:
        return self.folder / "work"

    def update(self, asked: Sequence[str], _: Callable[[], bool]) -> Iterator[Step]:
        self.builds += 1
        self.asked = tuple(asked)
        text = self.source.read_text()
        if "raise" in text:
            raise ValueError(text)
        names = " ".join(sorted(path.name for path in self.source.parent.rglob("*.md")))
        page = f"<head>{POLICY}</head><body><p>{text}</p>{names}</body>"
        if "wrong" in text:
            yield Step([Problem("docs/page.md", 1, text, "links")])
            return
        (self.site / "index.html").write_text(page)
        yield Step([], {"index.html"})

    def get(self, path: str = "/", method: str = "GET") -> tuple[http.client.HTTPResponse, str]:
        with closing(self.connect()) as connection:
            connection.request(method, path)
            response = connection.getresponse()
            return response, response.read().decode()

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=20)

    def shows(self, *words: str) -> bool:
        page = self.get()[1]
        return all(word in page for word in words)

    def wait_for(self, *words: str) -> None:
        until(lambda: self.shows(*words))

    def write(self, text: str) -> None:
        """Put a new text in place at one stroke, which is one event."""
        draft = self.folder / "draft"
        draft.write_text(text)
        draft.replace(self.source)


def nothing(_: Sequence[str], __: Callable[[], bool]) -> Iterator[Step]:
    yield Step([])


@contextmanager
def previewed(editor: Editor, watch: list[Path], update: Update | None = None) -> Iterator[Preview]:
    editor.site.mkdir()
    preview = Preview(update or editor.update, editor.site, say=editor.said.append)
    with running(preview, watch, "127.0.0.1", 0) as editor.address:
        thread = Thread(target=preview.run)
        thread.start()
        try:
            yield preview
        finally:
            preview.close()
            thread.join()


@pytest.fixture
def desk(tmp_path: Path) -> Editor:
    """The desk before the preview runs."""
    editor = Editor(tmp_path)
    editor.source.parent.mkdir()
    editor.write("original")
    return editor


@pytest.fixture
def editor(desk: Editor) -> Iterator[Editor]:
    """The desk with the preview running and the first build on show."""
    with previewed(desk, [desk.source.parent]):
        desk.wait_for("original")
        yield desk


def test_an_edit_changes_the_page(editor: Editor) -> None:
    editor.source.write_text("second")
    editor.wait_for("<body><p>second")


def test_a_problem_leaves_the_last_good_build_on_show_until_it_is_fixed(editor: Editor) -> None:
    editor.write("wrong")
    editor.wait_for('role="alert"', "1 problem to fix", "docs/page.md:1: wrong")
    assert editor.shows("</div><p>original")
    editor.write("fixed")
    editor.wait_for("<body><p>fixed")
    assert not editor.shows("alert")


def test_an_exception_is_a_problem_and_the_preview_goes_on(editor: Editor) -> None:
    editor.write("raise this")
    editor.wait_for("build: ValueError: raise this", "</div><p>original")
    editor.write("fixed")
    editor.wait_for("<body><p>fixed")


def test_problems_of_the_first_build_are_shown_at_every_address(desk: Editor) -> None:
    desk.write("wrong")
    with previewed(desk, [desk.source.parent]):
        desk.wait_for("Nothing could be built yet", "docs/page.md:1: wrong")
        assert desk.get("/any/where.html")[0].status == 503
        desk.write("fixed")
        desk.wait_for("<body><p>fixed")


def test_the_terminal_hears_where_to_look_and_how_it_went(editor: Editor) -> None:
    editor.write("wrong")
    until(lambda: len(editor.said) == 4)
    assert editor.said[0] == f"Preview: {editor.address} (Ctrl-C ends it)"
    assert editor.said[1].startswith("All is well (shown in ")
    assert editor.said[2].startswith("The last good build is shown: 1 problem to fix (found in ")
    assert editor.said[3] == "  docs/page.md:1: wrong (CONTRIBUTING.md#links)"


def test_every_change_is_told_to_open_pages_at_once(
    desk: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "HEARTBEAT", 600)
    with previewed(desk, [desk.source.parent]), closing(desk.connect()) as connection:
        desk.wait_for("original")
        connection.request("GET", "/__preview/events")
        response = connection.getresponse()
        assert response.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        first = response.readline()
        assert f'data-build="{first.decode().removeprefix("data: ").strip()}"' in desk.get()[1]
        assert response.readline() == b"\n"
        desk.write("second")
        second = response.readline()
        assert second.startswith(b"data: ")
        assert second != first


def test_a_closed_preview_ends_its_streams(desk: Editor) -> None:
    with previewed(desk, []) as preview, closing(desk.connect()) as connection:
        connection.request("GET", "/__preview/events")
        response = connection.getresponse()
        response.readline()
        preview.close()
        assert len(response.read(1000)) < 1000


def test_a_quiet_stream_repeats_itself_and_notices_who_has_gone(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "HEARTBEAT", 0.01)
    with closing(editor.connect()) as connection:
        connection.request("GET", "/__preview/events")
        response = connection.getresponse()
        assert response.readline() == response.readlines(3)[1]
    editor.wait_for("original")


def test_nothing_is_cached(editor: Editor) -> None:
    for path in ("/", "/lost", "/__preview/preview.js", "/__preview/preview.css"):
        assert editor.get(path)[0].headers["Cache-Control"] == "no-store"


def test_head_says_the_same_without_the_page(editor: Editor) -> None:
    page, text = editor.get()
    head, nothing = editor.get(method="HEAD")
    assert (head.status, head.headers["Content-Length"]) == (200, str(len(text)))
    assert (page.headers["Content-Type"], nothing) == (head.headers["Content-Type"], "")
    assert editor.get("/__preview/events", "HEAD")[0].status == 200


def test_the_server_refuses_what_is_outside_and_keeps_the_query(editor: Editor) -> None:
    assert editor.get("/../docs/page.md")[0].status == 404
    assert editor.get("/%2e%2e/%2e%2e/docs/page.md?x")[0].status == 404
    assert editor.get("/?x=1")[0].status == 200


def test_a_redirect_keeps_the_query(tmp_path: Path) -> None:
    editor = Editor(tmp_path)
    preview = Preview(editor.update, tmp_path, "siap", editor.said.append)
    with running(preview, [], "127.0.0.1", 0) as editor.address:
        assert editor.address.endswith("/siap/")
        assert editor.get("/siap?a=b")[0].headers["Location"] == "/siap/?a=b"


def test_a_build_that_reads_the_sources_does_not_start_another(editor: Editor) -> None:
    editor.source.read_text()
    editor.write("second")
    editor.wait_for("second")
    assert editor.builds == 2


def test_a_file_put_in_the_place_of_another_is_a_change(editor: Editor) -> None:
    new = editor.source.with_name("page.md.tmp")
    new.write_text("second")
    new.replace(editor.source)
    editor.wait_for("second")


def test_new_folders_are_watched_and_removals_noticed(editor: Editor) -> None:
    inner = editor.source.parent / "new" / "inner.md"
    inner.parent.mkdir()
    inner.write_text("x")
    editor.wait_for("inner.md")
    inner.unlink()
    until(lambda: not editor.shows("inner.md"))


def test_a_single_file_is_watched_alone_and_through_replacement(desk: Editor) -> None:
    with previewed(desk, [desk.source]):
        desk.wait_for("original")
        desk.source.with_name("other.md").write_text("x")
        for text in ("second", "third"):
            new = desk.source.with_name("new.md")
            new.write_text(text)
            new.replace(desk.source)
            desk.wait_for(text)
        assert desk.builds == 3


def test_quick_edits_are_one_change(desk: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "DEBOUNCE", 0.5)
    with previewed(desk, [desk.source.parent]):
        desk.wait_for("original")
        for number in range(20):
            desk.source.write_text(f"edit {number}")
        desk.wait_for("edit 19")
        assert desk.builds == 2


def test_an_edit_during_a_build_is_not_lost(desk: Editor) -> None:
    def update(asked: Sequence[str], unwanted: Callable[[], bool]) -> Iterator[Step]:
        yield from desk.update(asked, unwanted)
        if desk.builds == 1:
            desk.write("second")

    with previewed(desk, [desk.source.parent], update):
        desk.wait_for("second")


@dataclass
class Slow:
    """A site whose rest takes as long as a test wants."""

    editor: Editor
    rest: tuple[str, ...] = ()
    gate: Event = field(default_factory=Event)
    given_up: int = 0

    def update(self, asked: Sequence[str], unwanted: Callable[[], bool]) -> Iterator[Step]:
        yield from self.editor.update(asked, unwanted)
        while not self.gate.wait(0.01):
            if unwanted():
                self.given_up += 1
                return
        for name in self.rest:
            (self.editor.site / name).write_text("<body>made later</body>")
        yield Step([], set(self.rest))


@pytest.fixture
def slow(desk: Editor) -> Iterator[Slow]:
    slow = Slow(desk)
    with previewed(desk, [desk.source.parent], slow.update):
        desk.wait_for("original")
        yield slow
        slow.gate.set()


def stamp(editor: Editor, path: str = "/") -> str:
    return editor.get(path)[1].partition('data-build="')[2].partition('"')[0]


def test_what_is_made_first_is_shown_before_the_rest_is_there(slow: Slow) -> None:
    editor = slow.editor
    assert editor.said[1].startswith("All is well (shown in ")
    assert len(editor.said) == 2
    slow.gate.set()
    until(lambda: len(editor.said) == 3)
    assert editor.said[2].startswith("All pages are up to date (after ")


def test_a_change_ends_the_rest_and_comes_first(slow: Slow) -> None:
    for number, text in enumerate(("second", "third"), 1):
        slow.editor.write(text)
        slow.editor.wait_for(text)
        assert slow.given_up == number
    slow.gate.set()
    until(lambda: slow.editor.said[-1].startswith("All pages are up to date"))
    assert slow.editor.builds == 3


@pytest.mark.parametrize(("rest", "again"), [(("other.html",), False), (("seen.html",), True)])
def test_pages_load_again_if_the_rest_is_what_they_show(
    slow: Slow, rest: tuple[str, ...], *, again: bool
) -> None:
    slow.rest = rest
    slow.editor.get("/seen.html")
    before = stamp(slow.editor)
    slow.gate.set()
    until(lambda: len(slow.editor.said) == 3)
    assert (stamp(slow.editor) != before) is again


def steady(*rest: set[str]) -> Update:
    """Return what changes a page at first, and from then on no more than `rest` in its steps."""
    first: Iterator[tuple[set[str], ...]] = iter([({"index.html"},)])

    def update(_: Sequence[str], __: Callable[[], bool]) -> Iterator[Step]:
        for changed in next(first, rest):
            yield Step([], changed)

    return update


@pytest.mark.parametrize(
    ("rest", "again"), [((set(), set()), False), ((set(), {"a"}), True), (({"b"}, {"a"}), True)]
)
def test_pages_load_again_once_for_a_change_that_changed_something(
    desk: Editor, rest: tuple[set[str], ...], *, again: bool
) -> None:
    desk.site.mkdir()
    preview = Preview(steady(*rest), desk.site, say=desk.said.append)
    stamps = []
    for _ in range(2):
        preview.bring_up_to_date()
        stamps.append(preview.show.stamp)
    assert (stamps[0] != stamps[1]) is again


def test_an_update_is_told_which_pages_were_asked_for_last(slow: Slow) -> None:
    (slow.editor.site / "assets.css").touch()
    (slow.editor.site / "a").mkdir()
    (slow.editor.site / "a" / "index.html").touch()
    for path in ("/1.html", "/2.html", "/3.html", "/a/?x#y", "/a", "/assets.css", "/", "/3.html"):
        slow.editor.get(path)
    slow.editor.write("second")
    until(lambda: slow.editor.builds == 2)
    assert slow.editor.asked == ("3.html", "index.html", "a/index.html", "2.html")


def test_problems_of_the_rest_are_shown_with_what_is_new(desk: Editor) -> None:
    def update(asked: Sequence[str], unwanted: Callable[[], bool]) -> Iterator[Step]:
        yield from desk.update(asked, unwanted)
        if desk.builds == 1:
            yield Step([Problem("docs/x.yml", 1, "is odd")])

    with previewed(desk, [desk.source.parent], update):
        desk.wait_for("docs/x.yml:1: is odd", "</div><p>original")
        desk.write("second")
        desk.wait_for("<body><p>second")


def test_the_next_free_port_is_taken(tmp_path: Path) -> None:
    said: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        preview = Preview(nothing, tmp_path, say=said.append)
        with running(preview, [], "127.0.0.1", port) as address:
            assert port < (urlsplit(address).port or 0) < port + 10
    assert said[0] == f"Port {port} is in use."


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(errno.EADDRINUSE, "No port from 8000 to 8009 is free"), (errno.EACCES, "Permission denied")],
)
def test_no_port_at_all_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(module, "_Server", refuse)
    preview = Preview(nothing, tmp_path, say=list[str]().append)
    with pytest.raises(OSError, match=sentence), running(preview, [], "127.0.0.1", 8000):
        pass


def test_what_an_update_raises_is_found_by_file_and_line(tmp_path: Path) -> None:
    def missing() -> Iterator[Step]:
        yield Step([], {"a.html"})
        (tmp_path / "gone").read_text()

    def syntax() -> Iterator[Step]:
        raise SyntaxError("no", (str(Path.cwd() / "scripts" / "x.py"), 7, 1, "x"))
        yield

    def leaves() -> Iterator[Step]:
        raise SystemExit(3)
        yield

    first, ((gone,), _) = attempted(missing())
    assert first == Step([], {"a.html"})
    assert gone.path == (tmp_path / "gone").as_posix()
    assert gone.message.startswith("FileNotFoundError: ")
    (((wrong,), _),) = attempted(syntax())
    assert (wrong.path, wrong.line) == ("scripts/x.py", 7)
    assert list(attempted(leaves())) == [Step([Problem("build", 0, "SystemExit: 3")])]


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
def test_an_open_page_does_not_keep_the_server_from_ending(
    tmp_path: Path, name: signal.Signals
) -> None:
    run = (
        "import pathlib, signal, sys\n"
        "from scripts.preview import serve\n"
        "from scripts.upkeep import Step\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "update = lambda asked, unwanted: iter([Step([])])\n"
        "serve(lambda folder: update, [], pathlib.Path(sys.argv[1]) / 'new' / 'work', port=0)\n"
    )
    command = [sys.executable, "-c", run, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        address = process.stdout.readline().split()[1]
        assert process.stdout.readline().startswith("All is well")
        with closing(Editor(tmp_path, address).connect()) as connection:
            connection.request("GET", "/__preview/events")
            response = connection.getresponse()
            assert response.readline().startswith(b"data: ")
            process.send_signal(name)
            assert process.wait(20) == 0
        assert process.stdout.read() == "The preview has ended.\n"
    assert list((tmp_path / "new" / "work").iterdir()) == []


def test_an_open_page_reloads_by_itself_under_a_strict_policy(editor: Editor) -> None:
    def browse() -> None:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM.find(), args=["--no-sandbox"]
            )
            page = browser.new_page()
            complaints: list[str] = []
            page.on("console", lambda message: complaints.append(message.text))
            page.goto(editor.address)
            editor.write("second")
            page.get_by_text("second", exact=True).wait_for()
            editor.write("wrong")
            panel = page.get_by_role("alert")
            panel.wait_for()
            assert panel.evaluate("e => getComputedStyle(e).position") == "sticky"
            editor.write("third")
            page.get_by_text("third", exact=True).wait_for()
            assert panel.count() == 0
            assert [text for text in complaints if "favicon" not in text] == []
            browser.close()

    with ThreadPoolExecutor(1) as pool:  # a thread can run only one Playwright
        pool.submit(browse).result()


@pytest.mark.parametrize(
    ("name", "host", "own"),
    [
        ("127.0.0.1:8000", "127.0.0.1", True),
        ("[::1]:8000", "::1", True),
        ("192.168.1.4:8000", "192.168.1.4", True),
        ("localhost:8000", "127.0.0.1", True),
        ("situs.localhost", "127.0.0.1", True),
        ("Meja.kantor.example:8000", "meja.kantor.example", True),
        ("jahat.example:8000", "127.0.0.1", False),
        ("127.0.0.1.jahat.example", "127.0.0.1", False),
        ("localhost.jahat.example", "127.0.0.1", False),
        ("jahat.example@127.0.0.1.x", "127.0.0.1", False),
        ("[jahat", "127.0.0.1", False),
        ("", "127.0.0.1", False),
    ],
)
def test_only_names_of_this_computer_are_answered(name: str, host: str, *, own: bool) -> None:
    assert is_own(name, host) is own


def test_a_site_that_takes_this_computers_address_reads_nothing(editor: Editor) -> None:
    with closing(http.client.HTTPConnection(urlsplit(editor.address).netloc, timeout=20)) as evil:
        evil.request("GET", urlsplit(editor.address).path, headers={"Host": "jahat.example"})
        answer = evil.getresponse()
        assert answer.status == http.HTTPStatus.FORBIDDEN
        assert b"localhost" in answer.read()
