"""The boundaries a plan starts from: cells that each name their grid, and the grids."""

import numpy as np
import pandas as pd
import shapely

from geo.domain.layers import Layer
from geo.ports.layers import LayerReader
from geo.ports.store import Reading
from geo.ports.transactions import Transaction
from geo.spatial import frames, overlap
from geo.spatial.frames import StorageFrame

_CELL_COLUMNS = ["code", "geometry", "grid_code", "residents", "households"]


def base_boundaries(reading: Reading) -> tuple[StorageFrame, StorageFrame]:
    """Return cells and grids as a plan keeps them, both ordered by code.

    Where the store's cells do not make up its grids, every grid is one cell.
    """
    grids = reading.layers.shapes(Layer.GRIDS)
    cells = cells_in_grids(reading.layers)
    return cells_of_grids(grids) if cells is None else cells, grids


def cells_in_grids(layers: LayerReader) -> StorageFrame | None:
    """Return the store's cells, each with its grid: the one it names, else of largest overlap.

    None where they do not make up the grids: there are none, a cell lies in no grid, a grid has
    no cell, or cells that do not say overlap or gape.
    """
    if not layers.count(Layer.CELLS):
        return None
    codes = layers.rows(Layer.GRIDS)["code"]
    cells = layers.shapes(Layer.CELLS)
    is_named = cells["grid_code"].isin(codes)
    if is_named.all():
        return cells if codes.isin(cells["grid_code"]).all() else None
    if not shapely.coverage_is_valid(cells.geometry.to_numpy()):
        return None
    grids = layers.shapes(Layer.GRIDS)
    west, south, east, north = grids.total_bounds
    crs = frames.metric_crs_for((west, south, east, north))
    most = overlap.largest_overlap(frames.to_metric(cells, crs), frames.to_metric(grids, crs))
    found = cells["grid_code"].where(is_named, codes.reindex(most).array)
    is_whole = found.notna().all() and codes.isin(found).all()
    return frames.described(cells, {"grid_code": found}, list(cells.columns)) if is_whole else None


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
