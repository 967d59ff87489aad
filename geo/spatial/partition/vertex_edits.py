"""Edits of single vertices: move, insert, delete; every cell that has the vertex follows.

The outer border stays where it is: only adding and removing area changes it.
"""

from collections.abc import Callable

import numpy as np

from geo.domain.codes import CellCode
from geo.domain.errors import EditRefused, NotFound, WouldCross
from geo.spatial.partition.cells import Cell, Cells, Ids, cell_of, edge_table, edges, keys
from geo.spatial.partition.changing import Change, Place, Step, taken
from geo.spatial.partition.rules import NO_RULES, EditRules, require_unlocked
from geo.spatial.partition.soundness import FEWEST_VERTICES
from geo.spatial.partition.value import Partition, holding
from geo.spatial.partition.vertices import appended

OUTER_BORDER, JUNCTION = "outer_border", "junction"


def move_vertex(partition: Partition, vertex: int, to: Place, rules: EditRules = NO_RULES) -> Step:
    """Return the step that moves a vertex; it goes by a new id afterwards, the table's last.

    Raises:
        NotFound: no cell has the vertex.
        EditRefused: it lies on the outer border.
        WouldCross: borders would cross or a cell would vanish.
        GridLocked, NotConnected, LeavesVillage: a rule forbids it.
    """
    around = holding(partition, vertex)
    require_unlocked(partition, around, rules)
    if _is_outer(around, vertex):
        raise _refused(OUTER_BORDER, partition, vertex)
    vertices = appended(partition.vertices, np.array([to], float))
    new = vertices.count - 1
    cells = _with_rings(around, lambda ring: np.where(ring == vertex, new, ring))
    return taken(partition, Change(vertices, cells, to), rules)


def insert_vertex(
    partition: Partition, first: int, second: int, at: Place, rules: EditRules = NO_RULES
) -> Step:
    """Return the step that puts a vertex on an edge; on the outer border it stays on the line.

    Its id is the table's last.

    Raises:
        NotFound: no cell has that edge.
        WouldCross: borders would cross.
        GridLocked, NotConnected, LeavesVillage: a rule forbids it.
    """
    around = {
        code: cell for code, cell in holding(partition, first).items() if _has(cell, first, second)
    }
    if not around:
        raise NotFound(what="edge", key=f"{first}-{second}")
    require_unlocked(partition, around, rules)
    place = at if len(around) > 1 else _onto(partition, first, second, at)
    vertices = appended(partition.vertices, np.array([place], float))
    new = vertices.count - 1
    cells = _with_rings(around, lambda ring: with_between(ring, first, second, new))
    return taken(partition, Change(vertices, cells, place), rules)


def delete_vertex(partition: Partition, vertex: int, rules: EditRules = NO_RULES) -> Step:
    """Return the step that takes a vertex out of every ring that has it.

    Raises:
        NotFound: no cell has the vertex.
        EditRefused: three borders meet there, or it is a corner of the outer border.
        WouldCross: borders would cross or a cell would vanish.
        GridLocked, NotConnected, LeavesVillage: a rule forbids it.
    """
    around = holding(partition, vertex)
    require_unlocked(partition, around, rules)
    ends = _ends(around, vertex)
    if len(ends) > 2:
        raise _refused(JUNCTION, partition, vertex)
    if _is_outer(around, vertex) and not _on_line(partition, vertex, ends):
        raise _refused(OUTER_BORDER, partition, vertex)
    place = partition.vertices.place(vertex)
    cells = _with_rings(around, lambda ring: ring[ring != vertex])
    return taken(partition, Change(partition.vertices, cells, place), rules)


def is_idle(partition: Partition, vertex: int) -> bool:
    """Return whether a vertex lies on a straight line between the only two it is joined to.

    Without it nothing would be another shape.

    Raises:
        NotFound: no cell has the vertex.
    """
    ends = _ends(holding(partition, vertex), vertex)
    return len(ends) == 2 and _on_line(partition, vertex, ends)


def with_between(ring: Ids, first: int, second: int, new: int) -> Ids:
    """Return the ring with `new` on its edge between two vertices, whichever way it runs."""
    after = np.append(ring[1:], ring[0])
    here = ((ring == first) & (after == second)) | ((ring == second) & (after == first))
    return np.insert(ring, np.flatnonzero(here) + 1, new)


def _with_rings(around: Cells, renewed: Callable[[Ids], Ids]) -> Cells:
    """Return the cells with every ring renewed; a ring that loses its third vertex is refused."""
    return {code: _with(code, cell, renewed) for code, cell in around.items()}


def _with(code: CellCode, cell: Cell, renewed: Callable[[Ids], Ids]) -> Cell:
    parts = [[renewed(ring) for ring in part] for part in cell.parts]
    if any(len(ring) < FEWEST_VERTICES for part in parts for ring in part):
        raise WouldCross(cells=code)
    return cell_of(cell.grid, parts)


def _has(cell: Cell, first: int, second: int) -> bool:
    own = edges(cell)
    return bool((((own == (first, second)) | (own == (second, first))).all(axis=1)).any())


def _around(around: Cells, vertex: int) -> Ids:
    directed, _ = edge_table(around.values())
    at: Ids = directed[(directed == vertex).any(axis=1)]
    return at


def _is_outer(around: Cells, vertex: int) -> bool:
    """Return whether an edge at the vertex has a cell on one side only."""
    at = _around(around, vertex)
    return not np.isin(keys(at), keys(at[:, ::-1])).all()


def _ends(around: Cells, vertex: int) -> list[int]:
    ends = np.unique(_around(around, vertex))
    return [int(end) for end in ends[ends != vertex]]


def _on_line(partition: Partition, vertex: int, ends: list[int]) -> bool:
    at = partition.vertices.place(vertex)
    onto = _onto(partition, ends[0], ends[1], at)
    return bool(np.hypot(at[0] - onto[0], at[1] - onto[1]) <= HAIR_M)


HAIR_M = 1e-6
"""A vertex this near to the line of its neighbours lies on it: its place was rounded there."""


def _onto(partition: Partition, first: int, second: int, at: Place) -> Place:
    """Return the place on the edge nearest to `at`, ends excluded by the check of cells."""
    start, end = partition.xy[first], partition.xy[second]
    along = end - start
    share = float(np.dot(np.asarray(at) - start, along) / np.dot(along, along))
    x, y = (start + min(max(share, 0.0), 1.0) * along).tolist()
    return x, y


def _refused(reason: str, partition: Partition, vertex: int) -> EditRefused:
    x_m, y_m = partition.vertices.place(vertex)
    return EditRefused(reason, x_m=x_m, y_m=y_m)
