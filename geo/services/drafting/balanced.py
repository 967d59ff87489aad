"""One scope of a draft as a rebalancing problem, and its answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from geo.domain.codes import CellCode
from geo.services.drafting.scope import (
    WORKLOAD,
    Scope,
    cell_weights,
    hours_of,
    noise_shares,
)
from geo.services.drafting.session import Held
from geo.services.drafting.state import DraftState
from geo.services.rebalancing_cells import Cells, Named, named
from geo.spatial import frames
from geo.spatial.partition import cell_shapes
from geo.staffing.rebalance import (
    ALL_KINDS,
    Answer,
    AnswerKind,
    Progress,
    Weigh,
    Wishes,
    ground_of,
    rebalance,
    today,
    ways_km,
)
from geo.staffing.rebalance.recounting import counted, rebalance_recounted
from geo.staffing.town import Floats

_SPARE_M = 1.0
"""The search keeps so far from what the rule allows: it measures cell by cell."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a planner wishes: `only` names grids to balance, all when it is empty.

    `compactness` and `travel` are the weights of form and short ways (`Wishes`).
    """

    tolerance: float
    weight: str
    by_village: bool
    has_barriers: bool
    only: tuple[str, ...] = ()
    compactness: float = 0.0
    travel: float = 0.0
    kinds: tuple[AnswerKind, ...] = ALL_KINDS

    @property
    def wishes(self) -> Wishes:
        """Return them as the search takes them."""
        return Wishes(
            tolerance=self.tolerance,
            compactness_weight=self.compactness,
            travel_weight=self.travel,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Posed:
    """A scope's problem; `weigh` counts its groups where their weight is not that of the cells.

    `homes` are the households of its cells, None where unknown.
    """

    scope: Scope
    named: Named
    weigh: Weigh | None
    homes: Mapping[CellCode, int | None]


def pose(held: Held, state: DraftState, scope: Scope, asked: Asked) -> Posed:
    """Return the problem of a scope: its cells, what they weigh, who is locked."""
    engine = held.engine
    shapes = cell_shapes(state.partition, scope.cells)
    cells = frames.in_metres(pd.DataFrame({"code": scope.cells}), shapes, held.base.crs)
    lines = held.rules.barriers if asked.has_barriers else None
    found = named(
        Cells(
            codes=scope.cells,
            groups=[state.partition.grid_of(code) for code in scope.cells],
            weight=cell_weights(engine, state, scope, asked.weight),
            ground=ground_of(cells, lines),
        ),
        asked.wishes,
        [code for code in scope.grids if code in state.locked],
    )
    first = found.problem
    problem = replace(
        first,
        noise_share=noise_shares(engine, state, scope) if asked.weight == WORKLOAD else None,
        crossable_m=_crossable_m(held, scope) if lines is not None else None,
        travel=ways_km(first.ground, first.weight, first.group, first.groups),
    )
    weigh = hours_of(engine, state, scope) if asked.weight == WORKLOAD else None
    if weigh is not None:
        problem = counted(problem, weigh, problem.group)
    homes = {code: state.people[code].households for code in scope.cells}
    labels = {str(code): state.grids[code].name for code in scope.grids}
    return Posed(scope, replace(found, problem=problem, labels=labels), weigh, homes)


def _crossable_m(held: Held, scope: Scope) -> Floats:
    """Return how far barriers may run inside each grid, so that a draft's rule is kept."""
    return np.array([held.rules.crossable_m(code) - _SPARE_M for code in scope.grids])


def solved(
    posed: Posed, progress: Progress, kinds: Sequence[AnswerKind] = ALL_KINDS
) -> Sequence[Answer]:
    """Return the answers to a scope, one a kind; none where it is even enough as it is.

    Raises:
        CannotBalance: nothing can bring it inside the tolerance.
    """
    problem = posed.named.problem
    if today(problem).max_deviation <= problem.wishes.tolerance:
        return ()
    refusal = posed.named.refusal()
    if refusal is not None:
        raise refusal
    if posed.weigh is None:
        return rebalance(problem, progress, kinds)
    return rebalance_recounted(problem, posed.weigh, progress, kinds)
