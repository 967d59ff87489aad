"""Files of cells for rebalancing: columns by name, and the same file with one column changed."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from geo.domain.errors import BadColumns, BadFile, BadValue
from geo.domain.layers import FieldKind, Layer
from geo.io.csv_source import CsvSource, open_csv
from geo.io.geojson_source import open_geojson
from geo.io.shapes import read_shapes
from geo.io.sniff import FileKind, file_kind
from geo.io.source import Source
from geo.io.synonyms import field_names, is_person_column, plain
from geo.io.writing import write_table, write_text
from geo.ports.files import ReadOptions
from geo.spatial import frames
from geo.spatial.frames import StorageFrame

_MAX_BYTES = ReadOptions().max_bytes


class LocalCellFiles:
    """Reads and writes GeoJSON and CSV by their extension."""

    def read(self, path: Path, columns: Mapping[str, str]) -> StorageFrame:
        """Return every row of a file of polygons; refuses as the port says."""
        return _shaped(_opened(path), columns, FieldKind.POLYGON)

    def read_lines(self, path: Path) -> StorageFrame:
        """Return the lines of a file."""
        return _shaped(_opened(path), {}, FieldKind.LINE)

    def require_writable(self, path: Path, like: Path) -> None:
        """Return when `path` names the same kind of file, in a folder that is there."""
        if path.suffix.lower() != like.suffix.lower():
            raise BadFile("kind_other", file=path.name, kind=like.suffix)
        if not path.parent.is_dir():
            raise BadFile("folder", file=str(path))

    def write(self, path: Path, like: Path, column: str, taken_from: Sequence[int]) -> None:
        """Write `like` with the values of one column exchanged, everything else as it was."""
        if file_kind(like, _MAX_BYTES) is FileKind.CSV:
            write_table(path, _csv_columns(open_csv(like), column, taken_from))
        else:
            write_text(path, _geojson_lines(like, column, taken_from))


def _opened(path: Path) -> Source:
    is_csv = file_kind(path, _MAX_BYTES) is FileKind.CSV
    return open_csv(path) if is_csv else open_geojson(path)


def _shaped(source: Source, columns: Mapping[str, str], kind: FieldKind) -> StorageFrame:
    _require_columns(source, columns)
    mapping = {**columns, **_wkt_column(source)}
    raw = source.read(mapping, _untold)
    if raw.text.index.empty:
        raise BadFile("no_rows", file=source.path.name)
    shapes = read_shapes(raw, kind, "auto", source.declared_crs, source.path.name)
    for finding in shapes.findings:
        if len(finding.rows):
            raise BadValue("shape", row=int(finding.rows[0]), file=source.path.name)
    rows = raw.text.drop(columns=["geometry"], errors="ignore")
    text = pd.DataFrame({name: rows[name].astype("str").str.strip() for name in columns})
    return frames.from_wkb(text.reindex(raw.text.index), list(shapely.to_wkb(shapes.geometry)))


def _untold(share: float) -> None:
    """Let progress pass untold."""


def _require_columns(source: Source, columns: Mapping[str, str]) -> None:
    for column in columns.values():
        if column not in source.columns:
            raise BadColumns("column", column=column, columns=", ".join(source.columns))
        if is_person_column(column):
            raise BadColumns("person", column=column)


def _wkt_column(source: Source) -> dict[str, str]:
    """Return where a CSV file keeps its shapes."""
    if not isinstance(source, CsvSource):
        return {}
    names = field_names(Layer.CELLS)["geometry"]
    found = [column for column in source.columns if plain(column) in names]
    if len(found) != 1:
        raise BadColumns(missing="geometry", proposed="—")
    return {"geometry": found[0]}


def _csv_columns(
    source: CsvSource, column: str, taken_from: Sequence[int]
) -> dict[str, list[object]]:
    with source.path.open(encoding=source.encoding, newline="") as stream:
        rows = [row for row in csv.reader(stream, delimiter=source.separator) if row][1:]
    width = len(source.columns)
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    content: dict[str, list[object]] = {
        name: [row[place] for row in padded] for place, name in enumerate(source.columns)
    }
    content[column] = [content[column][row] for row in taken_from]
    return content


def _geojson_lines(like: Path, column: str, taken_from: Sequence[int]) -> Iterator[str]:
    whole: dict[str, Any] = json.loads(like.read_text(encoding="utf-8-sig"))
    features = whole.pop("features")
    own = [feature["properties"][column] for feature in features]
    yield json.dumps(whole, ensure_ascii=False)[:-1] + ', "features": ['
    for place, (feature, row) in enumerate(zip(features, taken_from, strict=True)):
        feature["properties"][column] = own[row]
        yield (",\n" if place else "\n") + json.dumps(feature, ensure_ascii=False)
    yield "\n]}\n"
