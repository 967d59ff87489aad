"""Frames with the dtypes the ports promise, and the plain values a driver takes; no SQL here."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo.domain.errors import BadColumns, BadValue
from geo.domain.layers import GEOMETRY_KINDS, LAYERS, FieldKind, Layer, LayerSpec
from geo.spatial import frames
from geo.spatial.frames import StorageFrame

_DTYPES: dict[FieldKind, str] = {
    FieldKind.COUNT: "Int64",
    FieldKind.TIME: "Int64",
    FieldKind.NUMBER: "float64",
    FieldKind.DEGREE: "float64",
    FieldKind.FLAG: "boolean",
}
_NUMBERS = frozenset(["integer", "floating", "mixed-integer-float"])
_INFERRED = {"string": frozenset(["string"]), "boolean": frozenset(["boolean"])}


def dtype_of(kind: FieldKind) -> str:
    """Return the pandas dtype in which a field of this kind is read and written."""
    return _DTYPES.get(kind, "string")


def plain_fields(layer: Layer) -> list[str]:
    """Return the names of the layer's fields without the geometry, in their order."""
    return [field.name for field in LAYERS[layer].fields if field.kind not in GEOMETRY_KINDS]


def typed_rows(layer: Layer, values: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """Return a frame of the layer's plain fields, dtypes as `LayerReader.rows` promises."""
    spec = LAYERS[layer]
    return pd.DataFrame(
        {
            name: pd.Series(values[name], dtype=dtype_of(spec.field(name).kind))
            for name in plain_fields(layer)
        },
    )


def checked(layer: Layer, rows: pd.DataFrame) -> tuple[pd.DataFrame, Sequence[bytes] | None]:
    """Return `rows` with every plain field of the layer, typed, and the WKB of its geometry.

    The frame's index is 0..n-1; a field that `rows` lacks is unknown throughout.

    Raises:
        BadColumns: a column is no field of the layer.
        BadValue: a value has the wrong type, a required one is unknown, or a key comes twice.
    """
    spec = LAYERS[layer]
    foreign = [str(name) for name in rows.columns if name not in {f.name for f in spec.fields}]
    if foreign:
        raise BadColumns("foreign", columns=", ".join(foreign), layer=layer.value)
    typed = pd.DataFrame({name: _typed(spec, name, rows) for name in plain_fields(layer)})
    _require_present(spec, typed)
    _require_unique(spec.key, typed)
    return typed, _wkb(rows) if spec.geometry_kind else None


def plain_values(column: "pd.Series[Any]") -> list[Any]:
    """Return the column as Python values, None where it is unknown."""
    if column.dtype == np.float64:
        return [None if value != value else value for value in column.to_list()]  # noqa: PLR0124
    values = np.array(column, dtype=object)
    values[column.isna().to_numpy()] = None
    plain: list[Any] = values.tolist()
    return plain


def with_geometry(rows: pd.DataFrame, wkb: Sequence[bytes]) -> StorageFrame:
    """Return `rows` as a StorageFrame with the geometry read from `wkb`."""
    return frames.from_wkb(rows, wkb)


def _typed(spec: LayerSpec, name: str, rows: pd.DataFrame) -> "pd.Series[Any]":
    dtype = dtype_of(spec.field(name).kind)
    if name not in rows.columns:
        return pd.Series([None] * len(rows), dtype=dtype)
    if not _is_of(dtype, rows[name]):
        raise BadValue("type", field=name)
    try:
        return pd.Series(plain_values(rows[name]), dtype=dtype)
    except (TypeError, ValueError) as error:
        raise BadValue("type", field=name) from error


def _is_of(dtype: str, column: "pd.Series[Any]") -> bool:
    """Return whether no value would have to be made to fit, as pandas makes "7" a 7."""
    found = pd.api.types.infer_dtype(column, skipna=True)
    return found in _INFERRED.get(dtype, _NUMBERS) or bool(column.isna().all())


def _require_present(spec: LayerSpec, typed: pd.DataFrame) -> None:
    for name in typed.columns:
        if not (name == spec.key or spec.field(name).required):
            continue
        unknown = typed[name].isna()
        if typed[name].dtype == "string":
            unknown |= typed[name] == ""
        if unknown.any():
            raise BadValue("missing", field=name, row=int(unknown.to_numpy().argmax()) + 1)


def _require_unique(key: str, typed: pd.DataFrame) -> None:
    twice = typed[key].duplicated()
    if twice.any():
        raise BadValue("duplicate", field=key, value=str(typed.loc[twice, key].iloc[0]))


def _wkb(rows: pd.DataFrame) -> Sequence[bytes]:
    if "geometry" not in rows.columns:
        raise BadValue("missing", field="geometry", row=1)
    unknown = rows["geometry"].isna().to_numpy()
    if unknown.any():
        raise BadValue("missing", field="geometry", row=int(unknown.argmax()) + 1)
    encoded: list[bytes] = shapely.to_wkb(rows["geometry"].to_numpy()).tolist()
    return encoded
