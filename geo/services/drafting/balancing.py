"""自动均衡 of a draft: looks for fairer boundaries in the background, to be seen and stopped."""

import threading
import uuid
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Protocol

from geo.domain.errors import BadValue, NotFound, WanggeError
from geo.domain.kinds import Language
from geo.domain.policy import Action, require
from geo.messages import sentence, text
from geo.services.draft_values import Editing
from geo.services.drafting.balanced import Asked
from geo.services.drafting.fairer import Fairer, Search, named_few
from geo.services.drafting.joined import Joined
from geo.services.drafting.scope import WEIGHTS, WORKLOAD
from geo.services.drafting.session import Held
from geo.services.drafting.state import DraftState
from geo.staffing.rebalance import Answer

_USUAL, _TOLERANCES = 0.15, (0.01, 0.5)
_WEIGHED = (0.0, 1_000.0)
_KEPT_JOBS = 20


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
    left_out: str = ""
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
            BadValue: the tolerance or a weight is none.
        """
        require(editing.actor, Action.EDIT_PLAN)
        wished = _wished(asked)
        held, state = self.drafts.at_hand(editing)
        job, job_id = Job(editing.plan_id), uuid.uuid4().hex
        with self._lock:
            self._jobs[job_id] = job
            while len(self._jobs) > _KEPT_JOBS:
                self._jobs.popitem(last=False)
        search = Search(held, state, wished, editing.language)
        self._worker.submit(_run, job, search)
        return job_id

    def offered(self, editing: Editing) -> Mapping[str, Any]:
        """Return what a search can heed: so many lines not to be crossed (errors as `start`)."""
        require(editing.actor, Action.EDIT_PLAN)
        held, _ = self.drafts.at_hand(editing)
        return {"barriers": len(held.rules.barriers)}

    def seen(self, editing: Editing, job: str) -> Mapping[str, Any]:
        """Return progress, the best so far and the answers (NotPermitted, NotFound)."""
        found = self._job(editing, job)
        return {
            "progress": found.progress,
            "best": found.best,
            "answers": [one.as_json() for one in found.answers],
            "infeasible": found.infeasible if found.failed is None else found.failed,
            "left_out": found.left_out,
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
    weight = asked.get("weight", WORKLOAD)
    if weight not in WEIGHTS:
        raise BadValue(field="weight", value=str(weight)[:20])
    return Asked(
        tolerance=_number(asked, "tolerance", _USUAL, _TOLERANCES),
        weight=weight,
        by_village=bool(asked.get("keep_villages", True)),
        has_barriers=bool(asked.get("barriers", True)),
        only=_names(asked.get("grids", ())),
        compactness=_number(asked, "compactness", 0.0, _WEIGHED),
        travel=_number(asked, "travel", 0.0, _WEIGHED),
    )


def _number(
    asked: Mapping[str, Any], name: str, usual: float, within: tuple[float, float]
) -> float:
    value = asked.get(name, usual)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not within[0] <= value <= within[1]:
        raise BadValue(field=name, value=str(value)[:20])
    return float(value)


def _names(values: object) -> tuple[str, ...]:
    return tuple(str(one) for one in values) if isinstance(values, list) else ()


def _run(job: Job, search: Search) -> None:
    def told(share: float, best: Answer | None) -> bool:
        job.progress = share
        if best is not None:
            job.best = {"max_deviation": best.max_deviation, "moved_share": best.moved_share}
        return not job.is_stopped

    try:
        _keep(job, search.run(told), search.language)
    except WanggeError as error:
        job.failed = sentence(search.language, error)
    finally:
        job.progress = 1.0


def _keep(job: Job, found: Fairer, language: Language) -> None:
    job.answers = found.answers
    refused = named_few(language, found.refused)
    if found.is_alone:
        job.infeasible = text(language, "drafts.balance_alone")
    elif not found.answers:
        job.infeasible = refused or None
    else:
        job.left_out = refused
