"""The preview server behind `siap serve`: it builds after every change and reloads open pages."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
import time
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING
from urllib.parse import quote

from scripts.preview_page import OWN, Answer, Show, answer
from scripts.problem import Problem
from scripts.watch import heed_other_signals, settled, watching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HEARTBEAT = 15.0
PORTS = 10


def print_line(line: str) -> None:
    """Print a line at once, even into a pipe."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def serve(  # noqa: PLR0913, PLR0917 - only the first three are needed
    render: Callable[[Path], list[Problem]],
    watch: Sequence[Path],
    workdir: Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    prefix: str = "/",
    say: Callable[[str], None] = print_line,
) -> None:
    """Show what `render` makes of the files in `watch`, anew after every change, until Ctrl-C.

    `render` fills the empty folder it is given; it runs in the calling thread, which is the main
    one. `workdir` must lie outside of what is watched. Raises OSError when no port is free.
    """
    heed_other_signals()
    workdir.mkdir(parents=True, exist_ok=True)
    with suppress(KeyboardInterrupt), TemporaryDirectory(dir=workdir) as folder:
        preview = Preview(render, Path(folder), prefix, say)
        with running(preview, watch, host, port):
            preview.run()
    say("The preview has ended.")


class Preview:
    """Renders into new folders in `workdir` and keeps the last good one on show."""

    def __init__(
        self,
        render: Callable[[Path], list[Problem]],
        workdir: Path,
        prefix: str = "/",
        say: Callable[[str], None] = print_line,
    ) -> None:
        self.say = say
        self.changed = Event()
        self.closed = False
        self.show = Show(secrets.token_hex(4), f"/{prefix.strip('/')}/".replace("//", "/"))
        self._render = render
        self._workdir = workdir.resolve()
        self._turn = Condition()

    def run(self) -> None:
        """Build now, and whenever `changed` was set and then left alone for a moment."""
        while not self.closed:
            self.build()
            settled(self.changed)

    def build(self) -> None:
        """Render once, put a good result on show, and say what happened."""
        started, before = time.monotonic(), self.show
        folder = self._workdir / secrets.token_hex(4)
        folder.mkdir()
        problems = attempt(self._render, folder)
        keep, drop = (before.folder, folder) if problems else (folder, before.folder)
        with self._turn:
            self.show = Show(folder.name, before.prefix, keep, tuple(problems))
            self._turn.notify_all()
        if drop:
            shutil.rmtree(drop, ignore_errors=True)
        self.say(f"{self.show.headline} (built in {time.monotonic() - started:.1f} s)")
        for problem in problems:
            self.say(f"  {problem.told()}")

    def answer(self, path: str) -> Answer:
        """Return what the browser gets for a path; folders are removed only between answers."""
        with self._turn:
            return answer(self.show, path)

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


def attempt(render: Callable[[Path], list[Problem]], folder: Path) -> list[Problem]:
    """Return the problems of `render`; what it raises is one of them."""
    try:
        return render(folder)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - no page may end the preview
        return [_as_problem(error)]


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


class _Server(ThreadingHTTPServer):
    allow_reuse_address = os.name == "posix"  # Windows would let two servers have the same port

    def __init__(self, address: tuple[str, int], preview: Preview) -> None:
        self.preview = preview
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def handle(self) -> None:
        with suppress(ConnectionError):  # the browser has hung up
            super().handle()

    def do_GET(self) -> None:
        preview = self.server.preview
        path, mark, query = self.path.partition("?")
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
