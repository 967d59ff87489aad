"""Dated shapes of a file against each other and the store's: one grid has one at a time."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from geo.domain.layers import Layer
from geo.domain.seasons import Season, month_day
from geo.ports.files import Finding

SEASON_OVERLAP = "season_overlap"
_FIELDS = ["grid_code", "season", "starts_md", "ends_md"]
Row = Mapping[Hashable, Any]


def season_findings(
    layer: Layer, rows: pd.DataFrame, faults: "pd.Series[str]", held: pd.DataFrame
) -> tuple[Finding, ...]:
    """Return which rows without another fault share days with an earlier or held one of a grid.

    The detail names the first two that do.
    """
    if layer is not Layer.SHAPES:
        return ()
    kept: dict[object, list[tuple[Row, Season]]] = {}
    for row in held[_FIELDS].to_dict("records"):
        _keep(kept, row)
    clashing, details = [], []
    sound = rows.loc[faults.isna().to_numpy(), _FIELDS]
    for number, row in zip(sound.index, sound.to_dict("records"), strict=True):
        other = _clash(kept.get(row["grid_code"], []), row)
        if other is None:
            _keep(kept, row)
        else:
            clashing.append(number)
            details.append(f"{row['grid_code']}: {_words(other)} / {_words(row)}")
    where = np.array(clashing, np.int64)
    return (Finding(SEASON_OVERLAP, where, detail=details[0] if details else ""),)


def season_of(row: Row) -> Season | None:
    """Return the season of a row of SHAPES, None where its dates cannot be read."""
    starts, ends = (month_day(str(row[name])) for name in ("starts_md", "ends_md"))
    return Season(starts, ends) if starts and ends else None


def _keep(kept: dict[object, list[tuple[Row, Season]]], row: Row) -> None:
    season = season_of(row)
    if season is not None:
        kept.setdefault(row["grid_code"], []).append((row, season))


def _clash(held: list[tuple[Row, Season]], row: Row) -> Row | None:
    season = season_of(row)
    shared = (other for other, its in held if season is not None and its.overlaps(season))
    return next(shared, None)


def _words(row: Row) -> str:
    return f"{row['season']} {row['starts_md']}…{row['ends_md']}"
