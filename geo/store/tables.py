"""The tables as SQLAlchemy Core knows them: one a layer, from the field table, and the records'.

Times are UTC seconds, dates ISO text, geometry WKB in the storage CRS. The key is unique and never
null; a field that the field table requires is never null; everything else may be unknown.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

from geo.domain.layers import LAYERS, Field, FieldKind, Layer, LayerSpec

METADATA = MetaData()

_TYPES: dict[FieldKind, TypeEngine[Any]] = {
    FieldKind.COUNT: BigInteger(),
    FieldKind.TIME: BigInteger(),
    FieldKind.NUMBER: Float(),
    FieldKind.DEGREE: Float(),
    FieldKind.FLAG: Boolean(),
    FieldKind.POLYGON: LargeBinary(),
    FieldKind.LINE: LargeBinary(),
}


def _column(field: Field, key: str) -> Column[Any]:
    column_type = _TYPES.get(field.kind, Text())
    is_key = field.name == key
    return Column(
        field.name, column_type, primary_key=is_key, nullable=not (field.required or is_key)
    )


def _layer_table(spec: LayerSpec) -> Table:
    return Table(spec.layer.value, METADATA, *(_column(field, spec.key) for field in spec.fields))


LAYER_TABLES: dict[Layer, Table] = {layer: _layer_table(spec) for layer, spec in LAYERS.items()}

REVISIONS = Table(
    "revisions",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("revision", BigInteger, nullable=False),
)
SETTINGS = Table(
    "settings",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
NORMS = Table(
    "norms",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Float, nullable=False),
    Column("unit", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("note", Text, nullable=False),
)
QUARANTINE = Table(
    "quarantine",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("layer", Text, nullable=False, index=True),
    Column("file", Text, nullable=False),
    Column("row", BigInteger, nullable=False),
    Column("problem", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("geometry_wkb", LargeBinary),
    # An id is never used again: a stale screen must not release another row.
    sqlite_autoincrement=True,
)
DECISIONS = Table(
    "decisions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("subject", Text, nullable=False, index=True),
    Column("grid_code", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor_id", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("evidence", Text, nullable=False),
)
AUDIT = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("actor_id", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
)
