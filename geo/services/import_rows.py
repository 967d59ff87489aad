"""Rows that were not accepted, as they are kept: row number, mapped fields, reason."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo.domain.layers import Layer
from geo.domain.records import Cell, QuarantinedRow
from geo.ports.files import ReadTable

Fields = Mapping[str, Cell]


def quarantined_rows(
    layer: Layer, file: str, table: ReadTable, rows: pd.DataFrame, faults: "pd.Series[str]"
) -> list[QuarantinedRow]:
    """Return the faulty rows: text as in the file where a value was bad, else typed values."""
    faulty = faults[faults.notna()]
    as_text = faulty.index.intersection(table.text.index)
    as_typed = faulty.index.difference(table.text.index)
    fields = _records(table.text.loc[as_text]) | _records(
        rows.loc[as_typed].drop(columns="geometry", errors="ignore")
    )
    shapes = _shapes(rows, faulty.index)
    return [
        QuarantinedRow(layer, file, row, problem, fields[row], shapes.get(row))
        for row, problem in zip(faulty.index.tolist(), faulty.tolist(), strict=True)
    ]


def not_yet_kept(
    rows: Sequence[QuarantinedRow], kept: Iterable[QuarantinedRow]
) -> list[QuarantinedRow]:
    """Return the rows that are not in quarantine already, word for word."""
    known = {_identity(row) for row in kept}
    return [row for row in rows if _identity(row) not in known]


def _identity(row: QuarantinedRow) -> tuple[str, int, str, str]:
    return row.file, row.row, row.problem, json.dumps(dict(row.fields), sort_keys=True)


def _records(rows: pd.DataFrame) -> dict[Any, Fields]:
    plain = rows.astype("object").where(rows.notna(), None)
    records = plain.to_dict("records")
    return {
        row: {str(name): _cell(value) for name, value in record.items()}
        for row, record in zip(rows.index, records, strict=True)
    }


def _cell(value: Any) -> Cell:
    if isinstance(value, np.generic):
        value = value.item()
    return value if isinstance(value, str | int | float | bool) else None


def _shapes(rows: pd.DataFrame, faulty: pd.Index) -> dict[Any, bytes]:
    if "geometry" not in rows.columns:
        return {}
    wkb = shapely.to_wkb(rows.loc[faulty, "geometry"].to_numpy())
    return {row: shape for row, shape in zip(faulty, wkb, strict=True) if shape is not None}
