"""Puts the suggestion together: every grid's need, the remedies, the moves and their curve."""

from collections import Counter

import numpy as np

from geo.domain.staffing import ExchangeStep, GridNeed, Move, Suggestion
from geo.staffing.actions import actions
from geo.staffing.assessment import Assessment
from geo.staffing.need import within_noise
from geo.staffing.reasons import missing, reasons
from geo.staffing.target import Target, target


def suggest(found: Assessment, headcount: int | None = None) -> Suggestion:
    """Return the advice for `headcount` persons, or for those who are there when it is None.

    Raises:
        NothingToStaff: no headcount was given and no staff is known.
        Refused: the headcount cannot give every grid its minimum.
    """
    aim = target(found, headcount)
    return Suggestion(
        headcount=aim.headcount,
        grids=_needs(found, aim),
        actions=actions(found, aim),
        moves=_moves(found, aim),
        curve=_curve(found, aim),
    )


def _needs(found: Assessment, aim: Target) -> tuple[GridNeed, ...]:
    noise = within_noise(found.needed, aim.fte_before)
    return tuple(_need(found, aim, place, bool(noise[place])) for place in range(len(noise)))


def _need(found: Assessment, aim: Target, place: int, is_within_noise: bool) -> GridNeed:
    town, needed, have = found.town, found.needed, found.capacity
    known = {c: float(h[place]) for c, h in found.work.hours.items() if not np.isnan(h[place])}
    return GridNeed(
        code=town.codes[place],
        name=town.names[place],
        parts=known,
        missing=missing(found, place),
        workload_h_week=sum(known.values()),
        fte_needed=float(needed.fte[place]),
        fte_interval=(float(needed.low[place]), float(needed.high[place])),
        staff_now=None if have is None else float(have.persons[place]),
        staff_suggested=float(aim.persons[place]),
        is_within_noise=is_within_noise,
        reasons=reasons(found, aim, place),
        fte_now=None if have is None else float(have.fte[place]),
        fte_suggested=float(aim.fte_after[place]),
    )


def _moves(found: Assessment, aim: Target) -> tuple[Move, ...]:
    pairs = Counter((step.giver, step.taker) for step in aim.steps[: aim.advised])
    codes = found.town.codes
    return tuple(Move(codes[giver], codes[taker], n) for (giver, taker), n in pairs.items())


def _curve(found: Assessment, aim: Target) -> tuple[ExchangeStep, ...]:
    codes, hours = found.town.codes, float(found.work.total_h.sum())
    return tuple(
        ExchangeStep(
            k=k,
            from_grid=codes[step.giver],
            to_grid=codes[step.taker],
            load_h_week=step.cost_after_h2 / hours,
            is_advised=k <= aim.advised,
        )
        for k, step in enumerate(aim.steps, start=1)
    )
