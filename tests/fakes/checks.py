"""What the memory store asks of rows, by code of its own, read from the field table alone.

The real stores check by `geo.store.columns`; that the two agree is what the contract suite tests.
"""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import shapely

from geo.domain.errors import BadColumns, BadValue
from geo.domain.layers import GEOMETRY_KINDS, LAYERS, Field, FieldKind, Layer

_WHOLE = {FieldKind.COUNT, FieldKind.TIME}
_REAL = {FieldKind.NUMBER, FieldKind.DEGREE}


def plain_frame(layer: Layer, records: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Return records as a frame of the layer's plain fields in the promised dtypes."""
    held = list(records)
    columns = {
        field.name: pd.Series([one.get(field.name) for one in held], dtype=_dtype(field))
        for field in LAYERS[layer].fields
        if field.kind not in GEOMETRY_KINDS
    }
    return pd.DataFrame(columns)


def checked_records(layer: Layer, rows: pd.DataFrame) -> tuple[list[dict[str, Any]], list[bytes]]:
    """Return each row as plain values by field, None for unknown, and its geometry as WKB."""
    spec = LAYERS[layer]
    foreign = sorted(set(rows.columns) - {field.name for field in spec.fields})
    if foreign:
        raise BadColumns("foreign", columns=", ".join(foreign), layer=layer.value)
    records: list[dict[str, Any]] = [{} for _ in range(len(rows))]
    for field in spec.fields:
        if field.kind not in GEOMETRY_KINDS:
            _fill(records, field, rows)
    for field in spec.fields:
        if field.kind not in GEOMETRY_KINDS and (field.required or field.name == spec.key):
            _require([one[field.name] not in {None, ""} for one in records], field)
    _require_once([one[spec.key] for one in records], spec.key)
    return records, _shapes(layer, rows)


def _fill(records: list[dict[str, Any]], field: Field, rows: pd.DataFrame) -> None:
    given = list(rows[field.name]) if field.name in rows.columns else [None] * len(rows)
    for record, value in zip(records, given, strict=True):
        record[field.name] = None if pd.isna(value) else _read(value, field)


def _read(value: Any, field: Field) -> Any:
    if field.kind in _WHOLE:
        fits = not isinstance(value, str) and float(value).is_integer()
    elif field.kind in _REAL:
        fits = not isinstance(value, str)
    elif field.kind is FieldKind.FLAG:
        fits = value in {True, False}
    else:
        fits = isinstance(value, str)
    if not fits:
        raise BadValue("type", field=field.name)
    return value


def _shapes(layer: Layer, rows: pd.DataFrame) -> list[bytes]:
    for field in LAYERS[layer].fields:
        if field.kind in GEOMETRY_KINDS:
            shapes = list(rows[field.name]) if field.name in rows.columns else [None]
            _require([isinstance(one, shapely.Geometry) for one in shapes], field)
            return [shapely.to_wkb(one) for one in shapes]
    return []


def _require(present: list[bool], field: Field) -> None:
    if not all(present):
        raise BadValue("missing", field=field.name, row=present.index(False) + 1)


def _require_once(keys: list[str], name: str) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise BadValue("duplicate", field=name, value=key)
        seen.add(key)


def _dtype(field: Field) -> str:
    if field.kind in _WHOLE:
        return "Int64"
    if field.kind in _REAL:
        return "float64"
    return "boolean" if field.kind is FieldKind.FLAG else "string"
