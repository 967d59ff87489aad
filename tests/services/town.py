"""A town of four squares near Golmud of which every figure can be checked by hand.

Squares of 0.01° stand as the grids A (south-west), B (south-east), C (north-west), D (north-east).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import shapely

from geo.domain.kinds import Role
from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor
from geo.domain.records import Norm
from geo.services.snapshot import Snapshot
from geo.services.snapshots import Snapshots
from geo.spatial import frames
from tests.fakes.memory_store import MemoryStore

ZONE = ZoneInfo("Asia/Shanghai")
ADMINISTRATOR = Actor("a", Role.ADMINISTRATOR)
LEADER, DISPATCHER = Actor("l", Role.LEADER), Actor("d", Role.DISPATCHER)
WORKER, SCREEN = Actor("w", Role.WORKER), Actor("s", Role.SCREEN)
WEST, SOUTH, SIDE = 94.90, 36.40, 0.01
CENTRES = {
    "A": (WEST + SIDE / 2, SOUTH + SIDE / 2),
    "B": (WEST + 1.5 * SIDE, SOUTH + SIDE / 2),
    "C": (WEST + SIDE / 2, SOUTH + 1.5 * SIDE),
    "D": (WEST + 1.5 * SIDE, SOUTH + 1.5 * SIDE),
}
NOWHERE = (WEST - 1, SOUTH)


def at(text: str) -> int:
    """Return the UTC second of a local time such as 2022-12-05 or 2022-12-05T10:00."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


def incident(number: int, where: str | tuple[float, float], reported: str, **fields) -> dict:
    lon, lat = CENTRES[where] if isinstance(where, str) else where
    times = {name: at(fields.pop(name)) for name in ("due_at", "closed_at") if name in fields}
    row = {"id": f"I{number:04d}", "reported_at": at(reported), "lon_deg": lon, "lat_deg": lat}
    return {"category": "路灯", **row, **times, **fields}


def square(code: str) -> shapely.Polygon:
    lon, lat = CENTRES[code]
    corners = (lon - SIDE / 2, lat - SIDE / 2, lon + SIDE / 2, lat + SIDE / 2)
    return shapely.box(*(round(degrees, 6) for degrees in corners))


@dataclass
class SmallTown:
    """Rows by layer; `store` and `snapshot` make what services are given."""

    incidents: Sequence[dict] = ()
    cameras: Sequence[dict] = ()
    stations: Sequence[dict] = ()
    staff: Sequence[dict] = ()
    places: Sequence[dict] = ()
    households: tuple[int | None, ...] = (100, 200, None, 0)
    cells: Sequence[tuple[dict, shapely.Polygon]] = ()
    shapes: Sequence[tuple[dict, shapely.Polygon]] = ()
    kind: str = "all_purpose"
    settings: dict[str, str] = field(default_factory=lambda: {"now": "2022-12-31T23:59:59"})
    norms: Sequence[Norm] = ()

    def store(self) -> MemoryStore:
        store = MemoryStore()
        with store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "town", datetime.now(UTC)) as opened:
            opened.append(Layer.GRIDS, self._grids())
            for layer in ("incidents", "cameras", "stations", "staff", "places"):
                if rows := getattr(self, layer):
                    opened.append(Layer(layer), pd.DataFrame(list(rows)))
            if self.cells:
                rows, shapes = zip(*self.cells, strict=True)
                opened.append(Layer.CELLS, _shaped(list(rows), list(shapes)))
            if self.shapes:
                rows, shapes = zip(*self.shapes, strict=True)
                opened.append(Layer.SHAPES, _shaped(list(rows), list(shapes)))
            for key, value in self.settings.items():
                opened.put_setting(key, value)
            for norm in self.norms:
                opened.put_norm(norm)
        return store

    def snapshot(self) -> Snapshot:
        return Snapshots(self.store()).current()

    def _grids(self) -> frames.StorageFrame:
        rows = [
            {"code": code, "name": f"{code}网格", "kind": self.kind, "households": households}
            for code, households in zip("ABCD", self.households, strict=True)
        ]
        return _shaped(rows, [square(code) for code in "ABCD"])


def _shaped(rows: list[dict], shapes: list[shapely.Polygon]) -> frames.StorageFrame:
    return frames.from_wkb(pd.DataFrame(rows), [shape.wkb for shape in shapes])
