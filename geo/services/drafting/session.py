"""One draft as this process holds it: its steps and states, renewed from the store."""

from collections.abc import Sequence
from dataclasses import InitVar, dataclass, field

from geo.domain.plans import Plan, PlanStep
from geo.services.drafting.base import DraftBase
from geo.services.drafting.figures import Engine, engine_of
from geo.services.drafting.impact import Reckoned, first_reckoned, next_reckoned
from geo.services.drafting.points import points_of
from geo.services.drafting.rules import RuleBook
from geo.services.drafting.state import described_grids, first_state, grids_of, next_state
from geo.services.drafting.states import States
from geo.services.drafting.words import StepSummary, summary_of
from geo.services.small_counts.withheld import Withheld

_KEPT_REVISIONS = 12


@dataclass(slots=True)
class Held:
    """A draft's steps with what each did in words, and its states.

    `by_revision` remembers which state a revision showed, for those who have not seen the last;
    `withheld` which counts are held back, with the steps that this was worked out for.
    """

    base: DraftBase
    engine: Engine
    rules: RuleBook
    first: InitVar[Reckoned]
    states: States = field(init=False)
    steps: list[PlanStep] = field(default_factory=list)
    summaries: list[StepSummary] = field(default_factory=list)
    by_revision: dict[int, Reckoned] = field(default_factory=dict)
    revision: int = -1
    withheld: tuple[list[PlanStep], Withheld] | None = None

    def __post_init__(self, first: Reckoned) -> None:
        self.states = States(first, lambda n, before: self._done(self.steps[n - 1], before)[0])

    def renew(self, plan: Plan, steps: Sequence[PlanStep]) -> None:
        """Bring the states to what the store says, those of undone steps included."""
        same = _common(self.steps, steps)
        del self.steps[same:], self.summaries[same:]
        self.states.cut(same + 1)
        for step in steps[same:]:
            self.take(step, self.after(step))
        self.remember(plan)

    def after(self, step: PlanStep) -> tuple[Reckoned, StepSummary]:
        """Return the state that a step makes of the one before it, and what it did.

        Raises:
            EditRefused, NotFound: the edit cannot be made.
        """
        return self._done(step, self.states.at(step.n - 1))

    def take(self, step: PlanStep, made: tuple[Reckoned, StepSummary]) -> None:
        """Put a step and its state behind those before it; what stood there goes."""
        place = step.n - 1
        del self.steps[place:], self.summaries[place:]
        self.steps.append(step)
        self.summaries.append(made[1])
        self.states.put(step.n, made[0])

    def remember(self, plan: Plan) -> Reckoned:
        """Return the state in force, remembered under the plan's revision."""
        self.revision = plan.revision
        now = self.states.at(plan.steps_in_force)
        self.by_revision[plan.revision] = now
        while len(self.by_revision) > _KEPT_REVISIONS:
            del self.by_revision[min(self.by_revision)]
        return now

    def _done(self, step: PlanStep, before: Reckoned) -> tuple[Reckoned, StepSummary]:
        state, done = next_state(self.base, before.state, step.edit, step.override)
        changed = grids_of(done, before.state.partition) | described_grids(step.edit)
        now = next_reckoned(self.engine, self.rules, before, state, changed)
        return now, summary_of(before.state, state, step.edit, done, step.override)


def held_of(base: DraftBase, rules: RuleBook) -> Held:
    """Return a draft before any step, its figures worked out."""
    state = first_state(base, points_of(base))
    engine = engine_of(base, state)
    return Held(base, engine, rules, first_reckoned(engine, state))


def _common(ours: Sequence[PlanStep], theirs: Sequence[PlanStep]) -> int:
    """Return how many steps from the first on are the same."""
    for place, (one, other) in enumerate(zip(ours, theirs, strict=False)):
        if one != other:
            return place
    return min(len(ours), len(theirs))
