"""What a grid's month is made of: the categories that weigh most, by lateness and by hours."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.services.local_time import Month
from geo.services.snapshot import Snapshot
from geo.services.trends import category_figures

USUAL_CAUSES = 3
BY_LATENESS = ("late", "overdue_open", "hours", "received")
BY_WORK = ("hours", "received", "late")
BY_OPEN = ("overdue_open", "late", "hours", "received")
BY_NUMBER = ("received", "hours", "late")


@dataclass(frozen=True, slots=True)
class MainCause:
    """One category in a grid's month; `hours` of handling are None where no norm is known."""

    category: str
    received: int
    due: int
    late: int
    overdue_open: int
    hours: float | None


def main_causes(
    snapshot: Snapshot,
    month: Month,
    chosen: NDArray[np.bool_],
    by: tuple[str, ...] = BY_LATENESS,
    count: int = USUAL_CAUSES,
) -> tuple[MainCause, ...]:
    """Return the categories of chosen incidents that weigh most, in the order of `by`."""
    table = category_figures(snapshot, month, chosen).fillna({"hours": -1.0})
    worst = table.sort_values([*by, "category"], ascending=[False] * len(by) + [True]).head(count)
    return tuple(
        MainCause(
            category=str(row["category"]),
            received=int(row["received"]),
            due=int(row["due"]),
            late=int(row["late"]),
            overdue_open=int(row["overdue_open"]),
            hours=None if row["hours"] < 0 else float(np.round(row["hours"], 1)),
        )
        for row in worst.to_dict("records")
    )
