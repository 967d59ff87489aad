"""What who may not edit plans sees of a draft: no small count, and none that would tell one.

One rule for the panel, the history and, through `Impact.held`, the documents: it looks at all
steps of the draft, so that what is read of one after another tells no more than each alone. Land
and form are no counts of persons and stay; hours, which follow households, are rounded.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from geo.domain.codes import CellCode, GridCode
from geo.domain.kinds import Language
from geo.domain.policy import Action, Actor, is_permitted
from geo.domain.units import DAYS_PER_YEAR
from geo.messages import text
from geo.services.draft_values import Figures, GridImpact, HandOver, Impact, Violation
from geo.services.drafting.base import DraftBase
from geo.services.drafting.bundles import withheld_of
from geo.services.drafting.figures import Engine
from geo.services.drafting.handover import hand_overs, in_order
from geo.services.drafting.impact import Reckoned
from geo.services.drafting.rules import LARGE
from geo.services.drafting.session import Held
from geo.services.drafting.state import DraftState
from geo.services.small_counts.coarse import coarse_balance, coarse_figures
from geo.services.small_counts.least import is_small
from geo.services.small_counts.withheld import Withheld

_PEOPLE: Final = ("residents", "households")
_REPORTS: Final = ("incidents_year",)
Lines = frozenset[tuple[str, str]]
"""Village and 村民小组 of lines of hand-overs."""


def is_discreet(actor: Actor) -> bool:
    """Return whether small counts are held back from this actor."""
    return not is_permitted(actor.role, Action.EDIT_PLAN)


def withheld_in(held: Held) -> Withheld:
    """Return what all steps of a draft hold back, those undone included; worked out once."""
    if held.withheld is None or held.withheld[0] != held.steps:
        last = held.states.at(len(held.steps)).state
        found = withheld_of(
            held.base,
            [one.trace for one in held.summaries],
            last,
            lambda cells: _people_of(last, cells),
            lambda cells: _reports_of(held.engine, last, cells),
        )
        held.withheld = list(held.steps), found
    return held.withheld[1]


def _people_of(state: DraftState, cells: Iterable[CellCode]) -> tuple[int, int]:
    lived = [state.people[code] for code in cells]
    return (
        sum(one.residents or 0 for one in lived),
        sum(homes or 0 for one in lived for homes in one.origins.values()),
    )


def _reports_of(
    engine: Engine, state: DraftState, cells: Iterable[CellCode]
) -> tuple[float | None, float | None]:
    """Return how many reports demand is learnt from, and how many a year these are."""
    window, tallies = engine.learnt.window, engine.learnt.tallies
    if window is None or tallies is None:
        return None, None
    recent = float(tallies.of(state.incidents, cells)[-1])
    return recent, recent / window.days * DAYS_PER_YEAR


def hidden_lines(base: DraftBase, now: Reckoned, hidden: Collection[GridCode]) -> Lines:
    """Return the lines of a panel that tell of people whose counts are held back."""
    moved = (one for one in in_order(now.moved) if one.from_grid in hidden or one.to_grid in hidden)
    return frozenset(
        (one.village, one.group) for one in hand_overs(base, moved, base.group_of_cell)
    )


def discreet(
    language: Language, impact: Impact, withheld: Withheld, lines: Lines = frozenset()
) -> Impact:
    """Return what steps do without the counts of some grids; `lines` tell of their people."""
    grids = [_grid(one, withheld) for one in impact.grids]
    is_coarse = any(one.after is not None and one.after.few for one in grids)
    return replace(
        impact,
        grids=grids,
        before=coarse_balance(impact.before) if is_coarse else impact.before,
        after=coarse_balance(impact.after) if is_coarse else impact.after,
        households_moved=None if lines else impact.households_moved,
        is_few=bool(lines),
        moved=[_handed(one, lines) for one in impact.moved],
        violations=[
            _quiet(one, language, impact)
            if one.code == LARGE and one.grid in withheld.people
            else one
            for one in impact.violations
        ],
        held=withheld.people,
    )


def _handed(one: HandOver, lines: Lines) -> HandOver:
    is_held = (one.village, one.group) in lines
    return replace(one, households=None, is_few=one.households is not None) if is_held else one


def _grid(grid: GridImpact, withheld: Withheld) -> GridImpact:
    code = GridCode(grid.code)
    names = (_PEOPLE if code in withheld.people else ()) + (
        _REPORTS if code in withheld.reports else ()
    )
    if not names:
        return grid
    return replace(
        grid,
        before=_without(grid.before, [name for name in names if _is_small(grid.before, name)]),
        after=_without(grid.after, names),
    )


def _is_small(figures: Figures | None, name: str) -> bool:
    return is_small(getattr(figures, name, None))


def _without(figures: Figures | None, names: Iterable[str]) -> Figures | None:
    if figures is None:
        return None
    few = tuple(name for name in names if getattr(figures, name) is not None)
    return coarse_figures(replace(figures, few=few, **dict.fromkeys(few)))


def _quiet(one: Violation, language: Language, impact: Impact) -> Violation:
    """Return a rule that counts households in words without their number."""
    name = next((grid.name for grid in impact.grids if grid.code == one.grid), one.grid)
    return replace(one, words=text(language, "drafts.rule_large_held", grid=name))
