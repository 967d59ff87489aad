"""Who is there: persons count heads, contracted hours count capacity; no need and no advice.

A full-time worker is one full-time equivalent (FTE); a part-timer is their contracted hours ÷ the
contracted hours of a full-time week. Hours not filled in fall back on visible norms and are named.
"""

from dataclasses import dataclass

import numpy as np

from geo.domain.kinds import StaffKind
from geo.staffing.norms import NormBook
from geo.staffing.town import Bools, Floats, Ints, Staff

_HOURS_KEY = {
    None: "contract_h_week",
    StaffKind.FULL: "contract_h_week",
    StaffKind.PART: "part_time_h_week",
    StaffKind.VOLUNTEER: "volunteer_h_week",
}


@dataclass(frozen=True, slots=True, eq=False)
class Capacity:
    """Staff of n grids: persons, FTE, mobile persons; part-time persons and the FTE they lack."""

    persons: Ints
    fte: Floats
    mobile: Ints
    part_persons: Ints
    part_gap_fte: Floats
    hours_unknown: Bools
    mobile_fte: float


def contracted_h(staff: Staff, book: NormBook) -> Floats:
    """Return contracted hours a week of each worker, by the norm of their kind where unknown."""
    fallback = np.array([book.value(_HOURS_KEY[kind]) for kind in staff.kind], dtype=float)
    return np.where(np.isnan(staff.hours_week), fallback, staff.hours_week)


def capacity(staff: Staff, grids: int, book: NormBook) -> Capacity:
    """Return what each of `grids` grids has; workers tied to no grid count nowhere."""
    inside = staff.grid >= 0
    place = staff.grid[inside]
    fte = (contracted_h(staff, book) / book.value("contract_h_week"))[inside]
    mobile = staff.is_mobile[inside]
    part = np.array([kind is StaffKind.PART for kind in staff.kind], dtype=bool)[inside]
    unknown = np.isnan(staff.hours_week)[inside]
    return Capacity(
        persons=np.bincount(place, minlength=grids),
        fte=_sums(place, fte, grids),
        mobile=np.bincount(place[mobile], minlength=grids),
        part_persons=np.bincount(place[part & (fte < 1)], minlength=grids),
        part_gap_fte=_sums(place, np.where(part, np.maximum(1 - fte, 0), 0.0), grids),
        hours_unknown=np.bincount(place, unknown, grids) > 0,
        mobile_fte=float(fte[mobile].mean()) if mobile.any() else 1.0,
    )


def _sums(place: Ints, values: Floats, grids: int) -> Floats:
    return np.asarray(np.bincount(place, values, grids), dtype=float)
