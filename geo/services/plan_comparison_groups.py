"""Ground that changes hands, summed by village and 村民小组 for each pair of grids."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.domain.codes import AreaCode, CellCode
from geo.ports.layers import LayerReader
from geo.services.drafting.base import villages_of_cells
from geo.services.drafting.groups import groups_of
from geo.services.drafting.handover import hand_overs
from geo.services.plan_comparison_values import CellMove, GroupMove, Pair
from geo.services.snapshot import Snapshot
from geo.services.village_names import village_names
from geo.spatial import frames
from geo.spatial.frames import StorageFrame
from geo.spatial.partition.provisional import base_code


@dataclass(frozen=True, slots=True)
class _Villages:
    """The villages that hand-overs are summed by."""

    village_of_cell: Mapping[CellCode, AreaCode]
    village_names: Mapping[AreaCode, str]


def group_moves(
    layers: LayerReader, moves: Sequence[CellMove], left: Snapshot, right: Snapshot
) -> tuple[GroupMove, ...]:
    """Return what each pair of grids hands over; where both sides have a cell, as the left has it.

    Names of villages and groups are those that the store knows today.
    """
    if not moves:
        return ()
    named = {base_code(one.cell) for one in moves}
    found, groups = dict[CellCode, AreaCode](), dict[CellCode, str]()
    for side in (right, left):
        cells = frames.as_storage(side.cells[side.cells["code"].isin(named)])
        found |= _villages(side, cells)
        groups |= groups_of(frames.to_metric(cells, left.metric_crs), layers)
    villages = _Villages(found, village_names(layers))
    by_pair: dict[Pair, list[CellMove]] = defaultdict(list)
    for one in moves:
        by_pair[one.from_grid, one.to_grid].append(one)
    return tuple(
        GroupMove(*pair, of)
        for pair, own in sorted(by_pair.items())
        for of in hand_overs(villages, own, groups)
    )


def _villages(snapshot: Snapshot, cells: StorageFrame) -> Mapping[CellCode, AreaCode]:
    codes = np.array([*snapshot.grids["code"].astype(str), ""], object)
    named = pd.DataFrame({"code": cells["code"], "grid_code": codes[cells["grid"].to_numpy()]})
    return villages_of_cells(named)
