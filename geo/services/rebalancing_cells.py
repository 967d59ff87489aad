"""Cells with codes and named groups as a rebalancing problem, and its answers in those names."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from geo.domain.errors import BadValue, CannotBalance, NotFound
from geo.messages.numbers import bare
from geo.staffing.rebalance import (
    NO_UNIT,
    Answer,
    Ground,
    Problem,
    Progress,
    Wishes,
    obstacles,
)
from geo.staffing.rebalance.measures import deviation
from geo.staffing.town import Floats, Ints

PERCENT = 100.0
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Cells by code, each with its weight, the name of its group and of its village, if any."""

    codes: Sequence[str]
    groups: Sequence[str]
    weight: Floats
    ground: Ground
    villages: Sequence[str | None] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A problem and what its positions go by; `labels` say what a person calls some of them."""

    codes: Sequence[str]
    names: tuple[str, ...]
    problem: Problem
    labels: Mapping[str, str] = field(default_factory=dict)

    def changes(self, answer: Answer) -> dict[str, str]:
        """Return the new group of every cell that changes hands, by code."""
        moved = np.flatnonzero(answer.group != self.problem.group)
        return {self.codes[cell]: self.names[answer.group[cell]] for cell in moved.tolist()}

    def refusal(self) -> CannotBalance | None:
        """Return why no grouping can be inside the tolerance; None when nothing rules it out."""
        found = obstacles(self.problem)
        if not found:
            return None
        first, names = found[0], [self._called(group) for group in found[0].groups]
        more = "…" if len(names) > _MOST_NAMED else ""
        return CannotBalance(
            first.reason.value,
            percent=percent(self.problem.wishes.tolerance),
            cell=self.codes[first.cell] if first.cell >= 0 else "",
            groups=", ".join(names[:_MOST_NAMED]) + more,
            off_percent=bare(round(first.needed * PERCENT, 1)),
        )

    def locked_outside(self) -> list[str]:
        """Return the locked groups that are outside the tolerance, and stay there."""
        off = np.abs(deviation(self.problem.weights_of(self.problem.group)))
        stuck = self.problem.locked & (off > self.problem.wishes.tolerance)
        return [self._called(group) for group in np.flatnonzero(stuck).tolist()]

    def _called(self, group: int) -> str:
        name = self.names[group]
        return self.labels.get(name) or name


def named(cells: Cells, wishes: Wishes, locked: Collection[str] = ()) -> Named:
    """Return the problem of cells.

    Raises:
        NotFound: a locked group is none of theirs.
        BadValue: no cell has any weight.
    """
    names, group = _numbered(cells.groups)
    for name in locked:
        if name not in names:
            raise NotFound(what="group", key=name)
    if not (cells.weight > 0).any():
        raise BadValue("no_weight_anywhere")
    problem = Problem(
        weight=cells.weight,
        group=group,
        groups=len(names),
        ground=cells.ground,
        wishes=wishes,
        is_locked=np.isin(names, list(locked)),
        unit=None if cells.villages is None else _units(cells.villages),
    )
    return Named(cells.codes, names, problem)


def percent(share: float) -> str:
    """Return a share in percent with no more digits than it needs."""
    return bare(share * PERCENT)


def within_s(progress: Progress, limit_s: float | None, clock: Callable[[], float]) -> Progress:
    """Return a progress that also stops the search when so many seconds are over."""
    start = clock()

    def told(share: float, best: Answer | None) -> bool:
        is_over = limit_s is not None and clock() - start >= limit_s
        return progress(share, best) and not is_over

    return told


def group_figures(asked: Named, answer: Answer) -> Mapping[str, tuple[float, float, bool]]:
    """Return for each group its weight before and after, and whether its deviation is noise."""
    before = asked.problem.weights_of(asked.problem.group)
    rows = zip(before.tolist(), answer.weights.tolist(), answer.is_noise.tolist(), strict=True)
    return dict(zip(asked.names, rows, strict=True))


def _numbered(groups: Sequence[str]) -> tuple[tuple[str, ...], Ints]:
    position, names = pd.factorize(np.asarray(groups, dtype=object), sort=True)
    return tuple(str(name) for name in names), position.astype(np.int64)


def _units(villages: Sequence[str | None]) -> Ints:
    position, _ = pd.factorize(np.asarray(villages, dtype=object), sort=True)
    return np.where(position < 0, NO_UNIT, position).astype(np.int64)
