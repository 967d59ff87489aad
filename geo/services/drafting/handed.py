"""What grids hold that was another one's: summed up grid by grid, put together for the whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from geo.domain.codes import GridCode
from geo.services.draft_values import HandOver
from geo.services.drafting.base import DraftBase
from geo.services.drafting.handover import Moved, hand_overs, households_moved
from geo.services.drafting.state import DraftState


@dataclass(frozen=True, slots=True)
class Handed:
    """What one grid holds of others'; `is_estimated` where it has people of a cut cell."""

    groups: tuple[HandOver, ...]
    households: int | None
    is_estimated: bool


def handed_into(
    base: DraftBase, state: DraftState, moved: Mapping[GridCode, Sequence[Moved]]
) -> dict[GridCode, Handed]:
    """Return by grid what it holds of others', from its moved cells."""
    return {
        grid: Handed(
            groups=hand_overs(base, own, base.group_of_cell),
            households=households_moved(own),
            is_estimated=any(state.people[one.cell].is_estimated for one in own),
        )
        for grid, own in moved.items()
    }


def households_of(handed: Iterable[Handed]) -> int | None:
    """Return the households of several grids, None where those of one are unknown."""
    return _sum(one.households for one in handed)


def groups_together(handed: Iterable[Handed]) -> tuple[HandOver, ...]:
    """Return what several grids hold by village and group, in that order."""
    found: dict[tuple[str, str], HandOver] = {}
    for own in handed:
        for one in own.groups:
            key = one.village, one.group
            other = found.get(key)
            found[key] = one if other is None else _joined(one, other)
    return tuple(found[key] for key in sorted(found))


def _joined(one: HandOver, other: HandOver) -> HandOver:
    households = _sum((one.households, other.households))
    return replace(one, cells=one.cells + other.cells, households=households)


def _sum(counts: Iterable[int | None]) -> int | None:
    known = list(counts)
    return None if None in known else sum(one or 0 for one in known)
