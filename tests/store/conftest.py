import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.ports.store import Store
from geo.store import SqlStore, migrate, open_store
from tests.fakes.memory_store import MemoryStore


@pytest.fixture(scope="session")
def empty_store_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store just created; copying it is many times faster than creating one a test."""
    path = tmp_path_factory.mktemp("empty") / "town.sqlite"
    migrate(str(path))
    return path


@pytest.fixture
def sqlite_store(empty_store_file: Path, tmp_path: Path) -> Iterator[SqlStore]:
    """An empty embedded store."""
    path = shutil.copy(empty_store_file, tmp_path / "town.sqlite")
    opened = open_store(str(path))
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "memory"])
def store(request: pytest.FixtureRequest) -> Store:
    """Every store that fulfils the port, empty; another database joins here."""
    if request.param == "memory":
        return MemoryStore()
    opened: SqlStore = request.getfixturevalue("sqlite_store")
    return opened
