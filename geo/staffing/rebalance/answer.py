"""What a rebalancing gives back: groupings with their figures, or why there can be none."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from geo.staffing.town import Bools, Floats, Ints


class AnswerKind(StrEnum):
    """What an answer is best at."""

    FEWEST_CHANGES = "fewest_changes"
    MOST_COMPACT = "most_compact"
    BEST_BALANCED = "best_balanced"


class Reason(StrEnum):
    """Why no grouping can be inside the tolerance."""

    HEAVY_CELL = "heavy_cell"
    ENCLOSED_GROUP = "enclosed_group"
    UNEVEN_PART = "uneven_part"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A proof that the tolerance is out of reach.

    HEAVY_CELL: `cell` (or the unit that it is of) alone outweighs a group. ENCLOSED_GROUP: the one
    of `groups` can exchange with nobody. UNEVEN_PART: `groups` exchange with each other alone and
    are together off the mean. `needed` is the least tolerance that this
    leaves open.
    """

    reason: Reason
    groups: tuple[int, ...]
    cell: int
    needed: float


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """One grouping of n cells in k groups and its figures; shares of all weight, 0..1.

    `bound_share` is a proved least share of weight that any grouping inside the tolerance moves,
    `gap_share` how much of `moved_share` may be more than needed. `is_noise` (k): the deviation is
    within the error of the group's own weight. `torn_groups` are in more pieces than today, which
    none should be; `disconnected_groups` counts those in several, exclaves of today included.
    `is_impossible`: the exact model ruled every grouping inside the tolerance out. `travel`: the
    mean way to the heart of one's group, None where ways are not known.
    """

    kind: AnswerKind
    group: Ints
    weights: Floats
    is_within: bool
    moved_share: float
    cells_moved: int
    max_deviation: float
    variation: float
    compactness: float
    torn_groups: tuple[int, ...]
    disconnected_groups: int
    bound_share: float
    gap_share: float
    is_noise: Bools
    is_impossible: bool = False
    travel: float | None = None


Progress = Callable[[float, Answer | None], bool]
"""Told the share done and the best so far; False stops the search, which then gives that."""


def carry_on(_share: float, _best: Answer | None) -> bool:
    """Let a search run to its end."""
    return True
