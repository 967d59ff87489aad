"""What coming into force would do, before it does: conflicts, rules, codes, workers, grids."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from geo.domain.codes import GridCode
from geo.domain.plans import Plan
from geo.domain.policy import Action, require
from geo.ports.store import Store
from geo.services.draft_values import DraftView, Editing, GridImpact, Impact, Violation
from geo.services.drafting.standing import Standing
from geo.services.plan_conflicts import (
    GridConflict,
    Publication,
    conflicts,
    is_moved_on,
    publications_since,
)
from geo.services.plan_numbering import Numbered, Tie, numbered, tied_anew
from geo.services.plan_shapes import Carried, carried

_MOST_KEPT = 8
_Key = tuple[object, ...]
"""What an answer rests on: the plan's revision, all layers, settings, and who sees it."""


@dataclass(frozen=True, slots=True)
class NewGrid:
    """A grid that the plan made: its code in the draft, the one it would get, its name."""

    provisional: GridCode
    code: GridCode
    name: str


@dataclass(frozen=True, slots=True)
class BaseConflict:
    """Boundaries changed since the plan was begun: who published, which grids, which are its own.

    `grids` may be empty: the layers were written anew and say the same.
    """

    publications: Sequence[Publication]
    grids: Sequence[GridConflict]
    touched: frozenset[str]


@dataclass(frozen=True, slots=True)
class PublishPreview:
    """What would come of a plan if it came into force now; nothing is written.

    Codes, workers and shapes are worked out where nothing stops the plan alone; `names` are those
    of all grids before and after, by code.
    """

    impact: Impact
    is_changed: bool
    conflict: BaseConflict | None
    made: Sequence[NewGrid] = ()
    cells_made: int = 0
    retired_grids: Sequence[GridCode] = ()
    cells_retired: int = 0
    ties: Sequence[Tie] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    shapes: Carried | None = None

    @property
    def blocking(self) -> Sequence[Violation]:
        """Return the rules that stop it."""
        return [one for one in self.impact.violations if one.blocks]

    @property
    def warning(self) -> Sequence[Violation]:
        """Return the rules that it breaks and that do not stop it."""
        return [one for one in self.impact.violations if not one.blocks]

    @property
    def is_ready(self) -> bool:
        """Return whether nothing stops it but the chain."""
        return self.is_changed and self.conflict is None and not self.blocking


@dataclass(frozen=True, slots=True)
class PublishPreviews:
    """Looks ahead for the plans of one store; a few answers are kept while nothing changes."""

    store: Store
    standing: Callable[[str], Standing]
    opened: Callable[[Editing], DraftView]
    _kept: dict[_Key, PublishPreview] = field(default_factory=dict)

    def seen(self, editing: Editing) -> PublishPreview:
        """Return what coming into force would do to today's boundaries.

        Raises:
            NotPermitted: the actor may not see plans.
            NotFound: there is no such plan.
            NotAPartition: its base is none.
        """
        require(editing.actor, Action.VIEW_PLANS)
        plan = self.store.plans.plan(editing.plan_id)
        key = self._key(editing, plan)
        if (kept := self._kept.get(key)) is not None:
            return kept
        while len(self._kept) >= _MOST_KEPT:
            self._kept.pop(next(iter(self._kept)), None)
        return self._kept.setdefault(key, self._worked_out(editing, plan))

    def _key(self, editing: Editing, plan: Plan) -> _Key:
        revisions = tuple(sorted(self.store.layers.revisions().items()))
        seen = editing.actor.role, editing.language
        return (plan.id, plan.revision, *seen, self.store.settings_revision(), revisions)

    def _worked_out(self, editing: Editing, plan: Plan) -> PublishPreview:
        impact = self.opened(editing).impact
        standing = self.standing(plan.id)
        if is_moved_on(self.store, plan):
            own = frozenset(one.code for one in impact.grids)
            found = conflicts(self.store, plan)
            conflict = BaseConflict(publications_since(self.store, plan), found, own)
            return PublishPreview(impact, standing.is_changed, conflict)
        made = numbered(self.store, standing)
        ahead = _ahead(impact, standing, made, tied_anew(self.store, made, standing))
        return replace(ahead, shapes=carried(self.store, made, standing))


def _ahead(
    impact: Impact, standing: Standing, made: Numbered, ties: Sequence[Tie]
) -> PublishPreview:
    facts = standing.state.grids
    grids_before = {str(code) for code in standing.base.grids}
    retired_grids = [GridCode(code) for code in made.retired if code in grids_before]
    return PublishPreview(
        impact=impact,
        is_changed=standing.is_changed,
        conflict=None,
        made=[NewGrid(old, new, facts[old].name) for old, new in made.grid_codes.items()],
        cells_made=len(made.cell_codes),
        retired_grids=retired_grids,
        cells_retired=len(made.retired) - len(retired_grids),
        ties=ties,
        names=_names(standing, made),
    )


def _names(standing: Standing, made: Numbered) -> dict[str, str]:
    before = {str(code): one.name for code, one in standing.base.grids.items()}
    now = {
        str(made.grid_codes.get(code, code)): one.name for code, one in standing.state.grids.items()
    }
    return before | now


def changed_grids(impact: Impact) -> Sequence[GridImpact]:
    """Return the grids whose range changes, those most affected first by households."""
    return sorted(impact.grids, key=lambda one: -abs(_difference(one)))


def _difference(grid: GridImpact) -> float:
    before = grid.before.households if grid.before else None
    after = grid.after.households if grid.after else None
    return (after or 0.0) - (before or 0.0)
