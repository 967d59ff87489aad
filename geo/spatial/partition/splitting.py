"""Cutting a grid in two along a drawn line: the lesser side gets the new code."""

from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.domain.codes import GridCode
from geo.domain.errors import EditRefused
from geo.spatial.partition.cells import Floats, keys
from geo.spatial.partition.changing import Step
from geo.spatial.partition.cutting import cells_near
from geo.spatial.partition.drawing import Laid, drawn, lay
from geo.spatial.partition.faces import Face, edges_of_faces, faces_of
from geo.spatial.partition.pieces import parted
from geo.spatial.partition.rules import NO_RULES, EditRules
from geo.spatial.partition.value import Partition

NOT_ACROSS = "not_across"
Pairs = NDArray[np.int64]


def split(
    partition: Partition,
    line: Floats,
    grids: tuple[GridCode, GridCode],
    rules: EditRules = NO_RULES,
    *,
    turned: bool = False,
) -> Step:
    """Return the step that cuts the first grid along a line; the lesser side is the second's, new.

    With `turned` the larger side is the new grid's.

    Raises:
        NotFound: the grid has no cell.
        EditRefused: the line does not part the grid.
        WouldCross: the line crosses itself.
        GridLocked, NotConnected, LeavesVillage: a rule forbids it.
    """
    grid, new_grid = grids
    at = drawn(line, fewest=2)
    near = cells_near(partition, (grid,), at, rules.snap_m)
    if not near:
        raise EditRefused(NOT_ACROSS, grids=grid, x_m=float(at[0, 0]), y_m=float(at[0, 1]))
    laid = lay(partition, near, at, rules.snap_m)
    faces = faces_of(partition, partition.cells_of(grid), laid)
    lesser = lesser_side(faces, *_links(partition, faces, laid), turned=turned)
    if not lesser:
        raise EditRefused(NOT_ACROSS, grids=grid, x_m=laid.place[0], y_m=laid.place[1])
    targets = [new_grid if position in lesser else grid for position in range(len(faces))]
    step = parted(partition, laid, faces, targets, rules)
    if not step.touched:
        raise EditRefused(NOT_ACROSS, grids=grid, x_m=laid.place[0], y_m=laid.place[1])
    return step


def _links(partition: Partition, faces: Sequence[Face], laid: Laid) -> tuple[Pairs, Pairs]:
    """Return the pairs of faces that meet, (m, 2): freely, and across the line."""
    directed, owner = edges_of_faces(partition, faces, laid)
    there, back = keys(directed), keys(directed[:, ::-1])
    order = np.argsort(there)
    partner = order[np.minimum(np.searchsorted(there[order], back), len(there) - 1)]
    met = (there[partner] == back) & (owner < owner[partner])
    walls = np.sort(laid.segments, axis=1)
    is_wall = np.isin(keys(np.sort(directed[met], axis=1)), keys(walls))
    pairs = np.column_stack((owner, owner[partner]))[met]
    return pairs[~is_wall], pairs[is_wall]


def lesser_side(
    faces: Sequence[Face], free: Pairs, walled: Pairs, *, turned: bool = False
) -> set[int]:
    """Return the positions of the faces on the smaller side of the line; none when it parts none.

    With `turned` they are those on the other side.

    Where the line winds through a grid, the sides alternate; stretches it does not part stay whole.
    """
    count = len(faces)
    size = (count, count)
    table = coo_array((np.ones(len(free)), (free[:, 0], free[:, 1])), shape=size)
    region = connected_components(table, directed=False)[1]
    area = np.bincount(region, weights=shapely.area([face.shape for face in faces])).astype(float)
    beside: dict[int, set[int]] = {}
    for one, other in region[walled].tolist():
        if one != other:
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
    lesser = {part for group in _groups(beside) for part in _sides(group, area)[int(turned)]}
    return {position for position, own in enumerate(region.tolist()) if own in lesser}


def _groups(beside: dict[int, set[int]]) -> Iterable[dict[int, int]]:
    """Yield the regions that the line parts from one another, each group with sides 0 and 1."""
    side: dict[int, int] = {}
    for start in sorted(beside):
        if start in side:
            continue
        group, open_ = {start: 0}, [start]
        while open_:
            region = open_.pop()
            for near in sorted(beside[region] - group.keys()):
                group[near] = 1 - group[region]
                open_.append(near)
        side.update(group)
        yield group


def _sides(group: dict[int, int], area: Floats) -> list[list[int]]:
    """Return the regions of the two sides, the smaller side first."""
    sides = [[region for region, own in group.items() if own == side] for side in (0, 1)]
    return sorted(sides, key=lambda regions: (float(area[regions].sum()), regions[:1]))
