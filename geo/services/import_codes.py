"""Local codes for rows that come without one: the same file gets the same, none is used twice."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from geo.domain.layers import LAYERS, Layer
from geo.spatial.frames import StorageFrame

LAST_GRID_NUMBER = "last_local_grid_number"
"""The setting that remembers the highest number ever issued, so a retired code stays retired."""

_DIGITS = 4
_HASH_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Coded:
    """Rows that all have a key, and the settings that remember what was issued."""

    rows: pd.DataFrame
    settings: Mapping[str, str]


def coded_grids(
    rows: StorageFrame, held: StorageFrame, usable: "pd.Series[bool]", last_number: int
) -> Coded:
    """Return grids with a code each: `L` and a number, counted west→east in rows north→south.

    A grid without code that has the name of a held one takes its code, so that it is told as a
    duplicate; rows that are not `usable` (index as `rows`) use up no number.
    """
    codes = rows["code"] if "code" in rows.columns else pd.Series(pd.NA, rows.index, dtype="string")
    names = rows["name"] if "name" in rows.columns else pd.Series(pd.NA, rows.index, dtype="string")
    by_name = held.dropna(subset="name").drop_duplicates("name").set_index("name")["code"]
    codes = codes.fillna(names.map(by_name).astype(codes.dtype))
    first = ~names.duplicated()
    lacking = codes.isna() & names.notna() & first & usable
    order = _reading_order(rows.geometry.to_numpy()[lacking.to_numpy()])
    taken = set(held["code"]) | set(codes.dropna())
    issued, last = _numbers(len(order), last_number, taken)
    codes = codes.copy()
    codes[lacking.to_numpy().nonzero()[0][order] + rows.index[0]] = issued
    named = pd.Series(codes.to_numpy(), index=names.to_numpy())
    twins = codes.isna() & names.notna() & ~first
    codes[twins] = names[twins].map(named[~named.index.duplicated()]).to_numpy()
    coded = rows.assign(code=codes.astype("string"))
    return Coded(coded, {LAST_GRID_NUMBER: str(last)} if len(order) else {})


def coded_by_content(layer: Layer, rows: pd.DataFrame) -> Coded:
    """Return rows with an id each: a hash of all their values where the file gives none.

    Equal rows are told apart by their order, so reading the file again issues the same ids.
    """
    key = LAYERS[layer].key
    known = rows[key] if key in rows.columns else pd.Series(pd.NA, rows.index, dtype="string")
    lacking = known.isna()
    if not lacking.any():
        return Coded(rows, {})
    hashes = pd.Series(_hashes(rows[lacking.to_numpy()]), index=rows.index[lacking.to_numpy()])
    turn = hashes.groupby(hashes).cumcount()
    suffix = ("-" + (turn + 1).astype("str")).where(turn > 0, "")
    ids = known.copy()
    ids[lacking] = (layer.value[0].upper() + hashes + suffix).astype("string")
    return Coded(rows.assign(**{key: ids}), {})


def _hashes(rows: pd.DataFrame) -> list[str]:
    plain = rows.drop(columns="geometry", errors="ignore").astype("str").fillna("")
    lines = plain.agg("\x1f".join, axis=1) if len(plain.columns) else [""] * len(rows)
    shapes = [b""] * len(rows)
    if "geometry" in rows.columns:
        shapes = [wkb or b"" for wkb in shapely.to_wkb(rows["geometry"].to_numpy())]
    return [
        hashlib.sha256(line.encode() + b"\x1f" + wkb).hexdigest()[:_HASH_DIGITS]
        for line, wkb in zip(lines, shapes, strict=True)
    ]


def _reading_order(shapes: np.ndarray) -> np.ndarray:
    """Return positions in reading order: bands of latitude from the north, each from the west."""
    if len(shapes) == 0:
        return np.empty(0, dtype="int64")
    inside = shapely.point_on_surface(shapes)
    x, y = shapely.get_x(inside), shapely.get_y(inside)
    bands = max(int(np.ceil(np.sqrt(len(shapes)))), 1)
    height = max(float(y.max() - y.min()), 1e-12)
    band = np.minimum(((y.max() - y) / height * bands).astype(int), bands - 1)
    return np.lexsort((y, x, band))


def _numbers(count: int, last: int, taken: set[str]) -> tuple[list[str], int]:
    issued: list[str] = []
    while len(issued) < count:
        last += 1
        code = f"L{last:0{_DIGITS}d}"
        if code not in taken:
            issued.append(code)
    return issued, last
