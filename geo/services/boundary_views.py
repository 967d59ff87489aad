"""Snapshots on other boundaries than today's: as of a day, or of a plan; a few are kept.

A view is named as `view_name` says. Empty is what is in force now.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date, datetime

from geo.domain.errors import NotFound
from geo.domain.layers import Layer
from geo.domain.plans import Plan, edition_on
from geo.ports.plans import PlanReader
from geo.ports.store import Store
from geo.services.other_boundaries import Boundaries, OtherGround
from geo.services.snapshot import Snapshot
from geo.services.snapshot_build import build
from geo.services.view_name import day_in, is_borders_only

Drawn = Callable[[str], Boundaries]
"""Gives the boundaries of a plan that was never in force, by its id."""

_KEPT = 4
_DRAFT_TAG = -1_000_000_000
"""Far below the tags of kept sets."""


class BoundaryViews:
    """Builds and keeps snapshots on other boundaries."""

    def __init__(self, store: Store, drawn: Drawn, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._drawn = drawn
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Snapshot] = OrderedDict()

    def snapshot(self, view: str) -> Snapshot:
        """Return the snapshot of a view that is not empty.

        Raises:
            NotFound: the view is neither a day nor a plan.
        """
        day = day_in(view)
        plan = None if day else self._store.plans.plan(view)
        key = (
            view,
            plan,
            *self._store.layers.revisions().values(),
            self._store.settings_revision(),
        )
        with self._lock:
            if key not in self._kept:
                self._kept[key] = self._made(view, day, plan)
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]

    def beside(self, current: Callable[[], Snapshot]) -> Callable[[str], Snapshot]:
        """Return what gives the snapshot of any view, the empty one from `current`."""
        return lambda view: self.snapshot(view) if view else current()

    def _made(self, view: str, day: date | None, plan: Plan | None) -> Snapshot:
        with self._store.at_one_moment() as reading:
            if plan is not None:
                other = OtherGround(reading, self._of_plan(reading.plans, plan))
            else:
                known_until = None if is_borders_only(view) else day
                other = OtherGround(reading, _on(reading.plans, day), known_until)
            return build(other, self._clock())

    def _of_plan(self, plans: PlanReader, plan: Plan) -> Boundaries:
        if plan.result_set is None:
            return replace(self._drawn(plan.id), tag=_DRAFT_TAG - plan.revision)
        return kept_boundaries(plans, plan.result_set)


@dataclass(frozen=True, slots=True)
class FixedView:
    """One view where `Snapshots` would stand."""

    views: BoundaryViews
    view: str

    def current(self) -> Snapshot:
        """Return the snapshot of the view (NotFound)."""
        return self.views.snapshot(self.view)

    def latest(self) -> Snapshot | None:
        """Return the same; it is built at once where it is not at hand."""
        return self.current()


def kept_boundaries(plans: PlanReader, set_id: int) -> Boundaries:
    """Return a kept boundary set (NotFound)."""
    cells, grids = (plans.boundaries(set_id, layer) for layer in (Layer.CELLS, Layer.GRIDS))
    return Boundaries(cells, grids, tag=-set_id)


def _on(plans: PlanReader, day: date | None) -> Boundaries | None:
    """Return what was in force on a day, None where it still is."""
    edition = edition_on(plans.editions(), day) if day else None
    if edition is None:
        return None
    kept = kept_boundaries(plans, edition.set_id)
    staff, shapes = plans.edition_staff(edition.id), plans.edition_shapes(edition.id)
    return replace(kept, staff=staff, shapes=shapes)


def is_view(plans: PlanReader, view: str) -> bool:
    """Return whether a URL's text names a view that can be shown; empty is today's."""
    if not view or day_in(view):
        return True
    try:
        plans.plan(view)
    except NotFound:
        return False
    return True
