"""What the store remembers beside the layers: norms, quarantine, reports, decisions, audit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from geo.domain.layers import Layer

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Norm:
    """One figure the workload rests on. `source` is a citation, or empty for 本地设定."""

    key: str
    value: float
    unit: str
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """A row that was not accepted: where it stood, its mapped fields, and why."""

    layer: Layer
    file: str
    row: int
    problem: str
    fields: Mapping[str, Cell]
    geometry_wkb: bytes | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of fault in a file: how many rows, and the first ten row numbers.

    `row` counts data rows from 1. `is_warning` marks faults whose rows were accepted;
    `detail` names the fields concerned, or GEOS' reason.
    """

    code: str
    count: int
    rows: tuple[int, ...]
    is_warning: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CrsUse:
    """Which coordinate system the file declared, which was used, and why (a message key's tail)."""

    declared: str | None
    used: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of a file; `read = accepted + quarantined`, always."""

    layer: Layer
    read: int
    accepted: int
    quarantined: int
    crs: CrsUse
    problems: tuple[Problem, ...] = ()
    repaired: int = 0
    released: int = 0
    dropped_columns: tuple[str, ...] = ()


class Verdict(StrEnum):
    """What a named official said to a suggestion."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Decision:
    """A recorded answer to one suggested action; `subject` is the action's stable key."""

    subject: str
    grid_code: str
    verdict: Verdict
    reason: str
    actor_id: str
    at: datetime
    evidence: Mapping[str, Cell] = field(default_factory=dict)
    id: int | None = None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who did what to what, when; written in the same transaction as the change."""

    at: datetime
    actor_id: str
    role: str
    action: str
    subject: str
    detail: str = ""
