"""`make audit`, with a service that stands in for the one that knows of vulnerabilities."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from tests.servers import answering
from tests.tree import ROOT

# What https://api.osv.dev tells of a vulnerability, in short; this one is invented.
FOUND = {
    "id": "PYSEC-2026-1",
    "modified": "2026-11-20T00:00:00Z",
    "published": "2026-11-20T00:00:00Z",
    "summary": "Templates can read files",
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "jinja2"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]}],
        }
    ],
}


class Service(BaseHTTPRequestHandler):
    """Knows of one vulnerability, in the packages that `bad` names."""

    bad: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        names = [query["package"]["name"] for query in json.loads(sent)["queries"]]
        type(self).asked = frozenset(names)
        short = {key: FOUND[key] for key in ("id", "modified")}
        self._answer({"results": [{"vulns": [short]} if n in self.bad else {} for n in names]})

    def do_GET(self) -> None:
        self._answer(FOUND)

    def _answer(self, value: object) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project's lock, with nothing to install."""
    for name in ("Makefile", "pyproject.toml", "uv.lock", "requirements-uv.txt"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    for name in ("uv", "python"):
        (tmp_path / ".venv/bin" / name).symlink_to(Path(sys.executable).with_name(name))
    (tmp_path / ".venv/.uv").touch()
    return tmp_path


def audit(project: Path, address: str) -> subprocess.CompletedProcess[str]:
    command = ["make", "audit", f"OSV={address}"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def service(*bad: str) -> Any:
    return type("Asked", (Service,), {"bad": frozenset(bad)})


def test_a_lock_without_known_vulnerabilities_passes(project: Path) -> None:
    none = service()
    with answering(none) as address:
        done = audit(project, address)
    assert done.returncode == 0, done.stderr
    assert "no known vulnerabilities" in done.stderr
    assert {"mkdocs", "urllib3", "pytest"} <= none.asked


def test_a_vulnerable_package_is_named_with_the_version_that_mends_it(project: Path) -> None:
    with answering(service("jinja2")) as address:
        done = audit(project, address)
    assert "Error 1" in done.stderr
    assert "Nothing was audited" not in done.stderr
    for words in ("jinja2", "PYSEC-2026-1: Templates can read files", "Fixed in: 99.0"):
        assert words in done.stdout


def test_a_service_that_does_not_answer_is_no_good_news(project: Path) -> None:
    done = audit(project, "http://127.0.0.1:9")
    assert "Error 2" in done.stderr
    assert "Nothing was audited: the list of vulnerabilities cannot be read." in done.stderr
