"""Use case: fairer grids from the store's own cells; the store stays as it is."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from geo.domain.codes import GridCode
from geo.domain.errors import CannotBalance, NotFound
from geo.domain.kinds import Language
from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor, require
from geo.ports.files import LayerFiles
from geo.ports.store import Store
from geo.services.drafting.balanced import Asked
from geo.services.drafting.base import base_of
from geo.services.drafting.fairer import Fairer, Search
from geo.services.drafting.joined import Joined
from geo.services.drafting.rules import RuleBook, obstacles_of
from geo.services.drafting.session import Held, held_of
from geo.services.drafting.state import DraftState
from geo.services.other_boundaries import Boundaries
from geo.services.plan_base import base_boundaries
from geo.services.rebalancing_cells import percent
from geo.services.settings import DEFAULT_TIMEZONE, TIMEZONE
from geo.services.snapshot import Snapshot
from geo.spatial import frames
from geo.staffing.rebalance import Progress, warm
from geo.staffing.rebalance.answer import carry_on


@dataclass(frozen=True, slots=True)
class StoreRequest:
    """What is wished, which grids are locked, and where the cells go, if anywhere."""

    asked: Asked
    locked: tuple[str, ...] = ()
    out: Path | None = None
    language: Language = Language.ZH_CN


@dataclass(frozen=True, slots=True, eq=False)
class StoreReport:
    """What was found; `barriers` is how many lines were not crossed."""

    found: Fairer
    barriers: int
    wall_s: float


@dataclass(frozen=True, slots=True)
class StoreRebalancing:
    """Rebalances the grids in force as a draft on them would be."""

    store: Store
    current: Callable[[], Snapshot]
    files: LayerFiles
    clock: Callable[[], float] = time.monotonic

    def run(
        self, actor: Actor, request: StoreRequest, progress: Progress = carry_on
    ) -> StoreReport:
        """Return changes of today's grids, and write the cells of the first where that is asked.

        Raises:
            NotPermitted: the actor may not draw plans.
            NotFound: a locked grid is none.
            NotAPartition: the cells overlap or leave slits.
            CannotBalance: no scope can be brought inside the tolerance, and one is outside; or no
                two grids can be set against each other.
        """
        require(actor, Action.EDIT_PLAN)
        warm()
        start = self.clock()
        held, state = self._today(request.locked)
        found = Search(held, state, request.asked, request.language).run(progress)
        if found.is_alone:
            raise CannotBalance("alone", percent=percent(request.asked.tolerance))
        if found.obstacle is not None and not found.answers:
            raise found.obstacle
        if request.out is not None:
            self._write(request.out, (*found.answers, found.today)[0])
        heeded = len(held.rules.barriers) if request.asked.has_barriers else 0
        return StoreReport(found, heeded, self.clock() - start)

    def _today(self, locked: Collection[str]) -> tuple[Held, DraftState]:
        layers = self.store.layers
        base = base_of(Boundaries(*base_boundaries(self.store)), self.current(), layers)
        staffed = frozenset(GridCode(str(one)) for one in layers.rows(Layer.STAFF)["grid_code"])
        held = held_of(base, RuleBook(base, obstacles_of(layers, base.crs), staffed))
        state = held.states.first.state
        return held, replace(state, locked=frozenset(_locked(state, one) for one in locked))

    def _write(self, path: Path, answer: Joined) -> None:
        cells = base_boundaries(self.store)[0]
        changes = answer.changes()
        grids = [
            changes.get(str(code), str(grid))
            for code, grid in zip(cells["code"], cells["grid_code"], strict=True)
        ]
        exchanged = {"grid_code": pd.Series(grids, dtype="string")}
        rows = frames.described(cells, exchanged, list(cells.columns))
        timezone = self.store.settings().get(TIMEZONE, DEFAULT_TIMEZONE)
        self.files.write(path, Layer.CELLS, rows, timezone)


def _locked(state: DraftState, called: str) -> GridCode:
    """Return the grid of that code or name (NotFound where there is none)."""
    if called in state.grids:
        return GridCode(called)
    for code, facts in sorted(state.grids.items()):
        if facts.name == called:
            return code
    raise NotFound(what="group", key=called)
