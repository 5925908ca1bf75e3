"""Real servers on this machine, as the current user, on ports that happen to be free."""

from __future__ import annotations

import getpass
import os
import shlex
import socket
import subprocess
import time
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import TYPE_CHECKING

from tests.programs import CADDY, NGINX, OPENSSL, SSHD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http.server import BaseHTTPRequestHandler

    from tests.programs import Program

PATIENCE = 20
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
NGINX_CONFIG = """\
daemon off;
pid {folder}/nginx.pid;
error_log stderr error;
{extra}
events {{}}
http {{
    log_format sent "$status $bytes_sent $request_uri";
    access_log "{folder}/{log}" sent;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port}{secure};
        root "{root}";
        include "{snippet}";
    }}
}}
"""
SECURE = """\
 ssl http2;
        ssl_certificate "{folder}/certificate.pem";
        ssl_certificate_key "{folder}/key.pem"\
"""
CERTIFY = (
    *("req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt"),
    *("ec_paramgen_curve:prime256v1", "-days", "2", "-subj", "/CN=127.0.0.1"),
)
ACCESS_LOG = "access.log"
CADDY_CONFIG = """\
{{
    admin off
    auto_https off
}}
http://127.0.0.1:{port} {{
    bind 127.0.0.1
    root * "{root}"
    import "{snippet}"
}}
"""
SSHD_CONFIG = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/me.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
"""


@contextmanager
def answering(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Answer requests within this process, and give the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def nginx(folder: Path, root: Path, snippet: Path, *, secure: bool = False) -> Iterator[str]:
    """Serve a root by nginx with a snippet, and give the address; `folder` is for its own files.

    Each line of the log there says what was answered: status, bytes with headers, address. A
    secure server speaks HTTP/2, with a certificate that nobody has signed.
    """
    if secure:
        _certify(folder)
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
    module = f"load_module {BROTLI};" if BROTLI.exists() else ""
    config = folder / "nginx-server.conf"
    port = _port()
    values = {"folder": folder, "port": port, "root": root, "snippet": snippet, "log": ACCESS_LOG}
    values["secure"] = SECURE.format(folder=folder) if secure else ""
    config.write_text(NGINX_CONFIG.format(extra=f"{module}\n{user}", **values))
    with _running([_program(NGINX), "-c", str(config)], port):
        yield f"http{'s' if secure else ''}://127.0.0.1:{port}/"


def _certify(folder: Path) -> None:
    """Write a key and a certificate into a folder."""
    files = ("-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem"))
    subprocess.run([_program(OPENSSL), *CERTIFY, *files], check=True, capture_output=True)


@contextmanager
def caddy(folder: Path, root: Path, snippet: Path) -> Iterator[str]:
    """Serve a root by Caddy with a snippet, and give the address."""
    config = folder / "Caddyfile"
    port = _port()
    config.write_text(CADDY_CONFIG.format(port=port, root=root, snippet=snippet))
    homes = [f"XDG_CONFIG_HOME={folder}", f"XDG_DATA_HOME={folder}"]
    command = [
        "env",
        *homes,
        _program(CADDY),
        "run",
        "--config",
        str(config),
        "--adapter",
        "caddyfile",
    ]
    with _running(command, port):
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def sshd(folder: Path) -> Iterator[tuple[int, str]]:
    """Run an SSH server that lets the current user in, and give its port and a client's command."""
    for name in ("host", "me"):
        make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(make, check=True)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # sshd insists, where the system has not made it yet
    config = folder / "sshd_config"
    port = _port()
    config.write_text(SSHD_CONFIG.format(folder=folder, port=port))
    known = folder / "known_hosts"
    known.write_text(f"[127.0.0.1]:{port} {(folder / 'host.pub').read_text()}")
    client = ["ssh", "-F", "none", "-i", str(folder / "me"), "-o", "BatchMode=yes"]
    client += ["-o", f"UserKnownHostsFile={known}", "-o", "IdentitiesOnly=yes"]
    with _running([_program(SSHD), "-D", "-e", "-f", str(config)], port):
        yield port, shlex.join(client)


def _program(program: Program) -> str:
    found = program.find()
    if found is None:
        raise FileNotFoundError(
            f"there is no {program.title}; `python -m tests.programs` installs it"
        )
    return str(found)


def _port() -> int:
    """Return a free port."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    """Run a server until the end, from the moment that it listens."""
    with (
        TemporaryFile("w+") as said,
        subprocess.Popen(command, stderr=said, stdout=subprocess.DEVNULL) as process,
    ):
        try:
            if not _listens(process, port):
                said.seek(0)
                raise RuntimeError(f"{command[0]} does not listen: {said.read()}")
            yield
        finally:
            process.terminate()


def _listens(process: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until a server listens, and return whether it does."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.02)
        else:
            return True
    return False
