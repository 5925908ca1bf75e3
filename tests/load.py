"""What a server bears: many connections that ask for the same again and again, by wrk."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from signal import SIG_DFL, SIGINT, signal
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.programs import WRK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CONNECTIONS = 50
ENOUGH = 600  # seconds, after which a pressure ends by itself
# wrk's own script: times are in microseconds, and the sum of errors is of sockets and of answers
# from 400 on.
SCRIPT = """\
local asked, last = {{}}, 0
init = function()
  for _, path in ipairs {{ {paths} }} do table.insert(asked, wrk.format("GET", path)) end
end
request = function()
  last = last % #asked + 1
  return asked[last]
end
done = function(summary, latency)
  local e = summary.errors
  local faults = e.connect + e.read + e.write + e.timeout + e.status
  print(string.format("\\nload %d %d %d %d %d", summary.requests, summary.duration,
    summary.bytes, latency:percentile(99), faults))
end
"""


@dataclass(frozen=True)
class Load:
    """How a server bore it.

    How often a second everything was sent that was asked for, within how many milliseconds 99 of
    100 answers came, how many bytes with headers they are together, and how many were wrong.
    """

    rate: float
    p99: float
    size: float
    faults: int

    @classmethod
    def read(cls, said: str, asked: int = 1) -> Load:
        """Return the load that wrk's last line tells of, when it asked for so many addresses."""
        line = said.strip().splitlines()[-1]
        requests, duration, size, p99, faults = map(int, line.removeprefix("load ").split())
        times = requests / asked
        return cls(times / (duration / 1e6), p99 / 1000, size / max(times, 1), faults)


def load(server: str, paths: Sequence[str], seconds: int) -> Load:
    """Ask a server for paths in turn, compressed, for so many seconds."""
    with _wrk(server, paths, seconds) as process:
        return Load.read(process.communicate()[0], len(paths))


@contextmanager
def pressed(server: str, path: str) -> Iterator[None]:
    """Have others ask for a path until the end, and make sure that they were answered."""
    with _wrk(server, [path], ENOUGH) as process:
        yield
        assert process.poll() is None, "the pressure ended too early"
        process.send_signal(SIGINT)  # as Ctrl-C does: wrk ends early, and tells
        borne = Load.read(process.communicate(timeout=30)[0])
    assert borne.faults == 0, borne
    assert borne.rate > 0, borne


@contextmanager
def _wrk(server: str, paths: Sequence[str], seconds: int) -> Iterator[subprocess.Popen[str]]:
    """Run wrk, and let it not outlive what is done meanwhile."""
    with TemporaryDirectory() as folder:
        script = Path(folder, "load.lua")
        script.write_text(SCRIPT.format(paths=", ".join(f'"/{path}"' for path in paths)))
        command = [str(WRK.find()), "--threads=1", f"--connections={CONNECTIONS}"]
        command += [f"--duration={seconds}", f"--script={script}", "--timeout=5"]
        command += ["--header=Accept-Encoding: gzip", server]
        heeding = partial(signal, SIGINT, SIG_DFL)  # shells switch it off in the background
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=heeding,  # noqa: PLW1509 - nothing else runs in this process
        ) as process:
            try:
                yield process
            finally:
                process.kill()
