"""Readers: whole layers and records, each read in one statement, so never half of a write."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, func, select

from geo.domain.layers import LAYERS, Layer
from geo.domain.records import AuditEntry, Decision, Norm, QuarantinedRow
from geo.domain.wall_lead import Lead
from geo.spatial.frames import StorageFrame
from geo.store import record_rows
from geo.store.account_records import SqlAccounts
from geo.store.columns import plain_fields, typed_rows, with_geometry
from geo.store.lead_rows import lead_of
from geo.store.plan_reading import SqlPlans
from geo.store.small_answers import Kept, asked_anew
from geo.store.tables import (
    AUDIT,
    DECISIONS,
    LAYER_TABLES,
    NORMS,
    QUARANTINE,
    REVISIONS,
    SETTINGS,
)

Connect = Callable[[], AbstractContextManager[Connection]]
SETTINGS_REVISION = "settings"
"""The row of `revisions` that rises with every norm and setting."""


class SqlLayers:
    """Reads layers over connections it is given."""

    def __init__(self, connect: Connect, kept: Kept = asked_anew) -> None:
        self._connect = connect
        self._kept = kept

    def revision(self, layer: Layer) -> int:
        """Return the layer's revision, 0 when nothing was ever written."""
        return self.revisions()[layer]

    def revisions(self) -> Mapping[Layer, int]:
        """Return the revision of every layer."""
        return self._kept("revisions", self._revisions)

    def _revisions(self) -> Mapping[Layer, int]:
        with self._connect() as connection:
            found = connection.execute(select(REVISIONS)).all()
        known = {row.name: row.revision for row in found}
        return MappingProxyType({layer: known.get(layer.value, 0) for layer in Layer})

    def count(self, layer: Layer) -> int:
        """Return the number of rows."""
        with self._connect() as connection:
            statement = select(func.count()).select_from(LAYER_TABLES[layer])
            return connection.execute(statement).scalar_one()

    def rows(self, layer: Layer) -> pd.DataFrame:
        """Return the layer without geometry, ordered by key, dtypes as the port promises."""
        return typed_rows(layer, self._columns(layer, plain_fields(layer)))

    def shapes(self, layer: Layer) -> StorageFrame:
        """Return a polygon or line layer as `rows` with its geometry."""
        columns = self._columns(layer, [*plain_fields(layer), "geometry"])
        return with_geometry(typed_rows(layer, columns), columns["geometry"])

    def _columns(self, layer: Layer, names: Sequence[str]) -> dict[str, Sequence[Any]]:
        table = LAYER_TABLES[layer]
        statement = select(*(table.c[name] for name in names)).order_by(table.c[LAYERS[layer].key])
        with self._connect() as connection:
            found = connection.execute(statement).all()
        columns = list(zip(*found, strict=True)) if found else [()] * len(names)
        return dict(zip(names, columns, strict=True))


class SqlReading:
    """Reads everything a store keeps over connections it is given."""

    def __init__(self, connect: Connect, kept: Kept = asked_anew) -> None:
        self._connect = connect
        self._kept = kept
        self._layers = SqlLayers(connect, kept)
        self._plans = SqlPlans(connect, kept)
        self._accounts = SqlAccounts(connect, kept)

    @property
    def layers(self) -> SqlLayers:
        """Return the reader of layers."""
        return self._layers

    @property
    def plans(self) -> SqlPlans:
        """Return the reader of plans, boundary sets and editions."""
        return self._plans

    @property
    def accounts(self) -> SqlAccounts:
        """Return the reader of accounts and sessions."""
        return self._accounts

    def norms(self) -> Mapping[str, Norm]:
        """Return every norm by its key."""
        found = self._rows(select(NORMS).order_by(NORMS.c.key))
        return {row["key"]: record_rows.norm_of(row) for row in found}

    def settings(self) -> Mapping[str, str]:
        """Return every setting by its key."""
        found = self._rows(select(SETTINGS).order_by(SETTINGS.c.key))
        return {row["key"]: row["value"] for row in found}

    def settings_revision(self) -> int:
        """Return a number that rises with every change of a norm or a setting."""
        return self._kept("settings_revision", self._settings_revision)

    def _settings_revision(self) -> int:
        known = REVISIONS.c.name == SETTINGS_REVISION
        found = self._rows(select(REVISIONS).where(known))
        return int(found[0]["revision"]) if found else 0

    def wall_lead(self) -> Lead:
        """Return what the walls were told last."""
        return self._kept("wall_lead", self._wall_lead)

    def _wall_lead(self) -> Lead:
        with self._connect() as connection:
            return lead_of(connection)

    def quarantined(self, layer: Layer | None = None) -> Sequence[QuarantinedRow]:
        """Return quarantined rows, oldest first, each with its id."""
        statement = select(QUARANTINE).order_by(QUARANTINE.c.id)
        if layer is not None:
            statement = statement.where(QUARANTINE.c.layer == layer.value)
        return [record_rows.quarantined_of(row) for row in self._rows(statement)]

    def decisions(self) -> Sequence[Decision]:
        """Return recorded decisions, newest first."""
        found = self._rows(select(DECISIONS).order_by(DECISIONS.c.id.desc()))
        return [record_rows.decision_of(row) for row in found]

    def audit(self, limit: int = 100) -> Sequence[AuditEntry]:
        """Return the newest audit rows first."""
        found = self._rows(select(AUDIT).order_by(AUDIT.c.id.desc()).limit(limit))
        return [record_rows.audit_of(row) for row in found]

    def _rows(self, statement: Select[Any]) -> Sequence[Mapping[str, Any]]:
        with self._connect() as connection:
            return [dict(row) for row in connection.execute(statement).mappings()]
