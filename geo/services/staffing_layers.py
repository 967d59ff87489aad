"""Bodies of the staffing page's map layers: where staff would move, which neighbours are meant."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import GridCode
from geo.domain.staffing import Move
from geo.services.breaks import readable_breaks
from geo.services.map_layers import rounded_geojson
from geo.services.sensitive import grid_centres_deg
from geo.services.snapshot import Snapshot
from geo.services.staffing_desk import TownStaffing
from geo.spatial.frames import StorageFrame, as_storage

_STEPS_FTE = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
_INNER_SHARE = 0.2
_MOST_SHARE = 0.8
_PLACES = 5
_FIFTHS = (0.2, 0.4, 0.6, 0.8)

Wording = Callable[[Move], str]


def needed_fte(town: TownStaffing) -> NDArray[np.float64]:
    """Return the full-time workers each grid needs, by position."""
    return np.array([need.fte_needed for need in town.advice.grids], dtype=np.float64)


def balance_fte(town: TownStaffing) -> NDArray[np.float64]:
    """Return what each grid has less what it needs, by position; 0 inside the noise."""
    balances = [
        0.0 if need.is_within_noise else town.balance_fte(need) for need in town.advice.grids
    ]
    return np.array([np.nan if one is None else one for one in balances], dtype=np.float64)


def need_breaks(values: NDArray[np.float64]) -> tuple[float, ...]:
    """Return breaks for a need in full-time workers: its quintiles where two decimals part them."""
    known = values[np.isfinite(values) & (values > 0)]
    if known.size:
        quintiles = np.round(np.quantile(known, _FIFTHS), 2)
        if (np.diff(quintiles) > 0).all():
            return tuple(float(edge) for edge in quintiles)
    return readable_breaks(values, is_count=False)


def balance_breaks(values: NDArray[np.float64]) -> tuple[float, ...]:
    """Return four breaks about zero, the outer ones a readable number that most lie within."""
    known = np.abs(values[np.isfinite(values) & (values != 0)])
    most = float(np.quantile(known, _MOST_SHARE)) if known.size else _STEPS_FTE[0]
    outer = max((step for step in _STEPS_FTE if step <= most), default=_STEPS_FTE[0])
    inner = outer * _INNER_SHARE
    return (-outer, -inner, inner, outer)


def moves_body(
    snapshot: Snapshot, town: TownStaffing, selected: str, wording: Wording
) -> dict[str, Any]:
    """Return `{moves: [{from, to, staff, words}], neighbours: [{code, geometry}]}`.

    Neighbours are those that the remedies for the selected grid speak of.
    """
    place = {str(code): position for position, code in enumerate(snapshot.grids["code"])}
    centres = np.round(grid_centres_deg(snapshot)[:, ::-1], _PLACES)
    moves = [
        {
            "from": centres[place[move.from_grid]].tolist(),
            "to": centres[place[move.to_grid]].tolist(),
            "staff": move.staff,
            "words": wording(move),
        }
        for move in town.advice.moves
    ]
    codes = [code for code in _neighbours(town, selected) if code in place]
    shapes = as_storage(snapshot.grids.iloc[[place[code] for code in codes]])
    return {"moves": moves, "neighbours": _outlines(codes, shapes)}


def faults_body(faults: StorageFrame) -> dict[str, Any]:
    """Return `{faults: [{kind, geometry}]}`."""
    shapes = rounded_geojson(faults) if len(faults) else []
    return {
        "faults": [
            {"kind": str(kind), "geometry": json.loads(shape)}
            for kind, shape in zip(faults["kind"], shapes, strict=True)
        ]
    }


def _neighbours(town: TownStaffing, selected: str) -> list[str]:
    named = [
        str(action.detail.values.get("neighbour") or "")
        for action in town.actions_for(GridCode(selected))
    ]
    codes = [code for one in named for code in one.split(",") if code]
    return list(dict.fromkeys(codes))


def _outlines(codes: list[str], shapes: StorageFrame) -> list[dict[str, Any]]:
    if not codes:
        return []
    drawn = zip(codes, rounded_geojson(shapes), strict=True)
    return [{"code": code, "geometry": json.loads(shape)} for code, shape in drawn]
