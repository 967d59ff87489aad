"""What a grid's month is made of: the categories that weigh most, by lateness and by hours."""

from dataclasses import dataclass

import numpy as np

from geo.services.local_time import Month
from geo.services.scope import Scope
from geo.services.snapshot import Snapshot
from geo.services.trends import category_figures

USUAL_CAUSES = 3


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
    position: int,
    scope: Scope,
    count: int = USUAL_CAUSES,
) -> tuple[MainCause, ...]:
    """Return the categories with most late, then most hours, then most received."""
    chosen = scope.mask(snapshot) & (snapshot.incidents.grid == position)
    table = category_figures(snapshot, month, chosen).fillna({"hours": -1.0})
    order = ["late", "overdue_open", "hours", "received", "category"]
    worst = table.sort_values(order, ascending=[False] * 4 + [True]).head(count)
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
