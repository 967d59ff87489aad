"""Which cells could go over a border: a greedy choice that never tears the giving grid apart.

Cell by cell, the one is taken whose hours bring what has moved nearest to what should move, as
long as that comes nearer at all. It must touch the other grid, or a cell already taken.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

CELLS_MOST = 5


@dataclass(frozen=True, slots=True)
class Border:
    """The cells of the grid that gives: hours of each, who touches whom, who touches the taker.

    All name cells by one key; `links` holds both directions.
    """

    hours: Mapping[int, float]
    links: Mapping[int, frozenset[int]]
    at_border: frozenset[int]


def transfer(border: Border, wanted_h: float, most: int = CELLS_MOST) -> tuple[int, ...]:
    """Return the cells to give, in the order they are taken; none where none helps."""
    given: list[int] = []
    lacking_h = wanted_h
    while len(given) < most:
        best = min(
            _givable(border, given),
            key=lambda cell: (abs(lacking_h - border.hours[cell]), cell),
            default=None,
        )
        if best is None or abs(lacking_h - border.hours[best]) >= abs(lacking_h):
            break
        given.append(best)
        lacking_h -= border.hours[best]
    return tuple(given)


def _givable(border: Border, given: list[int]) -> Iterator[int]:
    kept = border.hours.keys() - given
    for cell in kept:
        touches = cell in border.at_border or not border.links[cell].isdisjoint(given)
        if border.hours[cell] > 0 and touches and _hangs_together(border, kept - {cell}):
            yield cell


def _hangs_together(border: Border, cells: set[int]) -> bool:
    """Return whether every cell is reached from any other; an empty grid is torn as well."""
    if not cells:
        return False
    reached, edge = set[int](), {min(cells)}
    while edge:
        reached |= edge
        edge = {near for cell in edge for near in border.links[cell]} & cells - reached
    return reached == cells
