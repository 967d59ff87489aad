"""Starts the real app on a free loopback port, over a store that holds the demo town."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT_S = 120.0
POLL_S = 0.2


class AppDidNotStart(Exception):
    """The server ended or stayed silent; carries what it last wrote."""


def make_demo_store(store: Path) -> None:
    """Create the demo town there, as `make run` does."""
    command = [sys.executable, "-m", "geo", "init", "--demo", "golmud", "--store", str(store)]
    made = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if made.returncode:
        raise AppDidNotStart(made.stdout + made.stderr)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: where it answers and which process it is."""

    address: str
    process: int


@contextmanager
def serving(store: Path, log: Path) -> Iterator[str]:
    """Yield the address of the app over that store; the server ends with the block."""
    with running(store, log) as server:
        yield server.address


@contextmanager
def running(
    store: Path, log: Path, script: str = "app.py", port: int | None = None
) -> Iterator[Server]:
    """Yield a Streamlit script that is served over that store; it ends with the block."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    environment = os.environ | {"WANGGE_STORE": str(store)}
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_healthy(address, server, log)
            yield Server(address, server.pid)
        finally:
            server.terminate()
            server.wait(timeout=20)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    give_up = time.monotonic() + START_LIMIT_S
    while time.monotonic() < give_up and server.poll() is None:
        if _is_healthy(address):
            return
        time.sleep(POLL_S)
    raise AppDidNotStart(log.read_text(encoding="utf-8")[-4000:])


def _is_healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False
