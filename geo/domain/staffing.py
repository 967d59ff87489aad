"""Values of the staffing suggestion: parts of workload, need, actions, moves; no arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from geo.domain.codes import GridCode
from geo.domain.records import Cell


class Cause(StrEnum):
    """Where a worker's hours go."""

    INCIDENTS = "incidents"
    TRAVEL = "travel"
    VISITS = "visits"
    STATION_DUTY = "station_duty"
    MEETINGS = "meetings"
    FORMS = "forms"


class ActionKind(StrEnum):
    """Remedies in the order they are considered; moving people comes last."""

    DROP_TASK = "drop_task"
    SHIFT_BORDER = "shift_border"
    PART_TO_FULL = "part_to_full"
    SPECIAL_GRID = "special_grid"
    MOBILE_SUPPORT = "mobile_support"
    HIRE = "hire"


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence to be rendered: `staffing.reason_<code>` with its values."""

    code: str
    values: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GridNeed:
    """What one grid needs against what it has.

    `workload_h_week` is the sum of `parts`; `missing` names inputs that are unknown and were left
    out, never filled in. Interval bounds are at the level the arithmetic states.
    """

    code: GridCode
    name: str
    parts: Mapping[Cause, float]
    missing: tuple[str, ...]
    workload_h_week: float
    fte_needed: float
    fte_interval: tuple[float, float]
    staff_now: float | None
    staff_suggested: float
    is_within_noise: bool
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffingAction:
    """One remedy for one grid with the hours a week it would free."""

    kind: ActionKind
    grid: GridCode
    detail: Reason
    hours_week: float

    @property
    def key(self) -> str:
        """Return the stable name under which a decision on this action is recorded."""
        return f"{self.kind}:{self.grid}:{self.detail.code}"


@dataclass(frozen=True, slots=True)
class Move:
    """Mobile staff who would move between grids."""

    from_grid: GridCode
    to_grid: GridCode
    staff: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The whole advice for one headcount."""

    headcount: int
    grids: tuple[GridNeed, ...]
    actions: tuple[StaffingAction, ...]
    moves: tuple[Move, ...]
