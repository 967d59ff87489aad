"""The drafts that a process holds at hand, each brought to what the store says when it is taken."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from geo.domain.codes import GridCode
from geo.domain.layers import Layer
from geo.domain.plans import Plan
from geo.ports.store import Store
from geo.services.boundary_views import kept_boundaries
from geo.services.drafting.base import base_of
from geo.services.drafting.rules import RuleBook, obstacles_of
from geo.services.drafting.session import Held, held_of
from geo.services.snapshot import Snapshot

_KEPT_DRAFTS = 8


class Shelf:
    """Keeps a few drafts; one that the town has moved on under is begun anew and replayed."""

    def __init__(self, store: Store, current: Callable[[], Snapshot]) -> None:
        self._store = store
        self._current = current
        self._lock = threading.Lock()
        self._locks: dict[str, threading.RLock] = {}
        self._held: OrderedDict[str, Held] = OrderedDict()

    @contextmanager
    def taken(self, plan_id: str) -> Iterator[tuple[Held, Plan]]:
        """Give a draft and its plan as the store has it; one taker at a time.

        Raises:
            NotFound: there is no such plan.
            NotAPartition: its base is none.
        """
        with self._lock_of(plan_id):
            plan = self._store.plans.plan(plan_id)
            held, is_begun = self._of(plan)
            if is_begun:
                plan = self._store.plans.plan(plan_id)
            if held.revision != plan.revision:
                held.renew(plan, self._store.plans.steps(plan_id))
            yield held, plan

    def _lock_of(self, plan_id: str) -> threading.RLock:
        with self._lock:
            return self._locks.setdefault(plan_id, threading.RLock())

    def _of(self, plan: Plan) -> tuple[Held, bool]:
        """Return the draft, and whether it was begun just now, which takes a while."""
        snapshot = self._current()
        with self._lock:
            held = self._held.get(plan.id)
        is_begun = held is None or held.base.snapshot is not snapshot
        if held is None or is_begun:
            held = self._begun(plan, snapshot)
        with self._lock:
            self._held[plan.id] = held
            self._held.move_to_end(plan.id)
            while len(self._held) > _KEPT_DRAFTS:
                self._held.popitem(last=False)
        return held, is_begun

    def _begun(self, plan: Plan, snapshot: Snapshot) -> Held:
        boundaries = kept_boundaries(self._store.plans, plan.base_set)
        layers = self._store.layers
        base = base_of(boundaries, snapshot, layers)
        staffed = frozenset(GridCode(str(one)) for one in layers.rows(Layer.STAFF)["grid_code"])
        return held_of(base, RuleBook(base, obstacles_of(layers, base.crs), staffed))
