"""Edits in degrees to operations of the partition in metres; decides nothing itself."""

from collections.abc import Iterable

import numpy as np

from geo.domain import edits
from geo.domain.codes import CellCode, GridCode
from geo.spatial import frames, partition
from geo.spatial.frames import MetricCrs
from geo.spatial.partition import EditRules, Partition, Step


def operated(before: Partition, edit: edits.Edit, rules: EditRules, crs: MetricCrs) -> Step:
    """Return the step that an edit makes of a partition; one on facts changes nothing there.

    Raises:
        EditRefused, NotFound: as the operation does.
    """
    match edit:
        case edits.SetLock() | edits.Rename() | edits.SetKind() | edits.Excuse():
            return Step(before, ())
        case edits.Several(parts=parts):
            return _one_after_another(before, parts, rules, crs)
        case edits.MoveVertex() | edits.InsertVertex() | edits.DeleteVertex():
            return _vertex(before, edit, rules, crs)
        case edits.Reassign(cells=cells, to_grid=grid):
            return partition.reassign(before, _cells(cells), GridCode(grid), rules)
        case edits.Merge(kept=kept, other=other):
            return partition.merge(before, GridCode(kept), GridCode(other), rules)
        case _:
            return _drawn(before, edit, rules, crs)


def _vertex(
    before: Partition,
    edit: edits.MoveVertex | edits.InsertVertex | edits.DeleteVertex,
    rules: EditRules,
    crs: MetricCrs,
) -> Step:
    match edit:
        case edits.MoveVertex(vertex=vertex, to=to):
            return partition.move_vertex(before, vertex, place_m(to, crs), rules)
        case edits.InsertVertex(first=first, second=second, at=at):
            return partition.insert_vertex(before, first, second, place_m(at, crs), rules)
        case edits.DeleteVertex(vertex=vertex):
            return partition.delete_vertex(before, vertex, rules)


def _drawn(
    before: Partition,
    edit: edits.Reshape | edits.Split | edits.CutOut | edits.AddArea | edits.RemoveArea,
    rules: EditRules,
    crs: MetricCrs,
) -> Step:
    match edit:
        case edits.Reshape(first=first, second=second, line=line):
            pair = GridCode(first), GridCode(second)
            return partition.reshape(before, line_m(line, crs), pair, rules)
        case edits.Split(grid=grid, line=line, new_grid=new, turned=turned):
            pair, drawn = (GridCode(grid), GridCode(new)), line_m(line, crs)
            return partition.split(before, drawn, pair, rules, turned=turned)
        case edits.CutOut(ring=ring, from_grid=source, to_grid=target):
            drawn = line_m(ring, crs)
            return partition.cut_out(before, drawn, GridCode(source), GridCode(target), rules)
        case edits.AddArea(ring=ring, to_grid=grid):
            return partition.add_area(before, line_m(ring, crs), GridCode(grid), rules)
        case edits.RemoveArea(cells=cells):
            return partition.remove_area(before, _cells(cells), rules)


def _one_after_another(
    before: Partition, parts: Iterable[edits.Reassign], rules: EditRules, crs: MetricCrs
) -> Step:
    """Return several reassignments as one step, held to the rules as a whole."""
    labels = {CellCode(code): GridCode(part.to_grid) for part in parts for code in part.cells}
    return partition.relabel(before, labels, rules)


def place_m(at: edits.LonLat, crs: MetricCrs) -> tuple[float, float]:
    """Return a place in metres."""
    x_m, y_m = line_m((at,), crs)[0].tolist()
    return x_m, y_m


def line_m(line: edits.Line, crs: MetricCrs) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """Return an (n, 2) array of metres."""
    at = np.asarray(line, np.float64)
    return frames.metric_xy(at[:, 0], at[:, 1], crs)


def _cells(codes: Iterable[str]) -> list[CellCode]:
    return [CellCode(code) for code in codes]
