"""Figures a grouping is shown with: from a problem and labels to an answer."""

from dataclasses import dataclass

import numpy as np

from geo.staffing.rebalance.answer import Answer, AnswerKind
from geo.staffing.rebalance.measures import compactness, deviation, moved_share, variation
from geo.staffing.rebalance.pieces import pieces
from geo.staffing.rebalance.problem import Problem
from geo.staffing.rebalance.travel import mean_way_km
from geo.staffing.town import Bools, Floats, Ints

ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Today:
    """Figures of the grouping in force: largest deviation, CV, mean Polsby–Popper, mean way."""

    max_deviation: float
    variation: float
    compactness: float
    travel: float | None = None


def today(problem: Problem) -> Today:
    """Return the figures of the grouping that a problem starts from."""
    weights = problem.weights_of(problem.group)
    shapes = compactness(problem.ground, problem.group, problem.groups)
    return Today(
        max_deviation=float(np.abs(deviation(weights)).max()),
        variation=variation(weights),
        compactness=float(np.nanmean(shapes)),
        travel=mean_way_km(problem, problem.group),
    )


def answer_of(problem: Problem, group: Ints, kind: AnswerKind, bound_share: float) -> Answer:
    """Return the figures of one grouping."""
    weights, moved = problem.weights_of(group), moved_share(problem, group)
    off = np.abs(deviation(weights))
    return Answer(
        kind=kind,
        group=group,
        weights=weights,
        is_within=is_within(problem, weights),
        moved_share=moved,
        cells_moved=int((group != problem.group).sum()),
        max_deviation=float(off.max()),
        variation=variation(weights),
        compactness=float(np.nanmean(compactness(problem.ground, group, problem.groups))),
        torn_groups=torn_groups(problem, group),
        disconnected_groups=int((pieces(problem.ground, group, problem.groups) > 1).sum()),
        bound_share=bound_share,
        gap_share=gap_share(moved, bound_share),
        is_noise=_is_noise(problem, off),
        travel=mean_way_km(problem, group),
    )


def is_within(problem: Problem, weights: Floats) -> bool:
    """Return whether every group that is not locked is inside the tolerance."""
    off = np.abs(deviation(weights))[~problem.locked]
    return bool((off <= problem.wishes.tolerance + ROUNDING).all())


def torn_groups(problem: Problem, group: Ints) -> tuple[int, ...]:
    """Return the groups in more pieces than today, over all borders or over open ones alone."""
    torn = np.zeros(problem.groups, bool)
    for over in (None, ~problem.ground.is_barred):
        before = pieces(problem.ground, problem.group, problem.groups, over)
        torn |= pieces(problem.ground, group, problem.groups, over) > before
    return tuple(np.flatnonzero(torn).tolist())


def gap_share(moved: float, bound: float) -> float:
    """Return (moved − bound) ÷ moved: 0 where the answer is proved to be the least."""
    return (moved - bound) / moved if moved - bound > ROUNDING else 0.0


def _is_noise(problem: Problem, off: Floats) -> Bools:
    if problem.noise_share is None:
        return np.zeros(problem.groups, bool)
    return np.asarray(off <= problem.noise_share)
