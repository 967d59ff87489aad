"""One transaction's changes; `SqlStore.write` opens it, commits it and writes its audit row."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from geo.domain.errors import BadValue
from geo.domain.layers import LAYERS, Layer
from geo.domain.records import Decision, Norm, QuarantinedRow
from geo.store import record_rows
from geo.store.account_records import SqlAccountWriter
from geo.store.columns import checked, plain_values
from geo.store.plan_writing import SqlPlanWriter
from geo.store.reading import SETTINGS_REVISION
from geo.store.tables import DECISIONS, LAYER_TABLES, NORMS, QUARANTINE, REVISIONS, SETTINGS

CHUNK_ROWS = 20_000
_MANY_IDS = 500
"""Below the smallest limit any database sets on the variables of one statement."""


class SqlTransaction:
    """What may be changed inside `SqlStore.write`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._changed: set[str] = set()
        self._notes: list[str] = []
        self._plans = SqlPlanWriter(connection)
        self._accounts = SqlAccountWriter(connection)

    @property
    def plans(self) -> SqlPlanWriter:
        """Return the writer of plans."""
        return self._plans

    @property
    def accounts(self) -> SqlAccountWriter:
        """Return the writer of accounts and sessions."""
        return self._accounts

    @property
    def detail(self) -> str:
        """Return what was noted for the audit row."""
        return "; ".join(self._notes)

    def append(self, layer: Layer, rows: pd.DataFrame) -> None:
        """Add rows and raise the revision.

        Raises:
            BadColumns: a column is no field of the layer.
            BadValue: a value or key is missing, of the wrong type, or its key is taken.
        """
        typed, wkb = checked(layer, rows)
        self._changed.add(layer.value)
        # In key order the index grows at its end, and reading by key later reads in sequence.
        order = typed[LAYERS[layer].key].argsort().to_numpy()
        for start in range(0, len(typed), CHUNK_ROWS):
            chunk = order[start : start + CHUNK_ROWS]
            columns = {name: plain_values(typed[name].iloc[chunk]) for name in typed.columns}
            if wkb is not None:
                columns["geometry"] = [wkb[position] for position in chunk]
            self._insert(layer, columns)

    def clear(self, layer: Layer) -> None:
        """Remove every row of the layer and raise the revision."""
        self._changed.add(layer.value)
        self._connection.execute(delete(LAYER_TABLES[layer]))

    def quarantine(self, rows: Sequence[QuarantinedRow]) -> None:
        """Keep rows that were not accepted."""
        if rows:
            kept = [record_rows.quarantine_row(row) for row in rows]
            self._connection.execute(insert(QUARANTINE), kept)

    def release(self, ids: Sequence[int]) -> None:
        """Remove rows from quarantine."""
        for start in range(0, len(ids), _MANY_IDS):
            chunk = [int(one) for one in ids[start : start + _MANY_IDS]]
            self._connection.execute(delete(QUARANTINE).where(QUARANTINE.c.id.in_(chunk)))

    def put_norm(self, norm: Norm) -> None:
        """Set one norm by its key."""
        self._changed.add(SETTINGS_REVISION)
        row = {"value": norm.value, "unit": norm.unit, "source": norm.source, "note": norm.note}
        self._put(NORMS, "key", norm.key, row)

    def put_setting(self, key: str, value: str) -> None:
        """Set one setting by its key."""
        self._changed.add(SETTINGS_REVISION)
        self._put(SETTINGS, "key", key, {"value": value})

    def record(self, decision: Decision) -> None:
        """Add one decision."""
        self._connection.execute(insert(DECISIONS), record_rows.decision_row(decision))

    def note(self, detail: str) -> None:
        """Say in the audit row what came of the action; several notes are joined."""
        self._notes.append(detail)

    def raise_revisions(self) -> None:
        """Raise once the revision of everything that changed."""
        for name in sorted(self._changed):
            raised = (
                update(REVISIONS)
                .where(REVISIONS.c.name == name)
                .values(revision=REVISIONS.c.revision + 1)
            )
            if self._connection.execute(raised).rowcount == 0:
                self._connection.execute(insert(REVISIONS), {"name": name, "revision": 1})

    def _put(self, table: Table, key_name: str, key: str, row: Mapping[str, Any]) -> None:
        self._connection.execute(delete(table).where(table.c[key_name] == key))
        self._connection.execute(insert(table), {key_name: key, **row})

    def _insert(self, layer: Layer, columns: Mapping[str, list[Any]]) -> None:
        statement, rows = self._prepared(LAYER_TABLES[layer], columns)
        try:
            # The savepoint keeps the transaction usable for the question which key was taken.
            with self._connection.begin_nested():
                self._connection.exec_driver_sql(statement, rows)
        except IntegrityError as error:
            key = LAYERS[layer].key
            taken = self._first_taken(LAYER_TABLES[layer], key, columns[key])
            raise BadValue("duplicate", field=key, value=taken) from error

    def _prepared(self, table: Table, columns: Mapping[str, list[Any]]) -> tuple[str, list[Any]]:
        """Return the statement and its rows in the driver's own form: half the time of Core's."""
        compiled = insert(table).compile(self._connection.engine, column_keys=list(columns))
        names = compiled.positiontup
        rows = zip(*(columns[name] for name in names or columns), strict=True)
        if names is not None:
            return str(compiled), list(rows)
        return str(compiled), [dict(zip(columns, row, strict=True)) for row in rows]

    def _first_taken(self, table: Table, key: str, values: Sequence[str]) -> str | None:
        for start in range(0, len(values), _MANY_IDS):
            wanted = table.c[key].in_(values[start : start + _MANY_IDS])
            found = self._connection.execute(select(table.c[key]).where(wanted)).scalar()
            if found is not None:
                return str(found)
        return None
