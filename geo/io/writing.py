"""Writes a layer as CSV or GeoJSON: whole or not at all, equal rows to equal bytes."""

import csv
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import shapely

from geo.domain.errors import BadFile
from geo.domain.layers import LAYERS, FieldKind, Layer
from geo.spatial.frames import StorageFrame

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_COORDINATE_DECIMALS = 9
_TEXT_KINDS = frozenset(
    [FieldKind.TEXT, FieldKind.CHOICE, FieldKind.DATE, FieldKind.MONTH_DAY],
)
_KINDS = {".csv": "csv", ".geojson": "geojson", ".json": "geojson"}


def write_layer(path: Path, layer: Layer, rows: pd.DataFrame, timezone: str) -> None:
    """Write the rows by the path's extension; times carry their offset from UTC.

    Raises:
        BadFile: neither CSV nor GeoJSON by extension, or the folder cannot be written.
    """
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise BadFile("kind_out", file=path.name)
    columns = _plain_columns(layer, rows, timezone)
    if kind == "csv":
        write_table(path, _with_wkt(columns, rows))
        return
    features = _features(layer, columns, rows)
    write_text(path, features)


def write_table(path: Path, columns: dict[str, list[object]]) -> None:
    """Write named columns of one length as CSV in UTF-8; text cannot act as a formula."""
    with _replaced(path) as stream:
        write_rows(stream, columns)


def write_rows(stream: TextIO, columns: Mapping[str, Sequence[object]]) -> None:
    """Write named columns of one length as lines of CSV; text cannot act as a formula."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    rows = zip(*columns.values(), strict=True)
    writer.writerows([_escaped(value) for value in row] for row in rows)


def write_text(path: Path, lines: Iterator[str]) -> None:
    """Write lines of text in UTF-8."""
    with _replaced(path) as stream:
        stream.writelines(lines)


def write_bytes(path: Path, body: bytes) -> None:
    """Write a file that is made already, whole or not at all (BadFile)."""
    with _replaced(path) as stream:
        stream.buffer.write(body)


class _replaced:  # noqa: N801 - reads as a phrase: with replaced(path)
    """A text stream to a file beside `path` that takes its place once closed without error."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> TextIO:
        try:
            number, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=self._path.parent)
        except OSError as error:
            raise BadFile("folder", file=str(self._path)) from error
        self._part = Path(name)
        self._stream: TextIO = os.fdopen(number, "w", encoding="utf-8", newline="")
        return self._stream

    def __exit__(self, kind: object, *_: object) -> None:
        self._stream.close()
        if kind is not None:
            self._part.unlink()
            return
        self._part.chmod(0o644)
        self._part.replace(self._path)


def _escaped(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def _plain_columns(layer: Layer, rows: pd.DataFrame, timezone: str) -> dict[str, list[object]]:
    columns: dict[str, list[object]] = {}
    for field in LAYERS[layer].fields:
        if field.name in rows.columns and field.name != "geometry":
            columns[field.name] = _plain(rows[field.name], field.kind, timezone)
    return columns


def _plain(column: "pd.Series[Any]", kind: FieldKind, timezone: str) -> list[object]:
    if kind is FieldKind.TIME:
        column = _local_iso(column, timezone)
    elif kind is FieldKind.DEGREE:
        column = column.round(_COORDINATE_DECIMALS)
    elif kind is FieldKind.FLAG:
        column = column.map({True: "true", False: "false"})
    values = np.array(column, dtype=object)
    values[column.isna().to_numpy()] = None
    plain: list[object] = values.tolist()
    return plain


def _local_iso(column: "pd.Series[Any]", timezone: str) -> "pd.Series[Any]":
    stamps = pd.to_datetime(column, unit="s", utc=True).dt.tz_convert(ZoneInfo(timezone))
    text = stamps.dt.strftime("%Y-%m-%dT%H:%M:%S%z")
    return (text.str.slice(0, -2) + ":" + text.str.slice(-2)).where(stamps.notna())


def _with_wkt(columns: dict[str, list[object]], rows: pd.DataFrame) -> dict[str, list[object]]:
    if "geometry" not in rows.columns:
        return columns
    shapes = shapely.to_wkt(rows["geometry"].to_numpy(), rounding_precision=_COORDINATE_DECIMALS)
    return columns | {"geometry": list(shapes)}


def _features(
    layer: Layer, columns: dict[str, list[object]], rows: pd.DataFrame | StorageFrame
) -> Iterator[str]:
    yield f'{{"type":"FeatureCollection","name":"{layer.value}","features":['
    names = [name for name in columns if name not in {"lon_deg", "lat_deg"}]
    properties = zip(*(columns[name] for name in names), strict=True)
    shapes = _geojson_geometries(columns, rows)
    for position, (values, shape) in enumerate(zip(properties, shapes, strict=True)):
        fields = json.dumps(
            dict(zip(names, values, strict=True)), ensure_ascii=False, separators=(",", ":")
        )
        comma = "," if position else ""
        yield f'{comma}\n{{"type":"Feature","properties":{fields},"geometry":{shape}}}'
    yield "\n]}\n"


def _geojson_geometries(columns: dict[str, list[object]], rows: pd.DataFrame) -> list[str]:
    if "geometry" in rows.columns:
        return [shape or "null" for shape in shapely.to_geojson(rows["geometry"].to_numpy())]
    if "lon_deg" not in columns:
        return ["null"] * len(rows)
    return [
        "null" if lon is None or lat is None else _point(lon, lat)
        for lon, lat in zip(columns["lon_deg"], columns["lat_deg"], strict=True)
    ]


def _point(lon: object, lat: object) -> str:
    return json.dumps({"type": "Point", "coordinates": [lon, lat]}, separators=(",", ":"))
