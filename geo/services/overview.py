"""What the overview shows of a month, put together from indicators, ranking, trends, staffing."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geo.domain.errors import NothingToStaff
from geo.domain.policy import Action, Actor, is_permitted
from geo.domain.records import Decision
from geo.domain.staffing import ActionKind, ArithmeticLine, GridNeed, StaffingAction, Suggestion
from geo.services.decisions import Decisions
from geo.services.grid_card import GridCard, GridCards
from geo.services.indicators import Indicators, MonthFigures
from geo.services.local_time import Month
from geo.services.ranked_figures import RankedBy
from geo.services.ranking import Ranking, Rankings
from geo.services.scope import Scope
from geo.services.suggestions import Suggestions
from geo.services.trends import Trends


@dataclass(frozen=True, slots=True)
class StaffingGap:
    """The town's need against its staff, in full-time workers.

    `interval` sums the grids' bounds; `droppable_fte` is what dropping tasks alone would save.
    """

    needed_fte: float
    present_fte: float
    interval: tuple[float, float]
    droppable_fte: float

    @property
    def gap_fte(self) -> float:
        """Return how many full-time workers are missing (negative: to spare)."""
        return self.needed_fte - self.present_fte


@dataclass(frozen=True, slots=True)
class Overview:
    """One month of the town. `gap` is None where staff is unknown or withheld from the actor."""

    figures: MonthFigures
    ranking: Ranking
    series: pd.DataFrame
    gap: StaffingGap | None


@dataclass(frozen=True, slots=True)
class GridView:
    """One grid with what it needs; staffing parts are empty where unknown or withheld."""

    card: GridCard
    need: GridNeed | None
    actions: tuple[StaffingAction, ...]
    arithmetic: tuple[ArithmeticLine, ...]
    decided: Mapping[str, Decision]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Overviews:
    """Answers with the overview of a month and of one grid."""

    indicators: Indicators
    rankings: Rankings
    trends: Trends
    suggestions: Suggestions
    cards: GridCards
    decisions: Decisions

    def town(
        self,
        actor: Actor,
        month: Month | None,
        scope: Scope,
        ranked_by: RankedBy,
        count: int,
    ) -> Overview:
        """Return the town's month with its `count` worst grids.

        Raises:
            NotPermitted: the actor may not look at the map or at what the ranking is made of.
        """
        advice = self.advice(actor)
        return Overview(
            figures=self.indicators.month(actor, month, scope),
            ranking=self.rankings.ranked(actor, ranked_by, month, scope, count),
            series=self.trends.monthly(actor, scope, shown=month),
            gap=_gap(advice) if advice else None,
        )

    def grid(self, actor: Actor, code: str, month: Month | None) -> GridView:
        """Return one grid's card with need, remedies, arithmetic and what was decided.

        Raises:
            NotPermitted: the actor may not look at the map.
            NotFound: no grid goes by this code.
        """
        card = self.cards.card(actor, code, month)
        advice = self.advice(actor)
        if advice is None:
            return GridView(card, None, (), (), {}, {})
        return GridView(
            card=card,
            need=next((need for need in advice.grids if need.code == card.grid.code), None),
            actions=tuple(one for one in advice.actions if one.grid == card.grid.code),
            arithmetic=self.suggestions.arithmetic(actor, card.grid.code),
            decided=self.decisions.latest(actor),
            names={str(need.code): need.name for need in advice.grids},
        )

    def advice(self, actor: Actor) -> Suggestion | None:
        """Return the staffing advice, None where staff is unknown or withheld from the actor."""
        if not is_permitted(actor.role, Action.VIEW_STAFFING):
            return None
        try:
            return self.suggestions.suggest(actor)
        except NothingToStaff:
            return None


def _gap(advice: Suggestion) -> StaffingGap | None:
    present = [need.fte_now for need in advice.grids if need.fte_now is not None]
    needed = sum(need.fte_needed for need in advice.grids)
    if not present or not needed:
        return None
    hours_each = sum(need.workload_h_week for need in advice.grids) / needed
    dropped = [one.hours_week for one in advice.actions if one.kind is ActionKind.DROP_TASK]
    return StaffingGap(
        needed_fte=needed,
        present_fte=sum(present),
        interval=(
            sum(need.fte_interval[0] for need in advice.grids),
            sum(need.fte_interval[1] for need in advice.grids),
        ),
        droppable_fte=sum(dropped) / hours_each if hours_each else 0.0,
    )
