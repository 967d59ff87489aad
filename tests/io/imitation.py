"""A seeded city with the real one's dirt, each fault in a number known beforehand.

A row of `GRIDS` unit squares without codes, one of them bow-tied, and incidents of which so many
are good, blank, piled on a rounded point, shared at full precision, or outside every grid.
"""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

GRIDS, STEP_DEG, WEST, SOUTH = 6, 0.01, 94.90, 36.40
COLUMNS = ("id", "reported_at", "category", "status", "channel", "lon", "lat", "姓名")


@dataclass(frozen=True, slots=True)
class Dirt:
    """How many rows of each kind a file holds."""

    good: int = 40
    blank: int = 7
    piled: int = 6
    shared: int = 5
    outside: int = 9

    @property
    def read(self) -> int:
        return self.accepted + self.refused

    @property
    def accepted(self) -> int:
        return self.good + self.shared

    @property
    def refused(self) -> int:
        return self.blank + self.piled + self.outside


def square(column: int) -> list[list[float]]:
    """Return the ring of one grid; corners are rounded so that neighbours share them."""
    west, east = (round(WEST + STEP_DEG * (column + end), 6) for end in (0, 1))
    north = round(SOUTH + STEP_DEG, 6)
    return [[west, SOUTH], [east, SOUTH], [east, north], [west, north], [west, SOUTH]]


def grids_file(folder: Path, *, bow_tie: bool = True) -> Path:
    """Write the grids; with `bow_tie` the last one crosses itself."""
    rings = [square(column) for column in range(GRIDS)]
    if bow_tie:
        a, b, c, d, _ = rings[-1]
        rings[-1] = [a, c, b, d, a]
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"格{number}", "population": 100 * number, "type": "x"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for number, ring in enumerate(rings)
    ]
    path = folder / "grids.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def incidents_file(folder: Path, dirt: Dirt, seed: int) -> Path:
    """Write incidents in a shuffled order."""
    random = np.random.default_rng(seed)
    inside = random.uniform(0.05, 0.95, (dirt.good, 2))
    lon = WEST + STEP_DEG * (random.integers(0, GRIDS - 1, dirt.good) + inside[:, 0])
    lat = SOUTH + STEP_DEG * inside[:, 1]
    places: list[tuple[object, object]] = [
        *zip(lon.round(7), lat.round(7), strict=True),
        *[("", "")] * dirt.blank,
        *[(94.9, 36.4)] * dirt.piled,
        *[(WEST + 0.0053217, SOUTH + 0.0041239)] * dirt.shared,
        *[(round(95.5 + 0.0012345 * number, 7), 36.4123) for number in range(dirt.outside)],
    ]
    order = random.permutation(len(places))
    path = folder / "incidents.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number, place in enumerate(order):
            when = f"2024-0{1 + number % 9}-1{number % 10} 08:00"
            writer.writerow([f"E{number}", when, "路灯", "Closed", "Phone", *places[place], "某甲"])
    return path
