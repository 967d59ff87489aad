"""How a grid is called: its name, else its code; the one place that reads both from a snapshot."""

from dataclasses import dataclass

from geo.domain.codes import GridCode
from geo.services.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class NamedGrid:
    """A grid as a reader knows it."""

    position: int
    code: GridCode
    name: str


def named_grid(snapshot: Snapshot, position: int) -> NamedGrid:
    """Return the grid at a position."""
    code, name = snapshot.grids["code"].iloc[position], snapshot.grids["name"].iloc[position]
    return NamedGrid(position, GridCode(str(code)), name if isinstance(name, str) else str(code))


def grid_or_none(snapshot: Snapshot, position: int) -> NamedGrid | None:
    """Return the grid at a position, None for −1."""
    return None if position < 0 else named_grid(snapshot, position)
