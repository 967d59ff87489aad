"""Several processes on one embedded store: readers beside a writer, death inside a transaction."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.store import SqlStore, migrate
from tests.store.examples import AT, PLANNER
from tests.store.other_process import ROWS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


@contextmanager
def another(work: str, address: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.store.other_process", work, address]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def word_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def go_on(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_another_process_reads_while_one_writes(sqlite_store: SqlStore) -> None:
    with another("write", sqlite_store.name) as writer:
        assert word_of(writer) == "written"
        with another("count", sqlite_store.name) as reader:
            assert word_of(reader) == "0"
        go_on(writer)
        assert word_of(writer) == "committed"
    assert sqlite_store.layers.count(Layer.STAFF) == ROWS
    assert sqlite_store.layers.revision(Layer.STAFF) == 1


def test_a_process_killed_inside_a_transaction_leaves_nothing(sqlite_store: SqlStore) -> None:
    with another("write", sqlite_store.name) as writer:
        assert word_of(writer) == "written"
        writer.kill()
        writer.wait()
    assert sqlite_store.layers.count(Layer.STAFF) == 0
    assert sqlite_store.layers.revision(Layer.STAFF) == 0
    assert sqlite_store.audit() == []
    with sqlite_store.write(PLANNER, Action.EDIT_NORM, "afterwards", AT):
        pass
    assert len(sqlite_store.audit()) == 1


@pytest.mark.slow
def test_of_two_processes_that_migrate_at_once_one_does_it(tmp_path: Path) -> None:
    address = str(tmp_path / "town.sqlite")
    migrate(address, "0001")
    with another("migrate", address) as first, another("migrate", address) as second:
        assert [word_of(first), word_of(second)] == ["ready", "ready"]
        go_on(first)
        go_on(second)
        assert sorted([word_of(first), word_of(second)]) == ["migrated", "nothing"]
    assert len(list(tmp_path.glob("*.before-*"))) == 1
