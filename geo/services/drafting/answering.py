"""What an editor is told after a step: what changed, in shapes, words and figures."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.domain.codes import GridCode
from geo.domain.plans import Plan
from geo.messages import text
from geo.ports.store import Reading
from geo.services.draft_values import Applied, Editing, Impact, StepLine
from geo.services.drafting import shapes
from geo.services.drafting.discretion import discreet, hidden_lines, is_discreet, withheld_in
from geo.services.drafting.impact import Reckoned, impact_of
from geo.services.drafting.session import Held
from geo.services.drafting.telling import grids_of_draft, lines_of
from geo.services.drafting.totals import totals_between
from geo.services.plan_conflicts import is_moved_on, plan_in_force

_TAIL = 12
_MS_PER_S = 1_000.0


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells one editor of one draft; `started` is when he asked, on the performance counter."""

    reading: Reading
    editing: Editing
    held: Held
    plan: Plan
    started: float = 0.0

    def impact(self, now: Reckoned) -> Impact:
        """Return what the steps in force do, as far as this actor may see it."""
        base, language = self.held.base, self.editing.language
        found = impact_of(base, self.held.states.first, now, language)
        is_quiet = is_discreet(self.editing.actor)
        totals = totals_between(self.held.states.first.sums, now.sums, is_quiet=is_quiet)
        found = replace(found, totals=totals)
        if not is_quiet:
            return found
        lines = hidden_lines(base, now, self._hidden)
        return discreet(language, found, withheld_in(self.held), lines)

    def lines(self, since: int = 0) -> Sequence[StepLine]:
        """Return the steps after the first `since` in words, those undone included."""
        return lines_of(self.editing.language, self.held, self.plan, self._hidden, since)

    @property
    def _hidden(self) -> frozenset[GridCode]:
        """Return the grids whose people are held back from this actor."""
        if not is_discreet(self.editing.actor):
            return frozenset()
        return withheld_in(self.held).people

    def outdated(self) -> str:
        """Return, in words, that boundaries changed under the draft; empty where they did not."""
        if self.plan.result_set is not None or not is_moved_on(self.reading, self.plan):
            return ""
        other = plan_in_force(self.reading)
        key = "drafts.outdated_by" if other else "drafts.outdated"
        said = text(self.editing.language, key, plan=other.title if other else "")
        if is_discreet(self.editing.actor):
            return said
        return text(self.editing.language, "drafts.outdated_go", said=said)

    def told(self, before: Reckoned, now: Reckoned) -> Applied:
        """Return what lies between two states of the draft."""
        touched, removed = shapes.changed(before.state, now.state)
        has_other_grids = before.state.grids is not now.state.grids
        has_other_grids |= before.state.locked != now.state.locked
        return Applied(
            step=self.plan.steps_in_force,
            steps_total=len(self.held.steps),
            features=shapes.features(now.state, touched),
            removed=removed,
            locked=sorted(now.state.locked),
            history_tail=self.lines(since=max(self.plan.steps_in_force - _TAIL, 0)),
            impact=self.impact(now),
            server_ms=(time.perf_counter() - self.started) * _MS_PER_S,
            grids=grids_of_draft(self.held.base, now.state) if has_other_grids else None,
            revision=self.plan.revision,
            outdated=self.outdated(),
        )

    def whole(self, now: Reckoned) -> Applied:
        """Return all there is, for who stands at a revision that is no more known."""
        return replace(
            self.told(self.held.states.first, now),
            features=shapes.features(now.state, now.state.partition.codes),
            grids=grids_of_draft(self.held.base, now.state),
            is_whole=True,
        )
