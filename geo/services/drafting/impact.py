"""What all steps of a draft do, against its base: grids before and after, the town, the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from geo.domain.codes import GridCode
from geo.domain.kinds import Language
from geo.messages import text
from geo.services.balance import balance_of
from geo.services.draft_values import Balance, Figures, GridImpact, Impact, Violation
from geo.services.drafting.base import DraftBase
from geo.services.drafting.figures import Engine, figures_of
from geo.services.drafting.handed import Handed, groups_together, handed_into, households_of
from geo.services.drafting.handover import Moved, moved_into
from geo.services.drafting.rules import Broken, RuleBook
from geo.services.drafting.state import DraftState
from geo.services.drafting.totals import Sums, sums_of
from geo.spatial import frames

_PLACE_DECIMALS = 6


@dataclass(frozen=True, slots=True, eq=False)
class Reckoned:
    """A state with the figures of every grid, and what touched ones break and hold of others'.

    `handed` sums up what `moved` names cell by cell; `balance` is how even the work is, `sums` what
    the figures come to.
    """

    state: DraftState
    figures: Mapping[GridCode, Figures]
    balance: Balance
    sums: Sums
    broken: tuple[Broken, ...] = ()
    moved: Mapping[GridCode, tuple[Moved, ...]] = field(default_factory=dict)
    handed: Mapping[GridCode, Handed] = field(default_factory=dict)


def first_reckoned(engine: Engine, state: DraftState) -> Reckoned:
    """Return the state before any step with all its figures."""
    grids = tuple(code for code in state.partition.members if code)
    figures = figures_of(engine, state, grids)
    return Reckoned(state, figures, _balance(state, figures), sums_of(figures.values()))


def next_reckoned(
    engine: Engine,
    rules: RuleBook,
    before: Reckoned,
    state: DraftState,
    changed: frozenset[GridCode],
) -> Reckoned:
    """Return a state after a step: what concerns the grids it changed is worked out anew."""
    there = tuple(code for code in sorted(changed) if code in state.partition.members and code)
    new = figures_of(engine, state, there)
    gone = sums_of(before.figures[code] for code in changed if code in before.figures)
    figures = {**before.figures, **new}
    for code in changed - state.partition.members.keys():
        figures.pop(code, None)
    kept = [one for one in before.broken if one.grid not in changed]
    moved = moved_into(engine.base, state, changed)
    return Reckoned(
        state=state,
        figures=figures,
        balance=_balance(state, figures),
        sums=before.sums - gone + sums_of(new.values()),
        broken=(*kept, *rules.broken(state, there)),
        moved={**before.moved, **moved},
        handed={**before.handed, **handed_into(engine.base, state, moved)},
    )


def impact_of(base: DraftBase, first: Reckoned, now: Reckoned, language: Language) -> Impact:
    """Return what the steps do, rules in words."""
    names = _names(first, now)
    touched = sorted(now.state.touched)
    return Impact(
        grids=[
            GridImpact(code, names[code], first.figures.get(code), now.figures.get(code))
            for code in touched
        ],
        before=first.balance,
        after=now.balance,
        households_moved=households_of(now.handed.values()),
        moved=groups_together(now.handed.values()),
        is_estimated=any(one.is_estimated for one in now.handed.values()),
        violations=_worded(base, now.broken, names, language),
    )


def _balance(state: DraftState, figures: Mapping[GridCode, Figures]) -> Balance:
    """Return how even the work of a state is, and its form."""
    return balance_of(figures, {code: facts.kind for code, facts in state.grids.items()})


def _names(first: Reckoned, now: Reckoned) -> Mapping[GridCode, str]:
    facts = {**first.state.grids, **now.state.grids}
    grids = now.state.touched | {one.grid for one in now.broken}
    return {code: facts[code].name if code in facts else str(code) for code in grids}


def _worded(
    base: DraftBase, broken: Sequence[Broken], names: Mapping[GridCode, str], language: Language
) -> list[Violation]:
    corners = np.array([one.bounds for one in broken]).reshape(-1, 2)
    boxes = frames.storage_xy(corners, base.crs).round(_PLACE_DECIMALS).reshape(-1, 4)
    return [
        Violation(
            code=one.rule,
            grid=one.grid,
            words=text(
                language, f"drafts.rule_{one.rule}", grid=names[one.grid], amount=one.amount
            ),
            blocks=one.blocks,
            bbox=(west, south, east, north),
        )
        for one, (west, south, east, north) in zip(broken, boxes.tolist(), strict=True)
    ]
