"""The preview server behind `siap serve`: it shows a site that is kept up to date, and reloads pages."""

from __future__ import annotations

import errno
import os
import secrets
import sys
import time
from collections import deque
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from scripts.preview_page import HTML, OWN, Answer, Show, answer, asked
from scripts.problem import Problem
from scripts.renewal import Step
from scripts.upkeep import SITE
from scripts.watch import heed_other_signals, settled, watching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Update = Callable[[Sequence[str], Callable[[], bool]], Iterator[Step]]
    """What brings a site up to date, as `Upkeep.update` does for the files that are looked at."""

HEARTBEAT = 15.0
FOREIGN = "Open the preview by its number or as localhost, or begin it with --host NAME."
PORTS = 10
LOOKED_AT = 4
"""How many pages are made first, those that browsers asked for last."""


def print_line(line: str) -> None:
    """Print a line at once, even into a pipe."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def serve(  # noqa: PLR0913, PLR0917 - only the first three are needed
    begin: Callable[[Path], Update],
    watch: Sequence[Path],
    workdir: Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    prefix: str = "/",
    say: Callable[[str], None] = print_line,
) -> None:
    """Show a site made of the files in `watch`, up to date after every change, until Ctrl-C.

    `begin` is given an empty folder and returns what keeps the site in it up to date, which runs in
    the calling thread, the main one. `workdir` must lie outside of what is watched. Raises OSError
    when no port is free.
    """
    heed_other_signals()
    workdir.mkdir(parents=True, exist_ok=True)
    with suppress(KeyboardInterrupt), TemporaryDirectory(dir=workdir) as name:
        folder = Path(name).resolve()
        preview = Preview(begin(folder), folder / SITE, prefix, say)
        with running(preview, watch, host, port):
            preview.run()
    say("The preview has ended.")


class Preview:
    """Shows the site in `folder`, which `update` keeps up to date in place."""

    def __init__(
        self,
        update: Update,
        folder: Path,
        prefix: str = "/",
        say: Callable[[str], None] = print_line,
    ) -> None:
        self.say = say
        self.changed = Event()
        self.closed = False
        self.show = Show(secrets.token_hex(4), f"/{prefix.strip('/')}/".replace("//", "/"))
        self._update = update
        self._folder = folder
        self._asked: deque[str] = deque(maxlen=LOOKED_AT)
        self._turn = Condition()

    def run(self) -> None:
        """Bring the site up to date now, and whenever `changed` was set and left alone for a moment."""
        while not self.closed:
            self.bring_up_to_date()
            settled(self.changed)

    def bring_up_to_date(self) -> None:
        """Put on show what there is as soon as there is something, and say what happened."""
        started, is_shown, is_new = time.monotonic(), False, False
        for step in attempted(self._update((*self._asked,), self.changed.is_set)):
            self._take(step, is_rest=is_new)
            is_new = is_new or bool(step.changed)
            after = f"{time.monotonic() - started:.1f} s"
            if is_shown and not step.problems:
                self.say(f"All pages are up to date (after {after})")
            else:
                self.say(
                    f"{self.show.headline} ({'found' if step.problems else 'shown'} in {after})"
                )
            for problem in step.problems:
                self.say(f"  {problem.told()}")
            is_shown = True

    def _take(self, step: Step, *, is_rest: bool) -> None:
        """Put a step on show; pages load anew if it is new, but for the rest only if it is looked at."""
        with self._turn:
            before, problems = self.show, tuple(step.problems)
            folder = before.folder if problems else self._folder
            new = {*step.changed} & {*self._asked} if is_rest else step.changed
            is_same = not new and (folder, problems) == (before.folder, before.problems)
            stamp = before.stamp if is_same else secrets.token_hex(4)
            self.show = Show(stamp, before.prefix, folder, problems)
            self._turn.notify_all()

    def answer(self, path: str) -> Answer:
        """Return what the browser gets for a path, and remember the pages that it asks for."""
        reply = answer(self.show, path)
        if reply.kind == HTML and not reply.location:
            page = asked(self.show, path)
            with self._turn:
                if page in self._asked:
                    self._asked.remove(page)
                self._asked.appendleft(page)
        return reply

    def next_stamp(self, seen: str) -> str:
        """Return the stamp of what is on show once it is not `seen`, or after a while."""
        with self._turn:
            self._turn.wait_for(lambda: self.closed or self.show.stamp != seen, HEARTBEAT)
            return self.show.stamp

    def close(self) -> None:
        """End `run` and every stream of events."""
        with self._turn:
            self.closed = True
            self._turn.notify_all()
        self.changed.set()


def attempted(steps: Iterator[Step]) -> Iterator[Step]:
    """Yield the steps of an update; what it raises is a problem."""
    try:
        yield from steps
    except (Exception, SystemExit) as error:  # noqa: BLE001 - no page may end the preview
        yield Step([_as_problem(error)])


def _as_problem(error: BaseException) -> Problem:
    message = f"{type(error).__name__}: {error}"
    filename = getattr(error, "filename", None)
    if not isinstance(filename, str):
        return Problem("build", 0, message)
    path = Path(filename)
    with suppress(ValueError):
        path = path.relative_to(Path.cwd())
    return Problem(path.as_posix(), getattr(error, "lineno", None) or 0, message)


@contextmanager
def running(preview: Preview, watch: Sequence[Path], host: str, port: int) -> Iterator[str]:
    """Serve and watch in the background; give the address, and close the preview at the end."""
    with _listen(preview, host, port) as server, watching(watch, preview.changed):
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        address = f"http://{host}:{server.server_port}{preview.show.prefix}"
        preview.say(f"Preview: {address} (Ctrl-C ends it)")
        try:
            yield address
        finally:
            preview.close()
            server.shutdown()
            thread.join()


def _listen(preview: Preview, host: str, port: int) -> _Server:
    for candidate in range(port, port + PORTS):
        try:
            return _Server((host, candidate), preview)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            preview.say(f"Port {candidate} is in use.")
    raise OSError(f"No port from {port} to {port + PORTS - 1} is free; choose another one.")


def is_own(name: str, host: str) -> bool:
    """Say whether a browser was sent here by an address of this computer, or the name it was given.

    Any site of the web can give its own name this computer's address, and would then read drafts.
    """
    found = ""
    try:
        found = urlsplit(f"//{name}").hostname or ""
        ip_address(found)
    except ValueError:
        return found in {"localhost", host.lower()} or found.endswith(".localhost")
    return True


class _Server(ThreadingHTTPServer):
    allow_reuse_address = os.name == "posix"  # Windows would let two servers have the same port

    def __init__(self, address: tuple[str, int], preview: Preview) -> None:
        self.preview = preview
        self.host = address[0]
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def handle(self) -> None:
        with suppress(ConnectionError):  # the browser has hung up
            super().handle()

    def do_GET(self) -> None:
        preview = self.server.preview
        path, mark, query = self.path.partition("?")
        if not is_own(self.headers.get("Host", ""), self.server.host):
            self.send_error(HTTPStatus.FORBIDDEN, FOREIGN)
            return
        if path == f"{quote(preview.show.prefix)}{OWN}events":
            self._stream(preview)
            return
        reply = preview.answer(path)
        self._start(reply.status, reply.kind)
        self.send_header("Content-Length", str(len(reply.body)))
        if reply.location:
            self.send_header("Location", f"{reply.location}{mark}{query}")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(reply.body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _stream(self, preview: Preview) -> None:
        self._start(HTTPStatus.OK, "text/event-stream; charset=utf-8")
        self.end_headers()
        stamp = ""
        while self.command == "GET" and not preview.closed:
            stamp = preview.next_stamp(stamp)
            self.wfile.write(f"data: {stamp}\n\n".encode())

    def _start(self, status: HTTPStatus, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")

    def log_message(self, *_: object) -> None:
        """Stay silent: the terminal is for builds and problems."""
