"""What is to be rebalanced: cells with a weight and a group, their borders, and the wishes.

Plain arrays over n cells, k groups and m borders; positions only, no codes and no shapes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from geo.staffing.rebalance.sums import sum_by
from geo.staffing.town import Bools, Floats, Ints

NO_UNIT = -1


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """How n cells lie: m pairs that share a border, and each cell's area and whole perimeter.

    `is_barred` (m) marks borders along a river, a railway or a trunk road: groups that reach
    across one today may stay, but no cell joins a group across it. `middle_m` (n × 2): a point
    inside each cell, where ways begin; None where nobody asks for them. `crossing_m` (n) and
    `along_m` (m): how far barriers run inside each cell, and on each border; None without any.
    """

    first: Ints
    second: Ints
    border_m: Floats
    area_m2: Floats
    perimeter_m: Floats
    is_barred: Bools = field(default_factory=lambda: np.empty(0, bool))
    middle_m: Floats | None = None
    crossing_m: Floats | None = None
    along_m: Floats | None = None

    def __post_init__(self) -> None:
        if len(self.is_barred) != len(self.first):
            object.__setattr__(self, "is_barred", np.zeros(len(self.first), bool))


@dataclass(frozen=True, slots=True)
class Wishes:
    """What counts beside balance.

    `compactness_weight`: the share of all weight worth moving for +1 of mean Polsby–Popper.
    `compactness_floor_share`: mean Polsby–Popper is kept above this share of today's.
    `travel_weight`: weight whose way grows by today's mean way counts so often as weight moved.
    `effort`: moves tried a cell-to-cell border, over all runs; with equal wishes they are the same
    on every machine.
    `proof_s`: how long the exact model of a small problem may be worked on.
    """

    tolerance: float = 0.15
    compactness_weight: float = 0.0
    compactness_floor_share: float = 0.95
    travel_weight: float = 0.0
    effort: int = 4_000
    proof_s: float = 1.0
    seed: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """One rebalancing: weight and group of n cells, on their ground.

    `is_locked` (k): groups that neither give nor take. `is_fixed` (n): cells that stay. `unit`
    (n): cells of one unit (a village) and one group move together, NO_UNIT for none. `extra` (k):
    weight of a group that is in no cell, such as time on the way. `travel` (n × k): the way of a
    cell to a group, in one measure throughout (`travel.ways_km`). `noise_share` (k): the relative
    error of a group's weight. `crossable_m` (k): how far barriers may run inside a group; one
    that has more today takes none in.
    """

    weight: Floats
    group: Ints
    groups: int
    ground: Ground
    wishes: Wishes = Wishes()
    is_locked: Bools | None = None
    is_fixed: Bools | None = None
    unit: Ints | None = None
    extra: Floats | None = None
    travel: Floats | None = None
    noise_share: Floats | None = None
    crossable_m: Floats | None = None

    @property
    def locked(self) -> Bools:
        """Return which groups are locked (k)."""
        return np.zeros(self.groups, bool) if self.is_locked is None else self.is_locked

    @property
    def fixed(self) -> Bools:
        """Return which cells stay where they are (n): those named, and all of locked groups."""
        named = np.zeros(len(self.weight), bool) if self.is_fixed is None else self.is_fixed
        return np.asarray(named | self.locked[self.group])

    @property
    def extras(self) -> Floats:
        """Return the weight of each group that is in no cell (k)."""
        return np.zeros(self.groups) if self.extra is None else self.extra

    @property
    def mean(self) -> float:
        """Return the target: the mean weight of a group."""
        return float(self.weights_of(self.group).mean())

    def weights_of(self, group: Ints) -> Floats:
        """Return the weight of each group (k) when the cells lie in `group` (n)."""
        return sum_by(group, self.weight, self.groups) + self.extras


Weigh = Callable[[Ints], Floats]
"""The weights of the groups (k) under a labelling of the cells (n), where they do not add up."""
