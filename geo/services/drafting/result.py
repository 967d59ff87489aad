"""What a draft comes to: cells and grids as the layers have them, in degrees."""

import numpy as np
import pandas as pd
import shapely

from geo.domain.codes import CellCode, GridCode
from geo.services.drafting.base import DraftBase
from geo.services.drafting.state import DraftState
from geo.services.other_boundaries import Boundaries
from geo.services.plan_base import grid_people
from geo.spatial import frames
from geo.spatial.frames import StorageFrame
from geo.spatial.partition import cell_shapes

_GRID_COLUMNS = ["code", "name", "kind", "residents", "households", "geometry"]


def boundaries_of(base: DraftBase, state: DraftState) -> Boundaries:
    """Return cells and grids of a state; grids without cells are gone.

    Every grid's shape is that of its cells together, so that grids share their borders as cells
    do. A touched grid's people are those of its cells, an untouched one's are as before.
    """
    cells = _cells(state)
    return Boundaries(cells, _grids(base, state, cells))


def _cells(state: DraftState) -> StorageFrame:
    codes = state.partition.codes
    people = [state.people[code] for code in codes]
    rows = pd.DataFrame(
        {
            "code": pd.Series(codes, dtype="string"),
            "grid_code": pd.Series([state.partition.grid_of(one) for one in codes], dtype="string"),
            "residents": pd.Series([one.residents for one in people], dtype="Int64"),
            "households": pd.Series([one.households for one in people], dtype="Int64"),
        }
    )
    shapes = cell_shapes(state.partition, codes, state.degrees.xy)
    return frames.in_degrees(rows, shapes)


def _grids(base: DraftBase, state: DraftState, cells: StorageFrame) -> StorageFrame:
    codes = sorted(state.grids)
    facts = [state.grids[code] for code in codes]
    kinds = [one.kind.value if one.kind else None for one in facts]
    rows = pd.DataFrame(
        {
            "code": pd.Series(codes, dtype="string"),
            "name": pd.Series([one.name for one in facts], dtype="string"),
            "kind": pd.Series(kinds, dtype="string"),
        }
    )
    shapes = np.array([_union(state, code) for code in codes], object)
    grids = frames.in_degrees(rows, shapes)
    summed, before = grid_people(cells, grids), base.boundaries.grids.set_index("code")
    is_touched = grids["code"].isin(state.touched)
    people = {
        str(name): column.where(is_touched, grids["code"].map(before[name])).astype("Int64")
        for name, column in summed.items()
    }
    return frames.described(grids, people, _GRID_COLUMNS)


def _union(state: DraftState, code: GridCode) -> shapely.Geometry:
    own: tuple[CellCode, ...] = state.partition.cells_of(code)
    return shapely.coverage_union_all(cell_shapes(state.partition, own, state.degrees.xy))
