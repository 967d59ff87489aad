"""Which scenes there are, and what each may show: the table that the file is checked against."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

MEASURES_MOST = 6
"""One idea a scene: with the name above a column these are seven numbers."""


class SceneKind(StrEnum):
    """One scene each; a file may leave some out, and show one more than once."""

    WORKLOAD = "workload"
    HOURS = "hours"
    VILLAGES = "villages"
    STATIONS = "stations"
    COVERAGE = "coverage"
    DUE = "due"
    TREND = "trend"
    PLAN = "plan"


class SceneLayer(StrEnum):
    """What can be drawn on the ground of a scene."""

    BORDERS = "borders"
    ROADS = "roads"
    WATER = "water"
    COLUMNS = "columns"
    SHADES = "shades"
    NAMES = "names"


MEASURES = (
    "on_time_share", "due_today", "overdue_open", "received_month", "received_per_workday",
    "received_change", "on_time_change", "staff", "mobile_staff", "stations", "station_disputes",
    "station_backlog", "within_30_days", "cameras_alive", "cameras_dead", "covered_share",
    "incidents_covered", "busiest_hour", "grids", "villages",
)  # fmt: skip
"""Every figure by name; `figures.MEASURES` works each out."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What a scene shows where the file does not say."""

    measures: tuple[str, ...]
    seconds: float
    tilt_deg: float
    layers: tuple[SceneLayer, ...]
    camera: tuple[str, ...] = ("oasis",)


_GROUND = (SceneLayer.BORDERS, SceneLayer.ROADS, SceneLayer.WATER, SceneLayer.NAMES)

USUAL: Mapping[SceneKind, Usual] = {
    SceneKind.WORKLOAD: Usual(
        ("on_time_share", "due_today", "overdue_open", "staff", "stations", "cameras_alive"),
        40.0, 50.0, (*_GROUND, SceneLayer.COLUMNS), ("oasis", "town"),
    ),
    SceneKind.HOURS: Usual(("busiest_hour",), 56.0, 50.0, (*_GROUND, SceneLayer.COLUMNS)),
    SceneKind.VILLAGES: Usual((), 12.0, 35.0, _GROUND),
    SceneKind.STATIONS: Usual(
        ("stations", "station_backlog", "within_30_days"),
        25.0, 40.0, (*_GROUND, SceneLayer.COLUMNS),
    ),
    SceneKind.COVERAGE: Usual(
        ("cameras_alive", "incidents_covered"), 25.0, 30.0, (*_GROUND, SceneLayer.SHADES)
    ),
    SceneKind.DUE: Usual(
        ("on_time_share", "due_today", "overdue_open"), 25.0, 45.0, (*_GROUND, SceneLayer.SHADES)
    ),
    SceneKind.TREND: Usual(
        ("received_change", "on_time_change", "received_month"), 25.0, 0.0, (SceneLayer.BORDERS,)
    ),
    SceneKind.PLAN: Usual(("grids", "villages", "staff"), 20.0, 30.0, _GROUND),
}  # fmt: skip
