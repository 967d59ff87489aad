"""Brings a store to the newest version: one process at a time, a backup first, all or nothing."""

from itertools import count
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from geo.domain.errors import StoreFault, StoreTooNew
from geo.store import sqlite
from geo.store.address import file_of, shown, store_url
from geo.store.faults import translated

HEAD = "0008"
"""The newest version; a test holds it against the folder of versions."""

_MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(address: str, revision: str = "head") -> bool:
    """Create the store or bring it to `revision`; return whether anything had to be done.

    A store with content is first copied beside itself.

    Raises:
        StoreTooNew: a later version of the product wrote it.
        StoreBusy: another process migrates and does not end.
        StoreFault: the file is no store of ours.
    """
    url = store_url(address)
    path = file_of(url)
    _make_folder(path)
    engine = sqlite.engine_for(url)
    try:
        with translated(shown(url)):
            if path.exists() and version_of(engine, shown(url)) == _wanted(revision):
                return False
            with sqlite.one_process(path):
                return _migrate(engine, path, revision)
    finally:
        engine.dispose()


def version_of(engine: Engine, store: str) -> str | None:
    """Return the version a store was written by, None where there are no tables.

    Raises:
        StoreTooNew: this code does not know that version.
        StoreFault: there are tables, but not ours.
    """
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        if not names:
            return None
        if "alembic_version" not in names:
            raise StoreFault("foreign", store=store)
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version is not None and version not in known_versions():
        raise StoreTooNew(store=store, version=str(version))
    return None if version is None else str(version)


def known_versions() -> list[str]:
    """Return every version this code knows, newest first."""
    return [script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()]


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreFault("unreachable", store=str(path)) from error


def free_name(path: Path, occasion: str) -> Path:
    """Return a name beside the store that no earlier copy has."""
    names = (path.with_name(f"{path.name}.before-{occasion}.{n}") for n in count(1))
    return next(name for name in names if not name.exists())


def _migrate(engine: Engine, path: Path, revision: str) -> bool:
    version = version_of(engine, str(path))
    if version == _wanted(revision):
        return False
    if version is not None:
        sqlite.copy(path, free_name(path, version))
    with engine.connect() as plain:
        connection = plain.execution_options(**sqlite.IMMEDIATE)
        with connection.begin():
            command.upgrade(_config(connection), revision)
    return True


def _wanted(revision: str) -> str:
    return HEAD if revision == "head" else revision


def _config(connection: Any) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
