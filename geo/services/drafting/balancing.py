"""自动均衡 of a draft: looks for fairer boundaries in the background, to be seen and stopped."""

import threading
import uuid
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Protocol

from geo.domain.errors import BadValue, CannotBalance, NotFound, WanggeError
from geo.domain.policy import Action, require
from geo.messages import sentence, text
from geo.services.draft_values import Editing
from geo.services.drafting.balanced import Asked, Joined, Posed, joined, pose, solved
from geo.services.drafting.scope import WEIGHTS, WORKLOAD, scopes
from geo.services.drafting.session import Held
from geo.services.drafting.state import DraftState
from geo.staffing.rebalance import Answer

_LOWEST, _HIGHEST = 0.01, 0.5
_KEPT_JOBS = 20
_NAMED = 3


class OpenDrafts(Protocol):
    """Gives a draft and its state in force."""

    def at_hand(self, editing: Editing) -> tuple[Held, DraftState]:
        """Return both (NotPermitted, NotFound)."""


@dataclass(slots=True)
class Job:
    """A search under way; written by its thread, read by others."""

    plan_id: str
    progress: float = 0.0
    best: Mapping[str, float] | None = None
    answers: Sequence[Joined] = ()
    infeasible: str | None = None
    is_stopped: bool = False
    failed: str | None = None


@dataclass(slots=True)
class Balancing:
    """Runs one search at a time; those asked meanwhile wait their turn."""

    drafts: OpenDrafts
    _jobs: OrderedDict[str, Job] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))

    def start(self, editing: Editing, asked: Mapping[str, Any]) -> str:
        """Begin a search and return its id.

        Raises:
            NotPermitted: the actor may not edit plans.
            BadValue: the tolerance or the weight is none.
        """
        require(editing.actor, Action.EDIT_PLAN)
        wished = _wished(asked)
        held, state = self.drafts.at_hand(editing)
        job, job_id = Job(editing.plan_id), uuid.uuid4().hex
        with self._lock:
            self._jobs[job_id] = job
            while len(self._jobs) > _KEPT_JOBS:
                self._jobs.popitem(last=False)
        self._worker.submit(_run, job, editing, held, state, wished)
        return job_id

    def seen(self, editing: Editing, job: str) -> Mapping[str, Any]:
        """Return progress, the best so far and the answers (NotPermitted, NotFound)."""
        found = self._job(editing, job)
        return {
            "progress": found.progress,
            "best": found.best,
            "answers": [one.as_json() for one in found.answers],
            "infeasible": found.infeasible if found.failed is None else found.failed,
        }

    def stop(self, editing: Editing, job: str) -> None:
        """End a search; what it has found stays (NotPermitted, NotFound)."""
        self._job(editing, job).is_stopped = True

    def _job(self, editing: Editing, job: str) -> Job:
        require(editing.actor, Action.EDIT_PLAN)
        found = self._jobs.get(job)
        if found is None or found.plan_id != editing.plan_id:
            raise NotFound(what="rebalance", key=job)
        return found


def _wished(asked: Mapping[str, Any]) -> Asked:
    tolerance, weight = asked.get("tolerance", 0.15), asked.get("weight", WORKLOAD)
    if not isinstance(tolerance, int | float) or not _LOWEST <= tolerance <= _HIGHEST:
        raise BadValue(field="tolerance", value=str(tolerance)[:20])
    if weight not in WEIGHTS:
        raise BadValue(field="weight", value=str(weight)[:20])
    return Asked(
        tolerance=float(tolerance),
        weight=weight,
        by_village=bool(asked.get("keep_villages", True)),
        has_barriers=bool(asked.get("barriers", False)),
        only=_names(asked.get("grids", ())),
    )


def _names(values: object) -> tuple[str, ...]:
    return tuple(str(one) for one in values) if isinstance(values, list) else ()


def _run(job: Job, editing: Editing, held: Held, state: DraftState, asked: Asked) -> None:
    try:
        _search(job, editing, held, state, asked)
    except WanggeError as error:
        job.failed = sentence(editing.language, error)
    finally:
        job.progress = 1.0


def _search(job: Job, editing: Editing, held: Held, state: DraftState, asked: Asked) -> None:
    """Solve every scope to its own mean; what cannot be is said, the others are answered."""
    wanted = scopes(state, by_village=asked.by_village, only=asked.only)
    if not wanted:
        job.infeasible = text(editing.language, "drafts.balance_alone")
        return
    found: list[tuple[Posed, Sequence[Answer]]] = []
    refused: list[str] = []
    for place, scope in enumerate(wanted):
        posed = pose(held, state, scope, asked)

        def told(share: float, best: Answer | None, at: int = place) -> bool:
            job.progress = (at + share) / len(wanted) * 0.999
            if best is not None:
                job.best = {"max_deviation": best.max_deviation, "moved_share": best.moved_share}
            return not job.is_stopped

        try:
            found.append((posed, solved(posed, told)))
        except CannotBalance as error:
            refused.append(sentence(editing.language, error))
        if job.is_stopped:
            break
    job.answers = joined(found)
    if refused and not job.answers:
        job.infeasible = " ".join(refused[:_NAMED])
