"""What a draft tells of its grids, its history and its refusals, in words."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from geo.domain.codes import AreaCode, GridCode
from geo.domain.errors import EditRefused, Value
from geo.domain.kinds import Language
from geo.domain.plans import Plan
from geo.messages.persons import who
from geo.services.draft_values import DraftGrid, StepLine
from geo.services.drafting.base import DraftBase
from geo.services.drafting.session import Held
from geo.services.drafting.state import DraftState
from geo.services.drafting.words import step_words
from geo.spatial import frames

_PLACE_DECIMALS = 6
_NAME_A_GRID = frozenset({"grid", "now"})


def grids_of_draft(base: DraftBase, state: DraftState) -> list[DraftGrid]:
    """Return the grids there are, by code."""
    return [
        DraftGrid(
            code=code,
            name=facts.name,
            kind=facts.kind.value if facts.kind else None,
            village=_village(base, facts.village),
            is_locked=code in state.locked,
        )
        for code, facts in sorted(state.grids.items())
    ]


def lines_of(
    language: Language,
    held: Held,
    plan: Plan,
    hidden: Collection[GridCode] = frozenset(),
    since: int = 0,
) -> Sequence[StepLine]:
    """Return the steps after the first `since` in words, those undone included.

    The people of `hidden` grids are not told.
    """
    return [
        StepLine(
            n=step.n,
            words=step_words(language, summary, not summary.between.isdisjoint(hidden)),
            by=who(language, step.actor_id),
            at=step.at,
            is_in_force=step.n <= plan.steps_in_force,
            reason=summary.override,
        )
        for step, summary in zip(held.steps[since:], held.summaries[since:], strict=True)
    ]


def placed(error: EditRefused, base: DraftBase, names: Mapping[GridCode, str]) -> EditRefused:
    """Return the refusal with names for codes and its place in degrees."""
    values: dict[str, Value] = dict(error.values)
    x_m, y_m = values.pop("x_m", None), values.pop("y_m", None)
    if isinstance(x_m, float) and isinstance(y_m, float):
        degrees = frames.storage_xy(np.array([[x_m, y_m]]), base.crs)[0]
        lon_deg, lat_deg = degrees.round(_PLACE_DECIMALS).tolist()
        values |= {"lon_deg": lon_deg, "lat_deg": lat_deg}
    for said in _NAME_A_GRID & values.keys():
        values[said] = names.get(GridCode(str(values[said])), str(values[said]))
    if "village" in values:
        village = AreaCode(str(values["village"]))
        values["village"] = _village(base, village) or str(village)
    return type(error)(error.reason, **values)


def names_in(*states: DraftState) -> Mapping[GridCode, str]:
    """Return what the grids of some states are called; a later state has the last word."""
    return {code: facts.name for one in states for code, facts in one.grids.items()}


def _village(base: DraftBase, village: AreaCode | None) -> str | None:
    return base.village_names.get(village, str(village)) if village else None
