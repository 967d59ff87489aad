"""Small towns with round figures for the staffing tests, and the norms that the project ships."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np

from geo.domain.codes import GridCode
from geo.domain.kinds import GridKind, StaffKind
from geo.domain.records import Norm
from geo.staffing.norms import NormBook
from geo.staffing.town import Reports, Staff, Town

NORMS_FILE = Path(__file__).resolve().parents[2] / "data" / "norms.csv"


def shipped_norms() -> dict[str, Norm]:
    with NORMS_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["key"]: Norm(row["key"], float(row["value"]), row["unit"], row["source"], row["note"])
        for row in rows
    }


def book(**changed: float) -> NormBook:
    """The shipped norms with some values changed; `__` in a name stands for a dot."""
    norms = shipped_norms()
    for name, value in changed.items():
        key = name.replace("__", ".")
        norms[key] = replace(norms[key], value=value)
    return NormBook(norms)


def reports(counts: object, weeks: float = 52.0, categories: tuple[str, ...] = ()) -> Reports:
    table = np.asarray(counts, dtype=np.int64)
    names = categories or tuple(f"类别{i}" for i in range(table.shape[1]))
    none = np.zeros(len(table), dtype=np.int64)
    return Reports(weeks, names, table, none, none)


def staff(*rows: tuple[int, StaffKind | None, float, bool]) -> Staff:
    """Rows of (grid position, kind, contracted hours, mobile)."""
    place, kind, hours, mobile = zip(*rows, strict=True)
    return Staff(
        np.array(place, dtype=np.int64),
        tuple(kind),
        np.array(hours, dtype=float),
        np.array(mobile, dtype=bool),
    )


def town(grids: int = 2, **changed: object) -> Town:
    """`grids` all-purpose grids of 4 km² with 300 households, no reports, stations or staff."""
    plain = Town(
        codes=tuple(GridCode(f"G{i:03}") for i in range(grids)),
        names=tuple(f"第{i}网格" for i in range(grids)),
        kinds=(GridKind.ALL_PURPOSE,) * grids,
        households=np.full(grids, 300.0),
        residents=np.full(grids, 900.0),
        area_km2=np.full(grids, 4.0),
        settlement_km=np.full(grids, np.nan),
        reports=None,
        stations=None,
        staff=None,
        borders=np.empty((0, 3)),
    )
    return replace(plain, **changed)  # type: ignore[arg-type]
