"""What the staffing page asks: the advice for a headcount, its sums, and what was decided on it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from geo.domain.codes import GridCode
from geo.domain.errors import NothingToStaff
from geo.domain.policy import Action, Actor, require
from geo.domain.records import Decision
from geo.domain.staffing import ArithmeticLine, Cause, GridNeed, StaffingAction, Suggestion
from geo.services.decisions import Decisions
from geo.services.snapshot import Snapshot
from geo.services.suggestions import Suggestions


@dataclass(frozen=True, slots=True)
class TownStaffing:
    """The advice and the decisions on it.

    `is_assumed` tells that no staff is known and no headcount was asked for, so that the need
    itself stands in as one; `is_shared_out` that a headcount is dealt out anew, each person worth
    the present mean, instead of looking at those who are there.
    """

    advice: Suggestion
    decisions: Sequence[Decision]
    is_assumed: bool
    is_shared_out: bool

    @property
    def names(self) -> Mapping[str, str]:
        """Return the name of each grid by its code; the code where it has none."""
        return {str(need.code): need.name or str(need.code) for need in self.advice.grids}

    @property
    def needed_fte(self) -> float:
        """Return the full-time workers all grids need."""
        return sum(need.fte_needed for need in self.advice.grids)

    @property
    def interval(self) -> tuple[float, float]:
        """Return the sums of the grids' bounds: the town's own interval is narrower."""
        low = sum(need.fte_interval[0] for need in self.advice.grids)
        return low, sum(need.fte_interval[1] for need in self.advice.grids)

    @property
    def present_fte(self) -> float | None:
        """Return the full-time workers there are, None where no staff is known."""
        known = [need.fte_now for need in self.advice.grids if need.fte_now is not None]
        return sum(known) if known else None

    @property
    def planned_fte(self) -> float:
        """Return the full-time workers that the headcount of the advice is worth."""
        return sum(need.fte_suggested for need in self.advice.grids)

    @property
    def person_fte(self) -> float:
        """Return what one person of the advice's headcount is worth."""
        return self.planned_fte / self.advice.headcount

    @property
    def present_persons(self) -> float | None:
        """Return the persons there are, None where no staff is known."""
        known = [need.staff_now for need in self.advice.grids if need.staff_now is not None]
        return sum(known) if known else None

    @property
    def within_noise(self) -> int:
        """Return how many grids' difference lies inside the noise."""
        return sum(need.is_within_noise for need in self.advice.grids)

    @property
    def hours_by_cause(self) -> Mapping[Cause, float]:
        """Return the hours a week of all grids, most first."""
        causes = {cause for need in self.advice.grids for cause in need.parts}
        sums = {c: sum(need.parts.get(c, 0.0) for need in self.advice.grids) for c in causes}
        return dict(sorted(sums.items(), key=lambda part: -part[1]))

    @property
    def missing(self) -> Mapping[str, int]:
        """Return how many grids lack each input that is unknown."""
        names = [name for need in self.advice.grids for name in need.missing]
        return {name: names.count(name) for name in dict.fromkeys(names)}

    @property
    def decided(self) -> Mapping[str, Decision]:
        """Return the newest decision on each action, by the action's key."""
        return {decision.subject: decision for decision in reversed(self.decisions)}

    def have_fte(self, need: GridNeed) -> float | None:
        """Return the full-time workers a grid has, or would get; None where unknown."""
        if self.is_assumed:
            return None
        return need.fte_suggested if self.is_shared_out else need.fte_now

    def balance_fte(self, need: GridNeed) -> float | None:
        """Return what a grid has less what it needs: negative where short, None where unknown."""
        have = self.have_fte(need)
        return None if have is None else have - need.fte_needed

    def grid(self, code: str) -> GridNeed | None:
        """Return one grid's need, None when no grid goes by this code."""
        return next((need for need in self.advice.grids if need.code == code), None)

    def actions_for(self, code: str) -> tuple[StaffingAction, ...]:
        """Return the remedies for one grid in the order they are considered."""
        return tuple(action for action in self.advice.actions if action.grid == code)


@dataclass(frozen=True, slots=True)
class StaffingDesk:
    """Answers with the advice and its decisions."""

    current: Callable[[], Snapshot]
    suggestions: Suggestions
    decisions: Decisions

    def town(self, actor: Actor, headcount: int | None = None) -> TownStaffing:
        """Return the advice for a headcount, or for the present staff; else for the need itself.

        Raises:
            NotPermitted: the actor may not see staffing.
            Refused: the headcount cannot give every grid its minimum.
        """
        require(actor, Action.VIEW_STAFFING)
        try:
            advice, is_assumed = self.suggestions.suggest(actor, headcount), False
        except NothingToStaff:
            enough = self.suggestions.headcount_needed(actor)
            advice, is_assumed = self.suggestions.suggest(actor, enough), True
        return TownStaffing(
            advice, self.decisions.listed(actor), is_assumed, is_assumed or headcount is not None
        )

    def arithmetic(self, actor: Actor, code: str) -> tuple[ArithmeticLine, ...]:
        """Return the lines of one grid's arithmetic (NotPermitted, NotFound)."""
        return self.suggestions.arithmetic(actor, GridCode(code))
