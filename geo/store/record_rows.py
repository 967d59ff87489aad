"""Records of the domain to rows of the tables and back."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from geo.domain.layers import Layer
from geo.domain.records import AuditEntry, Decision, Norm, QuarantinedRow, Verdict

Row = Mapping[str, Any]


def seconds(at: datetime) -> int:
    """Return UTC seconds since 1970.

    Raises:
        ValueError: the time names no zone, so nobody knows when it was.
    """
    if at.tzinfo is None:
        raise ValueError("a time without a zone cannot be stored")
    return int(at.timestamp())


def moment(at_s: int) -> datetime:
    """Return the time of UTC seconds, in UTC."""
    return datetime.fromtimestamp(at_s, UTC)


def norm_of(row: Row) -> Norm:
    """Return the norm in a row of `norms`."""
    return Norm(row["key"], row["value"], row["unit"], row["source"], row["note"])


def quarantine_row(kept: QuarantinedRow) -> dict[str, Any]:
    """Return the row of `quarantine`; the store gives the id."""
    return {
        "layer": kept.layer.value,
        "file": kept.file,
        "row": kept.row,
        "problem": kept.problem,
        "fields": json.dumps(dict(kept.fields), ensure_ascii=False),
        "geometry_wkb": kept.geometry_wkb,
    }


def quarantined_of(row: Row) -> QuarantinedRow:
    """Return the row that was not accepted."""
    return QuarantinedRow(
        Layer(row["layer"]),
        row["file"],
        row["row"],
        row["problem"],
        json.loads(row["fields"]),
        row["geometry_wkb"],
        row["id"],
    )


def decision_row(decision: Decision) -> dict[str, Any]:
    """Return the row of `decisions`; the store gives the id."""
    return {
        "subject": decision.subject,
        "grid_code": decision.grid_code,
        "verdict": decision.verdict.value,
        "reason": decision.reason,
        "actor_id": decision.actor_id,
        "at": seconds(decision.at),
        "evidence": json.dumps(dict(decision.evidence), ensure_ascii=False),
    }


def decision_of(row: Row) -> Decision:
    """Return the decision in a row of `decisions`."""
    return Decision(
        row["subject"],
        row["grid_code"],
        Verdict(row["verdict"]),
        row["reason"],
        row["actor_id"],
        moment(row["at"]),
        json.loads(row["evidence"]),
        row["id"],
    )


def audit_row(entry: AuditEntry) -> dict[str, Any]:
    """Return the row of `audit`."""
    return {
        "at": seconds(entry.at),
        "actor_id": entry.actor_id,
        "role": entry.role,
        "action": entry.action,
        "subject": entry.subject,
        "detail": entry.detail,
    }


def audit_of(row: Row) -> AuditEntry:
    """Return the entry in a row of `audit`."""
    return AuditEntry(
        moment(row["at"]),
        row["actor_id"],
        row["role"],
        row["action"],
        row["subject"],
        row["detail"],
    )
