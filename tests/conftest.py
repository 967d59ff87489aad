"""Fixtures that every test may use; nothing here opens a store or a browser."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]

# A shared, loaded machine makes deadlines a lottery; CI draws the same examples every time.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real files, or leave the test out where it is not at hand."""
    folder = ROOT / os.environ.get("WANGGE_SHARED", "../shared") / "data"
    if not folder.is_dir():
        pytest.skip("shared data left out: set WANGGE_SHARED to the folder that holds it")
    return folder.resolve()
