"""The app and the command line write to one store at once: both get their turn, no row is lost."""

import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geo.domain.kinds import Role
from geo.domain.layers import Layer
from geo.domain.policy import Actor
from geo.io import LocalFiles
from geo.services.import_options import ImportOptions
from geo.services.imports import ImportService
from geo.store import SqlStore, open_store
from geo.store.sqlite import BUSY_TIMEOUT_MS

ROOT = Path(__file__).parents[2]
PLANNER = Actor("p", Role.PLANNER)
ROWS, COMMANDS, SESSIONS = 300, 3, 2
PATIENCE_S = 120.0


class Sessions:
    """Threads that import one file after the other without a pause, as sessions of the app may."""

    def __init__(self, store: SqlStore, folder: Path) -> None:
        self._service, self._folder = ImportService(store, LocalFiles()), folder
        self._is_over = threading.Event()
        self._threads = [
            threading.Thread(target=self._import, args=(f"app{n}",)) for n in range(SESSIONS)
        ]
        self.took_s: list[float] = []

    def __enter__(self) -> "Sessions":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        for thread in self._threads:
            thread.join(PATIENCE_S)

    def _import(self, name: str) -> None:
        number = 0
        while not self._is_over.is_set():
            path = _staff_file(self._folder, f"{name}-{number}")
            started, now = time.monotonic(), datetime.now(UTC)
            self._service.run(PLANNER, path, Layer.STAFF, ImportOptions(), now)
            self.took_s.append(time.monotonic() - started)
            number += 1


@pytest.mark.slow
def test_sessions_that_write_without_a_pause_let_the_commands_of_others_in(tmp_path: Path) -> None:
    address = str(tmp_path / "town.sqlite")
    store = open_store(address, create=True)
    with Sessions(store, tmp_path) as sessions:
        statuses = _statuses_of_imports(tmp_path, address)
    assert statuses == [0] * COMMANDS
    imports = len(sessions.took_s) + COMMANDS
    assert store.layers.count(Layer.STAFF) == ROWS * imports
    assert store.layers.revision(Layer.STAFF) == imports
    assert max(sessions.took_s) < BUSY_TIMEOUT_MS / 1000
    store.close()


def _statuses_of_imports(folder: Path, address: str) -> list[int]:
    """Return the exit status of each `import` command, all of them run at once."""
    start = [sys.executable, "-m", "geo", "--store", address, "import", "--layer", "staff"]
    files = [str(_staff_file(folder, f"command{number}")) for number in range(COMMANDS)]
    silent = subprocess.DEVNULL
    with ExitStack() as stack:
        running = [
            stack.enter_context(subprocess.Popen([*start, file], cwd=ROOT, stdout=silent))
            for file in files
        ]
        return [one.wait(PATIENCE_S) for one in running]


def _staff_file(folder: Path, name: str) -> Path:
    path = folder / f"{name}.csv"
    lines = [f"{name}-{number},G1\n" for number in range(ROWS)]
    path.write_text("id,grid_code\n" + "".join(lines), "utf-8")
    return path
