"""What one answer of a rebalancing comes to, whether cells came from a file or from the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.services.drafting.joined import Joined
from geo.services.rebalancing_cells import Named
from geo.staffing.rebalance import Answer, AnswerKind, today
from geo.staffing.rebalance.judging import ROUNDING
from geo.staffing.rebalance.measures import deviation


@dataclass(frozen=True, slots=True)
class Line:
    """One answer in figures; `shares` go by the names of the command's answer, 0..1.

    `outside` names the groups, locked ones aside, that stay beyond the tolerance.
    """

    kind: AnswerKind
    shares: Mapping[str, float]
    ways_km: tuple[float | None, float | None]
    cells_moved: int
    groups: int
    disconnected_groups: int
    is_within: bool
    outside: tuple[str, ...]


def line_of(asked: Named, answer: Answer) -> Line:
    """Return an answer to the cells of a file."""
    problem = asked.problem
    now = today(problem)
    off = np.abs(deviation(answer.weights)) > problem.wishes.tolerance + ROUNDING
    return Line(
        kind=answer.kind,
        shares={
            "max_deviation_before": now.max_deviation,
            "max_deviation_after": answer.max_deviation,
            "cv_before": now.variation,
            "cv_after": answer.variation,
            "weight_moved_share": answer.moved_share,
            "mean_polsby_popper_before": now.compactness,
            "mean_polsby_popper_after": answer.compactness,
            "bound": answer.bound_share,
            "gap": answer.gap_share,
        },
        ways_km=(now.travel, answer.travel),
        cells_moved=answer.cells_moved,
        groups=problem.groups,
        disconnected_groups=answer.disconnected_groups,
        is_within=answer.is_within,
        outside=tuple(asked.names[place] for place in np.flatnonzero(off & ~problem.locked)),
    )


def line_of_town(answer: Joined) -> Line:
    """Return an answer to the store's grids."""
    after: Mapping[str, Any] = answer.as_json()
    before = after["before"]
    return Line(
        kind=answer.kind,
        shares={
            "max_deviation_before": before["max_deviation"],
            "max_deviation_after": after["max_deviation"],
            "cv_before": before["cv"],
            "cv_after": after["cv"],
            "weight_moved_share": after["moved_share"],
            "mean_polsby_popper_before": before["compactness"],
            "mean_polsby_popper_after": after["compactness"],
            "bound": after["bound"],
            "gap": after["gap"],
        },
        ways_km=(before["travel_km"], after["travel_km"]),
        cells_moved=after["cells"],
        groups=after["grids"],
        disconnected_groups=after["disconnected"],
        is_within=after["is_within"],
        outside=tuple(after["beyond"]),
    )
