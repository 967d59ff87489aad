"""Plans, steps, approvals and editions to rows of the tables and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from geo.domain.edits import edit_from_json, edit_to_json
from geo.domain.plans import Approval, BoundarySet, Edition, Plan, PlanReason, PlanStep
from geo.store.record_rows import moment, seconds

Row = Mapping[str, Any]


def plan_row(plan: Plan) -> dict[str, Any]:
    """Return the row of `plans`."""
    return asdict(plan) | {
        "created_at": seconds(plan.created_at),
        "reason": plan.reason.value if plan.reason else None,
        "in_force_from": plan.in_force_from.isoformat() if plan.in_force_from else None,
    }


def plan_of(row: Row) -> Plan:
    """Return the plan in a row of `plans`."""
    kept = {
        "created_at": moment(row["created_at"]),
        "reason": PlanReason(row["reason"]) if row["reason"] else None,
        "in_force_from": day_of(row["in_force_from"]),
    }
    return Plan(**(dict(row) | kept))


def step_row(step: PlanStep) -> dict[str, Any]:
    """Return the row of `plan_steps`."""
    return {
        "plan_id": step.plan_id,
        "n": step.n,
        "edit": json.dumps(edit_to_json(step.edit), ensure_ascii=False),
        "actor_id": step.actor_id,
        "at": seconds(step.at),
        "override": step.override,
    }


def step_of(row: Row) -> PlanStep:
    """Return the step in a row of `plan_steps`."""
    kept = {"edit": edit_from_json(json.loads(row["edit"])), "at": moment(row["at"])}
    return PlanStep(**(dict(row) | kept))


def approval_row(approval: Approval) -> dict[str, Any]:
    """Return the row of `approvals`; the store gives the id."""
    return asdict(approval) | {"at": seconds(approval.at)}


def approval_of(row: Row) -> Approval:
    """Return the approval in a row of `approvals`."""
    kept = {name: value for name, value in row.items() if name != "id"}
    return Approval(**(kept | {"at": moment(row["at"])}))


def boundary_set_of(row: Row) -> BoundarySet:
    """Return what a row of `boundary_sets` says beside its shapes."""
    return BoundarySet(row["id"], row["cells_revision"], row["grids_revision"])


def edition_of(row: Row) -> Edition:
    """Return the edition in a row of `editions`, without its staff."""
    from_day, until_day = day_of(row["from_day"]), date.fromisoformat(row["until_day"])
    return Edition(row["id"], from_day, until_day, row["set_id"], row["plan_id"])


def day_of(text: str | None) -> date | None:
    """Return the day that ISO text names, if any."""
    return date.fromisoformat(text) if text else None
