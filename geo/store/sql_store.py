"""The store on a database: readers over pooled connections, writers through one fair queue."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, insert

from geo.domain.errors import StoreFault
from geo.domain.policy import Action, Actor, require
from geo.domain.records import AuditEntry
from geo.domain.wall_lead import Lead
from geo.store import record_rows, sqlite
from geo.store.account_records import SqlAccountWriter
from geo.store.address import file_of, shown
from geo.store.fair_queue import FairQueue, queue_for
from geo.store.faults import translated
from geo.store.lead_rows import lead_of, put_lead
from geo.store.reading import SETTINGS_REVISION, SqlReading
from geo.store.restoring import Present, restore
from geo.store.small_answers import SmallAnswers
from geo.store.tables import AUDIT
from geo.store.writing import SqlTransaction


class SqlStore(SqlReading):
    """One town's store behind an engine; `open_store` makes it."""

    def __init__(self, url: URL, engine: Engine) -> None:
        self.url = url
        self._engine = engine
        self._answers = SmallAnswers(file_of(url))
        super().__init__(self._connected, self._answers.value)

    @property
    def name(self) -> str:
        """Return how the store is named to a user."""
        return shown(self.url)

    @property
    def queue(self) -> FairQueue:
        """Return the queue that this process's writers to this store pass."""
        return queue_for(self.name)

    def at_one_moment(self) -> AbstractContextManager[SqlReading]:
        """Return readers that all see the same committed state, whatever is written meanwhile."""
        return self._at_one_moment()

    def write(
        self,
        actor: Actor,
        action: Action,
        subject: str,
        at: datetime,
    ) -> AbstractContextManager[SqlTransaction]:
        """Open a transaction in the fair queue; an exception inside rolls everything back.

        Raises:
            NotPermitted: the actor's role may not do this action.
            ValueError: `at` names no zone.
        """
        require(actor, action)
        record_rows.seconds(at)
        return self._writing(AuditEntry(at, actor.id, actor.role.value, action.value, subject))

    def lead_walls(
        self, actor: Actor, change: Callable[[Lead], Lead], at: datetime, told: str = ""
    ) -> Lead:
        """Return the lead as changed; audited under `told`, or not at all without it.

        Raises:
            NotPermitted: the actor's role may not lead walls.
        """
        require(actor, Action.LEAD_WALL)
        entry = AuditEntry(at, actor.id, actor.role.value, Action.LEAD_WALL.value, told)
        with self._changing() as connection:
            before = lead_of(connection)
            lead = replace(change(before), revision=before.revision + 1)
            put_lead(connection, lead)
            if told:
                connection.execute(insert(AUDIT), record_rows.audit_row(entry))
        return lead

    def record_sign_in(self, entry: AuditEntry | None) -> AbstractContextManager[SqlAccountWriter]:
        """Open a transaction for sessions and failures alone: nobody is known yet to be asked."""
        return self._signing_in(entry)

    def backup_to(self, path: Path) -> None:
        """Write a consistent copy; it appears whole or not at all.

        Raises:
            StoreFault: nothing can be written there, or it is the store itself.
        """
        if path.resolve() == file_of(self.url):
            raise StoreFault("onto_itself", store=str(path))
        with translated(str(path)):
            sqlite.copy(file_of(self.url), path)

    def restore_from(self, path: Path, actor: Actor, at: datetime) -> None:
        """Replace everything by a copy, for every reader at once; the old state is kept beside.

        Raises:
            NotPermitted: the actor may not manage the store.
            StoreMissing, StoreTooNew, StoreFault: the copy cannot be used; nothing changed.
        """
        require(actor, Action.MANAGE_STORE)
        action = Action.MANAGE_STORE.value
        entry = AuditEntry(at, actor.id, actor.role.value, action, "restore", path.name)
        with self.queue.turn(), translated(self.name):
            revisions = {layer.value: number for layer, number in self.layers.revisions().items()}
            revisions[SETTINGS_REVISION] = self.settings_revision()
            present = Present(self.settings()["signing_key"], revisions)
            restore(file_of(self.url), path, entry, present)

    def close(self) -> None:
        """Close every connection."""
        self._answers.close()
        self._engine.dispose()

    @contextmanager
    def _writing(self, entry: AuditEntry) -> Iterator[SqlTransaction]:
        with self._changing() as connection:
            transaction = SqlTransaction(connection)
            yield transaction
            transaction.raise_revisions()
            row = record_rows.audit_row(entry) | {"detail": transaction.detail}
            connection.execute(insert(AUDIT), row)

    @contextmanager
    def _signing_in(self, entry: AuditEntry | None) -> Iterator[SqlAccountWriter]:
        with self._changing() as connection:
            yield SqlAccountWriter(connection)
            if entry is not None:
                connection.execute(insert(AUDIT), record_rows.audit_row(entry))

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        with self.queue.turn(), translated(self.name), self._engine.connect() as plain:
            connection = plain.execution_options(**sqlite.IMMEDIATE)
            with sqlite.next_in_line(file_of(self.url)):
                begun = connection.begin()
            with begun:
                yield connection

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with translated(self.name), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _at_one_moment(self) -> Iterator[SqlReading]:
        with self._connected() as connection:

            @contextmanager
            def same() -> Iterator[Connection]:
                yield connection

            reading = SqlReading(same)
            # SQLite fixes what a transaction sees at its first read.
            reading.settings_revision()
            yield reading
