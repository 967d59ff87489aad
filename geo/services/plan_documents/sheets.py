"""A plan as the layers and tables of a GeoPackage; codes and states, no words of a language."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import pandas as pd

from geo.domain.plans import Approval, Plan
from geo.services.draft_values import Impact
from geo.services.plan_documents.discretion import Discretion
from geo.services.plan_documents.ground import PlanGround
from geo.services.small_counts.least import LEAST_SHOWN
from geo.spatial import frames
from geo.spatial.frames import StorageFrame

_PEOPLE = ("residents", "households")
_FIGURES = ("households", "residents", "area_km2", "hours_week")


def layers_of(
    ground: PlanGround, impact: Impact, discretion: Discretion
) -> dict[str, StorageFrame]:
    """Return `grids` and `cells` as the plan has them, and `changed_grids` with their figures."""
    hidden = {ground.code(code) for code in discretion.hidden_grids}
    grids = _veiled(ground.after.grids, discretion, hidden)
    return {
        "grids": grids,
        "cells": _bare(ground.after.cells) if not discretion.sees_all else ground.after.cells,
        "changed_grids": _changed(ground, impact, discretion),
    }


def tables_of(plan: Plan, approvals: Sequence[Approval]) -> dict[str, pd.DataFrame]:
    """Return the table `plan`: what it says of itself, then a row for each approval."""
    texts = {
        "title": plan.title,
        "document_no": plan.document_no,
        "basis": plan.basis,
        "reason": plan.reason.value if plan.reason else "",
        "note": plan.note,
        "state": plan.state,
        "in_force_from": str(plan.in_force_from or ""),
        "created_by": plan.created_by,
        "created_at": _utc(plan.created_at),
    }
    rows = [(name, value, "", "", "", "") for name, value in texts.items()]
    rows += [
        ("approval", _said(one), one.from_state, one.to_state, one.actor_id, _utc(one.at))
        for one in approvals
    ]
    columns = ["name", "value", "from_state", "to_state", "actor", "at"]
    return {"plan": pd.DataFrame(rows, columns=columns)}


def _said(approval: Approval) -> str:
    return " ".join(one for one in (approval.document_no, approval.said) if one)


def _utc(at: datetime) -> str:
    return at.isoformat()


def _bare(cells: StorageFrame) -> StorageFrame:
    return frames.as_storage(cells.assign(**dict.fromkeys(_PEOPLE, _unknown(len(cells)))))


def _unknown(size: int) -> "pd.Series[int]":
    return pd.Series([pd.NA] * size, dtype="Int64")


def _veiled(grids: StorageFrame, discretion: Discretion, hidden: set[str]) -> StorageFrame:
    if discretion.sees_all:
        return grids
    is_hidden = grids["code"].isin(hidden)
    veiled = {
        name: grids[name].mask(is_hidden | ((grids[name] > 0) & (grids[name] < LEAST_SHOWN)))
        for name in _PEOPLE
    }
    return frames.as_storage(grids.assign(**veiled))


def _changed(ground: PlanGround, impact: Impact, discretion: Discretion) -> StorageFrame:
    """Return every changed grid in its shape now, a dissolved one in the shape it had."""
    shapes = {
        str(code): shape
        for grids in (ground.before.grids, ground.after.grids)
        for code, shape in zip(grids["code"], grids.geometry, strict=True)
    }
    told = [one for one in impact.grids if ground.code(one.code) in shapes]
    rows: dict[str, list[object]] = {
        "code": [ground.code(one.code) for one in told],
        "name": [one.name for one in told],
        "is_new": [one.before is None for one in told],
        "is_dissolved": [one.after is None for one in told],
    }
    for name in _FIGURES:
        for when in ("before", "after"):
            rows[f"{name}_{when}"] = [
                None
                if figures is None
                or _holds_back(name, getattr(figures, name), one.code, discretion)
                else getattr(figures, name)
                for one in told
                for figures in [getattr(one, when)]
            ]
    geometry = np.empty(len(told), dtype=object)
    geometry[:] = [shapes[ground.code(one.code)] for one in told]
    table = pd.DataFrame(rows)
    numbers = [name for name in table.columns if str(name).endswith(("_before", "_after"))]
    return frames.in_degrees(table.astype(dict.fromkeys(numbers, "float64")), geometry)


def _holds_back(name: str, value: float | None, code: str, discretion: Discretion) -> bool:
    if name not in _PEOPLE:
        return False
    return code in discretion.hidden_grids or discretion.hides(value)
