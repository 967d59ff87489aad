"""Puts a copy in the place of a store's content: checked and brought up aside, then all at once."""

import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, delete, insert, select, update

from geo.domain.errors import StoreFault, StoreMissing, StoreTooNew
from geo.domain.records import AuditEntry
from geo.store import record_rows, sqlite
from geo.store.account_tables import SESSIONS, WALL_TOKENS
from geo.store.address import store_url
from geo.store.lead_rows import WALL_LEAD
from geo.store.migrating import free_name, migrate
from geo.store.tables import AUDIT, REVISIONS, SETTINGS

_TERM_BYTES = 4


@dataclass(frozen=True, slots=True)
class Present:
    """What of the present state outlives it: the key of links handed out, the revisions."""

    signing_key: str
    revisions: Mapping[str, int]


def restore(store: Path, source: Path, entry: AuditEntry, present: Present) -> None:
    """Replace the content of `store` by that of `source`; the old state is copied beside it.

    Every revision ends above the present one and the copy's own, so that nothing computed from
    either state is taken for the other. The signing key stays and everybody is signed out: a copy
    revives neither old links nor sessions.

    Raises:
        StoreMissing, StoreTooNew, StoreFault: the copy cannot be used; the store is untouched.
    """
    with sqlite.one_process(store), _brought_up(source, store.parent) as draft:
        _bring_to_present(draft, entry, present)
        sqlite.copy(store, free_name(store, "restore"))
        with sqlite.next_in_line(store):
            sqlite.copy_into(draft, store)


def require_usable(source: Path) -> None:
    """Return when a store could be restored from that copy (raises as `restore`)."""
    with _brought_up(source, None):
        return


@contextmanager
def _brought_up(source: Path, folder: Path | None) -> Iterator[Path]:
    """Yield a sound draft of the copy at the newest version, in `folder` while it is needed."""
    if not source.is_file():
        raise StoreMissing("backup", store=str(source))
    with TemporaryDirectory(dir=folder, prefix=f"{source.name}.restoring-") as place:
        draft = Path(place) / source.name
        _copy_sound(source, draft)
        try:
            migrate(str(draft))
        except StoreTooNew as error:
            raise StoreTooNew(store=str(source), version=error.values["version"]) from error
        yield draft


def _copy_sound(source: Path, draft: Path) -> None:
    try:
        sqlite.copy_into(source, draft)
        with closing(sqlite3.connect(draft)) as copied:
            sound = copied.execute("PRAGMA quick_check").fetchone() == ("ok",)
            (tables,) = copied.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        raise StoreFault("damaged", store=str(source)) from error
    if not sound:
        raise StoreFault("damaged", store=str(source))
    if not tables:
        raise StoreFault("foreign", store=str(source))


def _bring_to_present(draft: Path, entry: AuditEntry, present: Present) -> None:
    engine = sqlite.engine_for(store_url(str(draft)))
    try:
        with engine.begin() as connection:
            _raise_above(connection, present.revisions)
            _keep_signing_key(connection, present.signing_key)
            _sign_everybody_out(connection)
            _name_the_lead_anew(connection)
            connection.execute(insert(AUDIT), record_rows.audit_row(entry))
    finally:
        engine.dispose()


def _raise_above(connection: Connection, revisions: Mapping[str, int]) -> None:
    own = {row.name: row.revision for row in connection.execute(select(REVISIONS))}
    raised = [
        {"name": name, "revision": max(own.get(name, 0), revisions.get(name, 0)) + 1}
        for name in {*own, *revisions}
    ]
    connection.execute(delete(REVISIONS))
    connection.execute(insert(REVISIONS), raised)


def _sign_everybody_out(connection: Connection) -> None:
    """A copy must not bring back a session that was ended or a wall token that was revoked."""
    for table in (SESSIONS, WALL_TOKENS):
        connection.execute(delete(table))


def _name_the_lead_anew(connection: Connection) -> None:
    """Walls take what a copy says for a beginning, not for steps to go."""
    connection.execute(update(WALL_LEAD).values(term=secrets.token_hex(_TERM_BYTES)))


def _keep_signing_key(connection: Connection, signing_key: str) -> None:
    held = SETTINGS.c.key == "signing_key"
    connection.execute(update(SETTINGS).where(held).values(value=signing_key))
