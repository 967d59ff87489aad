"""Identifiers as distinct types, and the structure of administrative codes (GB/T 2260 + local)."""

from typing import NewType

AreaCode = NewType("AreaCode", str)
GridCode = NewType("GridCode", str)
CellCode = NewType("CellCode", str)
IncidentId = NewType("IncidentId", str)
CameraId = NewType("CameraId", str)
StationId = NewType("StationId", str)
StaffId = NewType("StaffId", str)

COUNTY_DIGITS = 6
TOWN_DIGITS = 9
VILLAGE_DIGITS = 12
CELL_DIGITS = 15


def town_code(code: str) -> AreaCode:
    """Return the nine digits that name the township in a longer administrative code."""
    return AreaCode(code[:TOWN_DIGITS])


def village_code(code: str) -> AreaCode | None:
    """Return the village part of a grid or cell code, or None when the code carries none.

    A code of these digits alone numbers no grid inside a village: other countries' cells bear such.
    """
    head = code[:VILLAGE_DIGITS]
    return AreaCode(head) if len(code) > VILLAGE_DIGITS and head.isdigit() else None
