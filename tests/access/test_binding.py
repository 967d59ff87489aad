"""Where the server may listen: beyond this machine only once there is an account."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from geo.services.binding import is_loopback
from tests.browser.app_server import ROOT


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_this_machine_is_known_by_its_addresses(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["", "0.0.0.0", "::", "10.1.2.3", "wangge.example", "localhost.evil", "127.0.0.1.evil"]
)
def test_everything_else_is_elsewhere(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.slow
@pytest.mark.parametrize("address", ["0.0.0.0", ""])
def test_a_server_that_others_could_reach_does_not_start_without_an_account(
    tmp_path: Path, address: str
) -> None:
    options = ["--server.address", address, "--server.port", "0"]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
    environment = os.environ | {"WANGGE_STORE": str(tmp_path / "none.sqlite")}
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 1
    assert "geo user add" in ended.stderr
