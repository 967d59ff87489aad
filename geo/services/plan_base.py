"""The boundaries a plan starts from: cells that each name their grid, and the grids."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
import shapely

from geo.domain.kinds import Language
from geo.domain.layers import Layer
from geo.messages import text
from geo.ports.layers import LayerReader
from geo.ports.store import Reading
from geo.ports.transactions import Transaction
from geo.spatial import frames, overlap
from geo.spatial.frames import StorageFrame

_CELL_COLUMNS = ["code", "geometry", "grid_code", "residents", "households"]
_FIRST_CODES = 3


class UnusedReason(StrEnum):
    """Why cells do not make up the grids."""

    EMPTY_GRID = "empty_grid"
    OUTSIDE = "outside"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class UnusedCells:
    """Why plans take each grid as one cell although the store has cells.

    `count` grids hold no cell (cells larger than grids), or so many cells lie in no grid, or
    overlap or gape; `first` are codes of some of them.
    """

    reason: UnusedReason
    count: int
    first: tuple[str, ...]

    def words(self, language: Language) -> str:
        """Return the sentence that says so."""
        first = text(language, "drafts.joiner").join(self.first)
        return text(language, f"borders.unused_{self.reason}", count=self.count, first=first)


def base_boundaries(reading: Reading) -> tuple[StorageFrame, StorageFrame]:
    """Return cells and grids as a plan keeps them, both ordered by code.

    Where the store's cells do not make up its grids, every grid is one cell.
    """
    grids = reading.layers.shapes(Layer.GRIDS)
    cells = cells_in_grids(reading.layers)
    return cells_of_grids(grids) if cells is None else cells, grids


def cells_in_grids(layers: LayerReader) -> StorageFrame | None:
    """Return the store's cells, each with its grid: the one it names, else of largest overlap.

    None where there are none, or where they do not make up the grids: see `unused_cells`.
    """
    found = _cells_or_reason(layers) if layers.count(Layer.CELLS) else None
    return None if isinstance(found, UnusedCells) else found


def unused_cells(layers: LayerReader) -> UnusedCells | None:
    """Return why plans leave the store's cells out; None where they use them or there are none."""
    found = _cells_or_reason(layers) if layers.count(Layer.CELLS) else None
    return found if isinstance(found, UnusedCells) else None


def _cells_or_reason(layers: LayerReader) -> StorageFrame | UnusedCells:
    codes = layers.rows(Layer.GRIDS)["code"]
    cells = layers.shapes(Layer.CELLS)
    is_named = cells["grid_code"].isin(codes)
    if is_named.all():
        return _all_filled(cells, codes)
    if not shapely.coverage_is_valid(cells.geometry.to_numpy()):
        faulty = shapely.coverage_invalid_edges(cells.geometry.to_numpy())
        return _unused(UnusedReason.OVERLAP, cells["code"][~shapely.is_empty(faulty)])
    grids = layers.shapes(Layer.GRIDS)
    west, south, east, north = grids.total_bounds
    crs = frames.metric_crs_for((west, south, east, north))
    most = overlap.largest_overlap(frames.to_metric(cells, crs), frames.to_metric(grids, crs))
    found = cells["grid_code"].where(is_named, codes.reindex(most).array)
    if found.isna().any():
        return _unused(UnusedReason.OUTSIDE, cells["code"][found.isna()])
    return _all_filled(frames.described(cells, {"grid_code": found}, list(cells.columns)), codes)


def _all_filled(cells: StorageFrame, codes: "pd.Series[str]") -> StorageFrame | UnusedCells:
    is_empty = ~codes.isin(cells["grid_code"])
    return _unused(UnusedReason.EMPTY_GRID, codes[is_empty]) if is_empty.any() else cells


def _unused(reason: UnusedReason, codes: "pd.Series[str]") -> UnusedCells:
    return UnusedCells(reason, len(codes), tuple(str(code) for code in codes.head(_FIRST_CODES)))


def kept_as_base(transaction: Transaction, reading: Reading) -> int:
    """Keep today's boundaries inside a write and return their id as a set."""
    revisions = reading.layers.revisions()
    cells, grids = base_boundaries(reading)
    return transaction.plans.keep_boundaries(
        cells, grids, revisions[Layer.CELLS], revisions[Layer.GRIDS]
    )


def cells_of_grids(grids: StorageFrame) -> StorageFrame:
    """Return one cell a grid, with the grid's code, people and shape."""
    return frames.described(grids, {"grid_code": grids["code"]}, _CELL_COLUMNS)


def grid_people(cells: StorageFrame, grids: StorageFrame) -> pd.DataFrame:
    """Return residents and households of each grid, summed over its cells; index as `grids`.

    A sum over a cell whose people are unknown is unknown.
    """
    summed = pd.DataFrame(index=grids.index)
    for name in ("residents", "households"):
        amount = pd.Series(cells[name].to_numpy(float, na_value=np.nan), index=cells["grid_code"])
        total = amount.groupby(level=0).sum(min_count=1)
        holes = amount.isna().groupby(level=0).any()
        known = total.where(~holes).reindex(grids["code"])
        summed[name] = pd.Series(known.to_numpy(), index=grids.index).round().astype("Int64")
    return summed
