"""Incident rows to the read-only columns of a snapshot, sorted by tile; reads no store."""

from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.kinds import Channel, IncidentState
from geo.services.local_time import local_days
from geo.services.snapshot import UNKNOWN_S, IncidentColumns
from geo.spatial.assignment import AssignmentIndex, locate

_TILES_A_SIDE = 1 << 16


def incident_columns(
    rows: pd.DataFrame,
    index: AssignmentIndex,
    timezone: str,
) -> tuple[tuple[str, ...], IncidentColumns, pd.DataFrame]:
    """Return categories in their order, the columns, and id with address sorted as the columns."""
    order = tile_order(rows["lon_deg"].to_numpy(float), rows["lat_deg"].to_numpy(float))
    sorted_rows = rows.take(order)
    lon, lat = sorted_rows["lon_deg"].to_numpy(float), sorted_rows["lat_deg"].to_numpy(float)
    category, categories = pd.factorize(sorted_rows["category"], sort=True)
    reported_s = _seconds(sorted_rows["reported_at"])
    columns = IncidentColumns(
        row=order,
        lon_deg=lon,
        lat_deg=lat,
        grid=locate(index, lon, lat),
        category=category.astype(np.int16),
        channel=_codes(sorted_rows["channel"], Channel),
        state=_codes(sorted_rows["state"], IncidentState),
        reported_s=reported_s,
        due_s=_seconds(sorted_rows["due_at"]),
        closed_s=_seconds(sorted_rows["closed_at"]),
        day=local_days(reported_s, timezone),
    )
    _freeze(columns)
    names = sorted_rows[["id", "address"]].reset_index(drop=True)
    return tuple(str(name) for name in categories), columns, names


def tile_order(lon_deg: NDArray[np.float64], lat_deg: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the order in which points follow a Z-curve of 2¹⁶ × 2¹⁶ tiles (Morton 1966)."""
    key = _spread(_tile(lon_deg)) | (_spread(_tile(lat_deg)) << np.uint64(1))
    return np.argsort(key, kind="stable").astype(np.int64)


def _tile(degrees: NDArray[np.float64]) -> NDArray[np.uint64]:
    low, high = degrees.min(initial=np.inf), degrees.max(initial=-np.inf)
    width = high - low
    if not (np.isfinite(width) and width > 0):
        return np.zeros(len(degrees), np.uint64)
    return np.asarray((degrees - low) / width * (_TILES_A_SIDE - 1), np.uint64)


def _spread(bits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return 16-bit numbers with a zero put between every two bits."""
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        bits = (bits | (bits << np.uint64(shift))) & np.uint64(mask)
    return bits


def _seconds(times: "pd.Series[int]") -> NDArray[np.int64]:
    return np.asarray(times.to_numpy(np.int64, na_value=UNKNOWN_S), np.int64)


def _codes(values: "pd.Series[str]", choices: type[StrEnum]) -> NDArray[np.int8]:
    known = [choice.value for choice in choices]
    return np.array(pd.Categorical(values, categories=known).codes, dtype=np.int8)


def _freeze(columns: IncidentColumns) -> None:
    for name in IncidentColumns.__slots__:
        getattr(columns, name).flags.writeable = False
