"""Writes what a draft shows as the JSON that the editor's page reads."""

from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from geo.services.draft_values import (
    Applied,
    Balance,
    DraftGrid,
    DraftView,
    Figures,
    HandOver,
    Impact,
    Nodes,
    StepLine,
    Violation,
)


def view_json(view: DraftView) -> dict[str, Any]:
    """Return a draft as it is opened."""
    return {
        "plan": view.plan,
        "title": view.title,
        "revision": view.revision,
        "step": view.step,
        "steps_total": view.steps_total,
        "may_edit": view.may_edit,
        "grids": grids_json(view.grids),
        "history": steps_json(view.history),
        "impact": impact_json(view.impact),
        "bbox": list(view.bbox),
        "outdated": view.outdated,
    }


def applied_json(applied: Applied) -> dict[str, Any]:
    """Return what a step changed; `grids` is there when the set of grids or their names changed."""
    told: dict[str, Any] = {
        "revision": applied.revision,
        "step": applied.step,
        "steps_total": applied.steps_total,
        "changed": {"type": "FeatureCollection", "features": list(applied.features)},
        "removed": list(applied.removed),
        "is_whole": applied.is_whole,
        "locked": list(applied.locked),
        "history_tail": steps_json(applied.history_tail),
        "impact": impact_json(applied.impact),
        "outdated": applied.outdated,
        "server_ms": round(applied.server_ms, 2),
    }
    return told if applied.grids is None else told | {"grids": grids_json(applied.grids)}


def grids_json(grids: Sequence[DraftGrid]) -> list[dict[str, Any]]:
    """Return the grids of a draft."""
    return [
        {
            "code": grid.code,
            "name": grid.name,
            "kind": grid.kind,
            "village": grid.village,
            "locked": grid.is_locked,
        }
        for grid in grids
    ]


def steps_json(steps: Sequence[StepLine]) -> list[dict[str, Any]]:
    """Return steps of the history, their moments as ISO text."""
    return [
        {
            "n": step.n,
            "words": step.words,
            "by": step.by,
            "at": step.at.isoformat(timespec="seconds"),
            "in_force": step.is_in_force,
            "reason": step.reason,
        }
        for step in steps
    ]


def impact_json(impact: Impact) -> dict[str, Any]:
    """Return before and after for the touched grids and for all; null is unknown."""
    return {
        "grids": [
            {
                "code": grid.code,
                "name": grid.name,
                "before": _plain(grid.before),
                "after": _plain(grid.after),
            }
            for grid in impact.grids
        ],
        "total": {"before": _plain(impact.before), "after": _plain(impact.after)},
        "sums": [_plain(one) for one in impact.totals or ()],
        "households_moved": impact.households_moved,
        "moved": [_plain(handed) for handed in impact.moved],
        "is_estimated": impact.is_estimated,
        "is_few": impact.is_few,
        "violations": [_plain(one) for one in impact.violations],
    }


def _plain(value: Figures | Balance | HandOver | Violation | None) -> dict[str, Any] | None:
    """Return the fields of a flat value; `asdict` would copy each of them, ten times as slowly."""
    if value is None:
        return None
    names = value.__slots__
    return dict(zip(names, _values_of(names)(value), strict=True))


@cache
def _values_of(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what reads several fields at once."""
    return attrgetter(*names)


def nodes_json(nodes: Nodes) -> dict[str, Any]:
    """Return a grid's vertices and the edges between them, by vertex ids."""
    return {
        "nodes": [
            {"id": vertex, "lon": lon, "lat": lat, "shared": is_shared}
            for vertex, lon, lat, is_shared in nodes.nodes
        ],
        "edges": [list(edge) for edge in nodes.edges],
    }
