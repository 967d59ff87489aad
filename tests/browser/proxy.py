"""The proxy of the operations manual: nginx with the lines that stand there, on a free port."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.app_server import ROOT, free_port

MANUAL = ROOT / "docs" / "operations.md"
SITE = "wangge.example.internal"
START_LIMIT_S = 20.0
POLL_S = 0.05


class ProxyDidNotStart(Exception):
    """nginx ended or stayed silent; carries what it wrote."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy that runs: its address, and the log of which process answered what."""

    address: str
    log: Path

    def answered(self) -> set[str]:
        """Return the addresses (host:port) of the processes that have answered so far."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return {line.split()[0] for line in lines if line and not line.startswith("-")}


def manual_lines(heading: str) -> str:
    """Return the nginx lines that stand below a heading of the manual."""
    below = MANUAL.read_text(encoding="utf-8").split(heading, 1)[1]
    blocks = below.split("```")[1::2]
    return next(block for block in blocks if "server_name" in block)


@contextmanager
def proxied(lines: str, behind: Sequence[str], folder: Path) -> Iterator[Proxy]:
    """Yield nginx before those servers, with the manual's lines and a certificate made now."""
    folder.mkdir()
    port = free_port()
    made = _fitted(lines, behind, port, _certificate(folder))
    settings = folder / "nginx.conf"
    log = folder / "access.log"
    settings.write_text(_whole(made, folder, log), encoding="utf-8")
    words = [_nginx(), "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(settings)]
    server = subprocess.Popen(words)
    try:
        _wait_until_listening(port, server, folder / "error.log")
        yield Proxy(f"https://localhost:{port}", log)
    finally:
        server.terminate()
        server.wait(timeout=START_LIMIT_S)


def _nginx() -> str:
    found = shutil.which("nginx", path="/usr/sbin:/sbin:/usr/bin:/usr/local/bin")
    if found is None:
        raise ProxyDidNotStart("no nginx: .ci/install-browser.sh installs it")
    return found


def _fitted(lines: str, behind: Sequence[str], port: int, certificate: tuple[Path, Path]) -> str:
    """Return the manual's lines for this machine: its ports, its certificate, no other change."""
    pem, key = certificate
    for number, address in enumerate(behind):
        lines = lines.replace(f"127.0.0.1:{8501 + number}", urlsplit(address).netloc)
    changes = {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        SITE: "localhost",
        "/etc/ssl/wangge.pem": str(pem),
        "/etc/ssl/wangge.key": str(key),
    }
    for written, meant in changes.items():
        lines = lines.replace(written, meant)
    return lines


def _certificate(folder: Path) -> tuple[Path, Path]:
    pem, key = folder / "here.pem", folder / "here.key"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-subj", "/CN=localhost", "-out", str(pem), "-keyout", str(key),
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return pem, key


def _whole(site: str, folder: Path, log: Path) -> str:
    """Return a whole configuration around the site: everything it writes stays in the folder."""
    kept = "".join(
        f"{name}_temp_path {folder / name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"daemon off; pid {folder / 'pid'}; worker_processes 1;"
        "events {}\n"
        f"http {{ {kept} log_format who '$upstream_addr $status $request_uri';\n"
        f"access_log {log} who;\n{site}}}\n"
    )


def _wait_until_listening(port: int, server: "subprocess.Popen[bytes]", errors: Path) -> None:
    give_up = time.monotonic() + START_LIMIT_S
    while time.monotonic() < give_up and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(POLL_S)
    raise ProxyDidNotStart(errors.read_text(encoding="utf-8")[-2000:] if errors.exists() else "")
