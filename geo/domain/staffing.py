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
    out, never filled in. Interval bounds are at the level the arithmetic states. Staff are
    persons; `fte_now` is what they are worth in full-time workers by their contracted hours, and
    `fte_suggested` what the suggested ones would be.
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
    fte_now: float | None = None
    fte_suggested: float = 0.0


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
        neighbour = self.detail.values.get("neighbour")
        tail = f":{neighbour}" if neighbour else ""
        return f"{self.kind}:{self.grid}:{self.detail.code}{tail}"


@dataclass(frozen=True, slots=True)
class Move:
    """Mobile staff who would move between grids."""

    from_grid: GridCode
    to_grid: GridCode
    staff: int


@dataclass(frozen=True, slots=True)
class ExchangeStep:
    """The k-th best move of one mobile worker from today's staff.

    `load_h_week` is the hours each full-time worker carries, averaged over the hours of work, once
    k are moved; `is_advised` tells the moves whose difference is outside the noise.
    """

    k: int
    from_grid: GridCode
    to_grid: GridCode
    load_h_week: float
    is_advised: bool


@dataclass(frozen=True, slots=True)
class ArithmeticLine:
    """One line of a grid's arithmetic: what, how much, and the norm that it rests on.

    `label` renders as `staffing.line_<code>`; `norm_key` is empty where no norm is used, `source`
    empty for 本地设定.
    """

    label: Reason
    value: float
    unit: str
    cause: Cause | None = None
    norm_key: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The whole advice for one headcount."""

    headcount: int
    grids: tuple[GridNeed, ...]
    actions: tuple[StaffingAction, ...]
    moves: tuple[Move, ...]
    curve: tuple[ExchangeStep, ...] = ()
