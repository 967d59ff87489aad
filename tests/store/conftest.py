from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.ports.store import Store
from geo.store import SqlStore, open_store
from tests.fakes.memory_store import MemoryStore


@pytest.fixture(params=["sqlite", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Every store that fulfils the port, empty; another database joins here."""
    if request.param == "memory":
        yield MemoryStore()
        return
    opened = open_store(str(tmp_path / "town.sqlite"), create=True)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[SqlStore]:
    """An empty embedded store."""
    opened = open_store(str(tmp_path / "town.sqlite"), create=True)
    yield opened
    opened.close()
