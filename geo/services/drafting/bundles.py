"""Which way the people of a draft went: all that went the same way are one bundle.

Whatever a reader is shown of a draft, of any step or after any, is a sum over whole bundles and
over what stayed in each grid. Where each of these is nobody or at least ten, so is every set of
people that can be worked out by adding and subtracting. Where one is small, the counts of all
grids that it hangs together with are held back.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from geo.domain.codes import CellCode, GridCode
from geo.services.drafting.base import DraftBase
from geo.services.drafting.state import DraftState
from geo.services.drafting.trails import CellTrace, Trace
from geo.services.small_counts.hanging import Told, held_back
from geo.services.small_counts.withheld import Withheld
from geo.spatial.partition.provisional import base_code

Way = tuple[tuple[int, GridCode], ...]
"""The grid that ground was in before any step (0), and each it came to by the number of a step."""
Counted = Callable[[Iterable[CellCode]], tuple[float | None, ...]]
"""Returns the counts of some cells together, of which none that is small may be shown."""


@dataclass(slots=True)
class _Ways:
    """Follows cells through the steps.

    `gone` tells of land taken out of the town, `mixed_people` and `mixed_reports` name grids
    between which a border moved in a way that bundles do not tell.
    """

    base: DraftBase
    of: dict[CellCode, Way] = field(default_factory=dict)
    gone: list[Told] = field(default_factory=list)
    mixed_people: set[GridCode] = field(default_factory=set)
    mixed_reports: set[GridCode] = field(default_factory=set)

    def way(self, code: CellCode) -> Way:
        """Return the way of a cell that there is or was."""
        found = self.of.get(code)
        return found or ((0, self.base.partition.grid_of(code)),)

    def follow(self, number: int, trace: Trace) -> None:
        """Take the cells of a step along."""
        mixed = [one for one in trace.cells if one.has_other_people]
        self.mixed_people |= self._apart(mixed)
        mixed = [one for one in trace.cells if one.has_other_reports]
        self.mixed_reports |= self._apart(mixed)
        for one in trace.gone:
            grids = grids_on(self.way(one.cell))
            self.gone.append(Told(grids, one.people))
            self.mixed_reports |= set(grids)
        self.of |= {one.cell: self._longer(number, one) for one in trace.cells}

    def _longer(self, number: int, one: CellTrace) -> Way:
        way = () if one.former is None else self.way(one.former)
        return way if way and way[-1][1] == one.grid else (*way, (number, one.grid))

    def _apart(self, mixed: Sequence[CellTrace]) -> set[GridCode]:
        """Return the grids of cells that exchanged people, unless all are of one bundle."""
        ways = {self.way(one.former or one.cell) for one in mixed}
        are_at_home = all(len(way) == 1 for way in ways)
        if len(ways) <= 1 and are_at_home:
            return set()
        return {grid for way in ways for grid in grids_on(way)}


def grids_on(way: Way) -> tuple[GridCode, ...]:
    """Return the grids of a way."""
    return tuple(grid for _, grid in way)


def withheld_of(
    base: DraftBase, traces: Sequence[Trace], last: DraftState, people: Counted, reports: Counted
) -> Withheld:
    """Return which counts are held back of a draft; `last` is its state after all steps."""
    ways = _Ways(base)
    for number, trace in enumerate(traces, 1):
        ways.follow(number, trace)
    bundles = list(_bundles(base, ways, last))
    return Withheld(
        held_back([*_told(bundles, people), *ways.gone], also=ways.mixed_people),
        held_back(_told(bundles, reports), also=ways.mixed_reports),
    )


_Bundle = tuple[tuple[GridCode, ...], list[CellCode]]


def _told(bundles: Iterable[_Bundle], counted: Counted) -> list[Told]:
    return [Told(grids, counted(cells)) for grids, cells in bundles]


def _bundles(base: DraftBase, ways: _Ways, last: DraftState) -> Iterator[_Bundle]:
    """Return each bundle with the grids it came through, and what stayed in each of them."""
    found: dict[tuple[object, ...], list[CellCode]] = defaultdict(list)
    moved = [one for one in ways.of.keys() & last.partition.cells if len(ways.way(one)) > 1]
    for code in moved:
        found[ways.way(code), *_group(base, code)].append(code)
    for cells in found.values():
        yield grids_on(ways.way(cells[0])), cells
    for grid in sorted({grid for code in moved for grid in grids_on(ways.way(code))}):
        yield (grid,), [one for one in last.partition.cells_of(grid) if len(ways.way(one)) == 1]


def _group(base: DraftBase, code: CellCode) -> tuple[object, str]:
    """Return the village and 村民小组 that a cell is told under; without one it stands alone."""
    origin = base_code(code)
    return base.village_of_cell.get(origin), base.group_of_cell.get(origin, str(code))
