"""A town of four squares with two cells each, and a draft on it; every figure can be checked.

Grids A (south-west), B (south-east), C (north-west), D (north-east); `a1` is the western half of
A and `a2` its eastern one, and so on. Every cell has 40 residents and 10 households.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import shapely

from geo.domain.kinds import Language, Role
from geo.domain.plans import Plan
from geo.domain.policy import Actor
from geo.ports.store import Store
from geo.services.draft_values import Editing
from geo.services.drafting.service import Drafts
from geo.services.norms import norms_in
from geo.services.plans import Plans, PlanText
from geo.services.snapshots import Snapshots
from tests.services.town import SIDE, SOUTH, WEST, SmallTown, incident

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
PLANNER = Actor("zhang", Role.PLANNER)
OTHER = Actor("li", Role.PLANNER)
LEADER = Actor("wang", Role.LEADER)
HALF = SIDE / 2
CORNERS = {"A": (0, 0), "B": (1, 0), "C": (0, 1), "D": (1, 1)}
NORMS_FILE = Path(__file__).resolve().parents[2] / "data" / "norms.csv"


def cell_box(code: str) -> shapely.Polygon:
    """Return the half square of a cell."""
    column, row = CORNERS[code[0].upper()]
    west = WEST + column * SIDE + (HALF if code[1] == "2" else 0.0)
    south = SOUTH + row * SIDE
    corners = (west, south, west + HALF, south + SIDE)
    return shapely.box(*(round(one, 6) for one in corners))


def drafted_town() -> SmallTown:
    """Return the town; a2 and b1 have three reports each, b2 a camera, d2 a station."""
    codes = [f"{grid.lower()}{half}" for grid in CORNERS for half in (1, 2)]
    cells = [
        (
            {"code": one, "grid_code": one[0].upper(), "residents": 40, "households": 10},
            cell_box(one),
        )
        for one in codes
    ]
    places = {code: cell_box(code).centroid.coords[0] for code in codes}
    reports = [
        incident(number, places[cell], "2022-12-05", channel="resident")
        for number, cell in enumerate(["a2"] * 3 + ["b1"] * 3)
    ]
    norms = norms_in(NORMS_FILE.read_text(encoding="utf-8").splitlines())
    return SmallTown(
        incidents=reports,
        cameras=[{"id": "K1", "lon_deg": places["b2"][0], "lat_deg": places["b2"][1]}],
        stations=[
            {
                "id": "S1",
                "kind": "mediation",
                "lon_deg": places["d2"][0],
                "lat_deg": places["d2"][1],
            }
        ],
        staff=[{"id": f"W{grid}", "grid_code": grid} for grid in CORNERS],
        households=(20, 20, 20, 20),
        cells=cells,
        norms=norms,
    )


def _clock() -> datetime:
    return AT


@dataclass
class Desk:
    """A store with one draft, and the services on it."""

    store: Store = field(default_factory=lambda: drafted_town().store())
    clock: Callable[[], datetime] = _clock

    def __post_init__(self) -> None:
        self.snapshots = Snapshots(self.store)
        self.plans = Plans(self.store)
        self.drafts = self.fresh()
        self.plan: Plan = self.plans.begin(PLANNER, PlanText("试调"), AT)

    def fresh(self) -> Drafts:
        """Return drafts as another process, or this one after a restart, would have them."""
        return Drafts(self.store, self.snapshots.current, self.clock)

    def by(self, actor: Actor = PLANNER) -> Editing:
        """Return who edits the draft, in Chinese."""
        return Editing(actor, self.plan.id, Language.ZH_CN)


def nodes_of(desk: Desk, grid: str) -> dict[tuple[float, float], int]:
    """Return a grid's vertices by their place, in cells east and squares north."""
    return {
        (round((lon - WEST) / HALF, 3), round((lat - SOUTH) / SIDE, 3)): vertex
        for vertex, lon, lat, _ in desk.drafts.nodes(desk.by(), grid).nodes
    }
