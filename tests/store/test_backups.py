"""Copies of an embedded store, taken and put back while it is in use."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from geo.domain.errors import NotPermitted, StoreFault, StoreMissing, StoreTooNew
from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.services.backups import Backups
from geo.store import SqlStore, migrate, open_store
from tests.store.examples import ADMINISTRATOR, AT, PLANNER, rows_of


def add(store: SqlStore, key: str) -> None:
    with store.write(PLANNER, Action.IMPORT_LAYER, key, AT) as transaction:
        transaction.append(Layer.STAFF, rows_of(Layer.STAFF, [key]))


def keys(store: SqlStore) -> list[str]:
    return [str(key) for key in store.layers.rows(Layer.STAFF)["id"]]


def test_a_copy_taken_in_the_middle_of_a_write_holds_what_was_committed(
    sqlite_store: SqlStore, tmp_path: Path
) -> None:
    add(sqlite_store, "a")
    with sqlite_store.write(PLANNER, Action.IMPORT_LAYER, "b", AT) as transaction:
        transaction.append(Layer.STAFF, rows_of(Layer.STAFF, ["b"]))
        sqlite_store.backup_to(tmp_path / "copy.sqlite")
    copy = open_store(str(tmp_path / "copy.sqlite"))
    assert keys(copy) == ["a"]
    copy.close()


def test_a_restored_store_shows_the_copy_under_revisions_never_seen_before(
    sqlite_store: SqlStore, tmp_path: Path
) -> None:
    backups, copy = Backups(sqlite_store), tmp_path / "copy.sqlite"
    add(sqlite_store, "a")
    backups.back_up(ADMINISTRATOR, copy, AT)
    add(sqlite_store, "b")
    add(sqlite_store, "c")
    signing_key = sqlite_store.settings()["signing_key"]
    backups.restore(ADMINISTRATOR, copy, AT)
    assert keys(sqlite_store) == ["a"]
    # The store stood at 3, the copy at 1; 4 is above both.
    assert sqlite_store.layers.revision(Layer.STAFF) == 4
    assert [entry.subject for entry in sqlite_store.audit()] == ["restore", "backup", "a"]
    assert sqlite_store.settings()["signing_key"] == signing_key
    kept = open_store(f"{sqlite_store.name}.before-restore.1")
    assert keys(kept) == ["a", "b", "c"]
    kept.close()


def test_an_older_copy_is_brought_up_and_leaves_no_litter(
    sqlite_store: SqlStore, tmp_path: Path
) -> None:
    old = tmp_path / "old" / "old.sqlite"
    migrate(str(old), "0001")
    before = set(old.parent.iterdir())
    add(sqlite_store, "a")
    sqlite_store.restore_from(old, ADMINISTRATOR, AT)
    assert keys(sqlite_store) == []
    assert set(old.parent.iterdir()) == before
    assert list(tmp_path.glob("*restoring*")) == []


def test_a_planner_may_neither_take_nor_restore_a_copy(
    sqlite_store: SqlStore, tmp_path: Path
) -> None:
    backups = Backups(sqlite_store)
    with pytest.raises(NotPermitted):
        backups.back_up(PLANNER, tmp_path / "copy.sqlite", AT)
    with pytest.raises(NotPermitted):
        backups.restore(PLANNER, tmp_path / "copy.sqlite", AT)
    assert not (tmp_path / "copy.sqlite").exists()


def test_a_copy_to_a_folder_that_is_not_there_is_refused(
    sqlite_store: SqlStore, tmp_path: Path
) -> None:
    with pytest.raises(StoreFault) as refusal:
        sqlite_store.backup_to(tmp_path / "nowhere" / "copy.sqlite")
    assert refusal.value.reason == "unreachable"


def test_a_copy_onto_the_store_itself_is_refused(sqlite_store: SqlStore) -> None:
    add(sqlite_store, "a")
    with pytest.raises(StoreFault) as refusal:
        sqlite_store.backup_to(Path(sqlite_store.name))
    assert refusal.value.reason == "onto_itself"
    add(sqlite_store, "b")
    assert keys(sqlite_store) == ["a", "b"]


def _no_file(path: Path) -> None:
    path.unlink(missing_ok=True)


def _no_database(path: Path) -> None:
    path.write_text("nothing of the kind" * 100)


def _empty(path: Path) -> None:
    path.touch()


def _too_new(path: Path) -> None:
    migrate(str(path))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (_no_file, StoreMissing),
        (_no_database, StoreFault),
        (_empty, StoreFault),
        (_too_new, StoreTooNew),
    ],
)
def test_a_copy_that_cannot_be_used_leaves_the_store_untouched(
    sqlite_store: SqlStore, tmp_path: Path, make: Callable[[Path], None], error: type[StoreFault]
) -> None:
    copy = tmp_path / "copy.sqlite"
    make(copy)
    add(sqlite_store, "a")
    with pytest.raises(error) as refusal:
        sqlite_store.restore_from(copy, ADMINISTRATOR, AT)
    assert refusal.value.values["store"] == str(copy)
    assert keys(sqlite_store) == ["a"]
    assert len(sqlite_store.audit()) == 1
    add(sqlite_store, "b")
