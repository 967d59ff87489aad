"""Small rows of every layer, made from the field table, so that a new field is tested at once."""

from datetime import UTC, datetime

import pandas as pd
import shapely

from geo.domain.kinds import Role
from geo.domain.layers import LAYERS, Field, FieldKind, Layer
from geo.domain.policy import Actor
from geo.spatial import frames

AT = datetime(2025, 7, 1, 8, 30, tzinfo=UTC)
PLANNER = Actor("planner-1", Role.PLANNER)
ADMINISTRATOR = Actor("administrator-1", Role.ADMINISTRATOR)

_SQUARE = shapely.box(94.8, 36.3, 94.9, 36.4)
_LINE = shapely.LineString([(94.8, 36.3), (94.9, 36.4)])
_VALUES: dict[FieldKind, object] = {
    FieldKind.TEXT: "格尔木 'x' \"y\"",
    FieldKind.COUNT: 7,
    FieldKind.NUMBER: 12.5,
    FieldKind.DEGREE: 36.25,
    FieldKind.TIME: 1_751_358_600,
    FieldKind.DATE: "2025-04-01",
    FieldKind.MONTH_DAY: "05-20",
    FieldKind.FLAG: True,
}


def rows_of(layer: Layer, keys: list[str], *, known: bool = True) -> pd.DataFrame:
    """Return one row a key; without `known`, every field that may be unknown is."""
    spec = LAYERS[layer]
    columns = {
        field.name: [_value(field, known=known)] * len(keys)
        for field in spec.fields
        if field.name != "geometry"
    }
    rows = pd.DataFrame(columns | {spec.key: keys})
    if spec.geometry_kind is None:
        return rows
    shape = _SQUARE if spec.geometry_kind is FieldKind.POLYGON else _LINE
    return frames.from_wkb(rows, [shapely.to_wkb(shape)] * len(keys))


def _value(field: Field, *, known: bool) -> object:
    if not (known or field.required):
        return None
    return field.choices[0] if field.choices else _VALUES[field.kind]
