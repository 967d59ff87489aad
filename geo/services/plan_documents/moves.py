"""Who changes worker: households by village and 村民小组, from which grid to which; no persons."""

from dataclasses import dataclass

from geo.domain.codes import AreaCode
from geo.services.drafting.handover import moved_cells
from geo.services.drafting.standing import Standing
from geo.spatial.partition.provisional import base_code


@dataclass(frozen=True, slots=True)
class Move:
    """Households of a 村民小组 that go from one grid to another; None is unknown, "" no group."""

    village: str
    group: str
    from_grid: str
    to_grid: str
    cells: int
    households: int | None


def moves_of(standing: Standing) -> tuple[Move, ...]:
    """Return the hand-overs of a plan by village, 村民小组, former grid and new grid."""
    base = standing.base
    found: dict[tuple[str, str, str, str], list[int | None]] = {}
    for one in moved_cells(base, standing.state):
        origin = base_code(one.cell)
        village = base.village_of_cell.get(origin, AreaCode(""))
        name, group = base.village_names.get(village, str(village)), base.group_of_cell.get(origin)
        key = (name, group or "", one.from_grid, one.to_grid)
        found.setdefault(key, []).append(one.households)
    return tuple(
        Move(*key, cells=len(homes), households=_sum(homes)) for key, homes in sorted(found.items())
    )


def all_households(moves: tuple[Move, ...]) -> int | None:
    """Return all households handed over, None where a part is unknown."""
    return _sum([one.households for one in moves])


def _sum(counts: list[int | None]) -> int | None:
    known = [one for one in counts if one is not None]
    return sum(known) if len(known) == len(counts) else None
