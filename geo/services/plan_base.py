"""The boundaries a plan starts from: cells that each name their grid, and the grids."""

import numpy as np
import pandas as pd

from geo.domain.layers import Layer
from geo.ports.layers import LayerReader
from geo.ports.store import Reading
from geo.ports.transactions import Transaction
from geo.spatial import frames
from geo.spatial.frames import StorageFrame

_CELL_COLUMNS = ["code", "geometry", "grid_code", "residents", "households"]


def base_boundaries(reading: Reading) -> tuple[StorageFrame, StorageFrame]:
    """Return cells and grids as a plan keeps them, both ordered by code.

    Cells that name a grid each are the store's; where they do not (a layer of another kind of
    areas, matched by overlap alone), and where there are none, every grid is one cell.
    """
    grids = reading.layers.shapes(Layer.GRIDS)
    if names_every_grid(reading.layers):
        return reading.layers.shapes(Layer.CELLS), grids
    return cells_of_grids(grids), grids


def names_every_grid(layers: LayerReader) -> bool:
    """Return whether there are cells, and each names a grid there is."""
    if not layers.count(Layer.CELLS):
        return False
    grids, cells = layers.rows(Layer.GRIDS), layers.rows(Layer.CELLS)
    return bool(cells["grid_code"].isin(grids["code"]).all())


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
