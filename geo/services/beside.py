"""Two months, or two measures, beside each other: where they differ most, and whether by chance.

A difference counts as clear where chance alone would bring it about in fewer than 5 of 100 cases:
counts against each other (Przyborowski & Wilenski 1940, by its normal approximation), overdue
shares by the pooled test of two shares, both with the correction of Yates (1934), so that a few
cases prove nothing. Where a measure is no count it is not judged.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.policy import Actor
from geo.services.grid_figures import share
from geo.services.indicators import timeline
from geo.services.local_time import Month
from geo.services.measures import Measure, Measures
from geo.services.monthly import monthly_counts, overdue_by_month
from geo.services.scope import Scope
from geo.services.snapshot import Snapshot

CLEAR_Z = 1.96
_YEAR = 12
_COUNTED = {
    Measure.INCIDENTS: "received",
    Measure.INCIDENTS_PER_100_HOUSEHOLDS: "received",
    Measure.OVERDUE_OPEN: "overdue_open",
}

Values = NDArray[np.float64]


class Beside(StrEnum):
    """What stands on the right of the page's month and measure; the values are those of a URL."""

    MONTH = "month"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two maps shows."""

    measure: Measure
    month: Month


@dataclass(frozen=True, slots=True)
class Besides:
    """Answers with the grids in which two sides differ most."""

    current: Callable[[], Snapshot]
    measures: Measures

    def usual_month(self, actor: Actor, month: Month) -> Month | None:
        """Return the same month a year before, else the one before, None where neither is known.

        Raises:
            NotPermitted: the actor may not look at the map.
        """
        known = self.other_months(actor, month)
        return next(
            (one for one in (month.shifted(-_YEAR), month.shifted(-1)) if one in known), None
        )

    def other_months(self, actor: Actor, month: Month) -> tuple[Month, ...]:
        """Return the months that one may stand beside, newest first (raises as the measures)."""
        self.measures.permitted(actor)
        return tuple(one for one in reversed(timeline(self.current())) if one != month)

    def changes(
        self, actor: Actor, left: Side, right: Side, scope: Scope, count: int
    ) -> pd.DataFrame:
        """Return the `count` grids that changed most from the right month to the left one.

        Columns: code, name, left, right, change (left − right, in the measure's unit), is_clear
        (True, False, NA where it is not judged). Clear ones come first, then by size; grids of
        which a side is unknown, and those that did not change, are left out.

        Raises:
            NotPermitted: the actor may not see what the measure is made of.
        """
        table = self._sides(actor, left, right, scope)
        table["change"] = table["left"] - table["right"]
        z = _z(self.current(), left.measure, (left.month, right.month), scope)
        table["is_clear"] = pd.array([None] * len(table) if z is None else z > CLEAR_Z, "boolean")
        changed = table[table["change"].notna() & (table["change"] != 0)]
        order = [~changed["is_clear"].fillna(False).astype(bool), -changed["change"].abs()]
        return changed.iloc[np.lexsort((order[1], order[0]))].head(count).reset_index(drop=True)

    def partings(
        self, actor: Actor, left: Side, right: Side, scope: Scope, count: int
    ) -> pd.DataFrame:
        """Return the `count` grids that stand farthest apart in the order of the two measures.

        Columns: code, name, left, right, left_rank, right_rank (1 is the highest value; equal
        values share the highest rank of theirs, and count as the middle one when it is asked how
        far apart two ranks are). Left out are grids of which a side is unknown, and those that
        are lowest in both.

        Raises:
            NotPermitted: the actor may not see what a measure is made of.
        """
        known = self._sides(actor, left, right, scope).dropna(subset=["left", "right"])
        values = known[["left", "right"]]
        ranks = values.rank(method="min", ascending=False).astype(int)
        middle = values.rank(ascending=False)
        known[["left_rank", "right_rank"]] = ranks
        apart = (middle["left"] - middle["right"]).abs()
        is_lowest = (values == values.min()).all(axis=1)
        kept = apart[(apart > 0) & ~is_lowest].sort_values(ascending=False, kind="stable")
        return known.loc[kept.index[:count]].reset_index(drop=True)

    def _sides(self, actor: Actor, left: Side, right: Side, scope: Scope) -> pd.DataFrame:
        grids = self.current().grids
        found = {
            name: self.measures.of(actor, side.measure, side.month, scope)
            for name, side in (("left", left), ("right", right))
        }
        values = {name: one.values for name, one in found.items()}  # noqa: PD011  (no frame)
        names = grids["name"].fillna(grids["code"])
        return pd.DataFrame({"code": grids["code"].to_numpy(), "name": names.to_numpy(), **values})


def _z(
    snapshot: Snapshot, measure: Measure, months: tuple[Month, Month], scope: Scope
) -> Values | None:
    """Return by grid how many standard errors two months differ, None where it is not judged."""
    if measure is Measure.OVERDUE_SHARE:
        return _z_of_shares(snapshot, months, scope)
    counted = _COUNTED.get(measure)
    if counted is None:
        return None
    one, other = (_counts(snapshot, counted, month, scope) for month in months)
    return _over(np.abs(one - other) - 1, np.sqrt(one + other))


def _counts(snapshot: Snapshot, counted: str, month: Month, scope: Scope) -> Values:
    chosen = scope.mask(snapshot)
    if counted == "overdue_open":
        return overdue_by_month(snapshot, (month,), chosen)[0, :-1].astype(float)
    return monthly_counts(snapshot, (month,), chosen).received[0, :-1].astype(float)


def _z_of_shares(snapshot: Snapshot, months: tuple[Month, Month], scope: Scope) -> Values:
    chosen = scope.mask(snapshot)
    counts = [monthly_counts(snapshot, (month,), chosen) for month in months]
    late = np.array([one.late[0, :-1] for one in counts], float)
    due = np.array([one.due[0, :-1] for one in counts], float)
    pooled, each = (
        share(late.sum(axis=0), due.sum(axis=0)),
        share(np.ones_like(due), due).sum(axis=0),
    )
    error = np.sqrt(pooled * (1 - pooled) * each)
    return _over(np.abs(np.diff(share(late, due), axis=0)[0]) - each / 2, error)


def _over(difference: Values, error: Values) -> Values:
    """Return the ratio; 0 where there is no error to measure by."""
    ratio = np.divide(difference, error, out=np.zeros_like(difference), where=error > 0)
    return np.nan_to_num(ratio)
