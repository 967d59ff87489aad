"""Creating, opening and bringing up an embedded store."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from geo.domain.errors import StoreBusy, StoreFault, StoreMissing, StoreTooNew
from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.store import migrate, open_store, sqlite
from geo.store.address import store_url
from geo.store.faults import translated
from geo.store.migrating import HEAD, known_versions
from geo.store.tables import METADATA
from tests.store.examples import AT, PLANNER, rows_of

OLDEST = "0001"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "town.sqlite"


def _version(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0])


def test_the_versions_make_exactly_the_tables_the_code_knows(path: Path) -> None:
    migrate(str(path))
    engine = sqlite.engine_for(store_url(str(path)))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_the_newest_version_is_the_one_the_code_names() -> None:
    assert known_versions()[0] == HEAD


def test_an_older_store_keeps_its_rows_and_is_copied_first(path: Path) -> None:
    migrate(str(path), OLDEST)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO staff (id, grid_code) VALUES ('s1', 'g1')")
    store = open_store(str(path))
    assert store.layers.rows(Layer.STAFF)["id"].tolist() == ["s1"]
    store.close()
    (copy,) = path.parent.glob("*.before-*")
    assert copy.name == f"town.sqlite.before-{OLDEST}.1"
    assert (_version(path), _version(copy)) == (HEAD, OLDEST)


def test_a_new_store_needs_no_copy_and_a_second_migration_does_nothing(path: Path) -> None:
    assert migrate(str(path)) is True
    assert migrate(str(path)) is False
    assert list(path.parent.glob("*.before-*")) == []


def test_a_store_of_a_later_version_is_refused_and_untouched(path: Path) -> None:
    migrate(str(path))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreTooNew):
        open_store(str(path), create=True)
    assert _version(path) == "9999"


def test_a_missing_store_is_refused_unless_it_may_be_created(path: Path) -> None:
    with pytest.raises(StoreMissing) as refusal:
        open_store(str(path))
    assert refusal.value.values == {"store": str(path)}
    assert not path.exists()
    open_store(str(path), create=True).close()
    open_store(str(path)).close()


def test_a_store_is_named_by_path_or_by_url_alike(path: Path) -> None:
    open_store(str(path), create=True).close()
    store = open_store(f"sqlite:///{path}")
    assert store.name == str(path)
    store.close()


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    open_store(str(tmp_path / "local" / "town.sqlite"), create=True).close()


def test_a_database_of_somebody_else_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (id)")
    with pytest.raises(StoreFault) as refusal:
        open_store(str(path))
    assert refusal.value.reason == "foreign"


def test_a_file_that_is_no_database_is_refused(path: Path) -> None:
    path.write_text("id,name\n1,somebody's spreadsheet\n" * 50)
    with pytest.raises(StoreFault) as refusal:
        open_store(str(path), create=True)
    assert refusal.value.reason == "damaged"
    assert path.read_text().startswith("id,name")


def test_threads_that_migrate_at_once_do_it_once(path: Path) -> None:
    migrate(str(path), OLDEST)
    did = list[bool]()
    threads = [threading.Thread(target=lambda: did.append(migrate(str(path)))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(did) == [False, False, True]
    assert len(list(path.parent.glob("*.before-*"))) == 1


def test_a_change_of_tables_that_fails_is_undone_with_its_transaction(path: Path) -> None:
    engine = sqlite.engine_for(store_url(str(path)))
    with pytest.raises(KeyError):
        _make_a_table_and_fail(engine)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def _make_a_table_and_fail(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE half_done (id)")
        raise KeyError


def test_a_folder_that_cannot_be_made_is_a_fault_of_the_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreFault) as refusal:
        open_store(str(tmp_path / "file" / "town.sqlite"), create=True)
    assert refusal.value.reason == "unreachable"


@pytest.mark.parametrize(
    ("said", "error", "reason"),
    [
        ("database is locked", StoreBusy, ""),
        ("file is not a database", StoreFault, "damaged"),
        ("attempt to write a readonly database", StoreFault, "unreachable"),
        ("disk I/O error", StoreFault, ""),
    ],
)
def test_what_the_driver_says_becomes_the_domains_error(
    said: str, error: type[StoreFault], reason: str
) -> None:
    with pytest.raises(error) as refusal, translated("town.sqlite"):
        raise sqlite3.OperationalError(said)
    assert type(refusal.value) is error
    assert refusal.value.reason == reason


def test_every_connection_is_durable_and_waits_for_its_turn(path: Path) -> None:
    migrate(str(path))
    engine = sqlite.engine_for(store_url(str(path)))
    with engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    engine.dispose()
    # synchronous 2 is FULL.
    assert found == ["wal", 2, 1, sqlite.BUSY_TIMEOUT_MS]


def test_a_migrated_store_can_be_written(path: Path) -> None:
    migrate(str(path), OLDEST)
    store = open_store(str(path))
    with store.write(PLANNER, Action.IMPORT_LAYER, "grids", AT) as transaction:
        transaction.append(Layer.GRIDS, rows_of(Layer.GRIDS, ["g"]))
    assert store.layers.count(Layer.GRIDS) == 1
    store.close()
