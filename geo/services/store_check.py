"""What a look over the whole store finds: counts, quarantine, faults of grids, loose ends."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor, require
from geo.ports.store import Reading, Store
from geo.services.import_checks import NAMES_A_GRID
from geo.services.import_faults import faults_of
from geo.services.plan_base import UnusedCells, unused_cells
from geo.spatial.faults import FaultKind


@dataclass(frozen=True, slots=True)
class StoreState:
    """Rows by layer, quarantined rows by problem, faults by kind, rows naming no grid by layer.

    `unused_cells` says why plans leave the cells out, None where they do not.
    """

    layers: Mapping[Layer, int]
    quarantined: Mapping[str, int]
    grid_faults: Mapping[str, int]
    unknown_grids: Mapping[Layer, int]
    unused_cells: UnusedCells | None


@dataclass(frozen=True, slots=True)
class StoreCheck:
    """Looks over one store."""

    store: Store

    def state(self, actor: Actor) -> StoreState:
        """Return what is there, all of one moment.

        Raises:
            NotPermitted: the actor may not manage the store.
        """
        require(actor, Action.MANAGE_STORE)
        with self.store.at_one_moment() as reading:
            return StoreState(
                layers={layer: reading.layers.count(layer) for layer in Layer},
                quarantined=Counter(row.problem for row in reading.quarantined()),
                grid_faults=_grid_faults(reading),
                unknown_grids=_unknown_grids(reading),
                unused_cells=unused_cells(reading.layers),
            )


def _grid_faults(reading: Reading) -> dict[str, int]:
    found = faults_of(reading.layers.shapes(Layer.GRIDS))
    kinds = Counter() if found is None else Counter(found["kind"].tolist())
    return {kind.value: kinds[kind.value] for kind in FaultKind}


def _unknown_grids(reading: Reading) -> dict[Layer, int]:
    codes = reading.layers.rows(Layer.GRIDS)["code"].to_numpy(object)
    found = {}
    for layer in sorted(NAMES_A_GRID):
        named = reading.layers.rows(layer)["grid_code"].dropna().to_numpy(object)
        found[layer] = int((~np.isin(named, codes)).sum()) if len(named) else 0
    return found
