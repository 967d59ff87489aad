"""From cells on a sheet to a change: the new vertices that are needed get ids, neighbours too."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from geo.spatial.partition.cells import Cell, Cells, Ids, cell_of
from geo.spatial.partition.changing import Change
from geo.spatial.partition.drawing import Laid
from geo.spatial.partition.faces import all_noded
from geo.spatial.partition.value import Partition, holding
from geo.spatial.partition.vertices import appended


def change_of(partition: Partition, laid: Laid, cells: Cells, needed: Iterable[int]) -> Change:
    """Return the change to `cells`, whose rings may have vertices of the sheet.

    Of the sheet's vertices only those `needed` are kept. Cells beside them get them as well.
    """
    first = laid.sheet.first_new
    kept = np.array(sorted(vertex for vertex in needed if vertex >= first), np.int64)
    beside = _beside(partition, laid, kept, cells)
    every = {**cells, **beside}
    uncut = [code for code, cell in every.items() if _is_uncut(partition.cells.get(code), cell)]
    on_sheet = dict(zip(uncut, all_noded([every[code] for code in uncut], laid), strict=True))
    found = {
        code: cell
        if on_sheet.get(code) is cell
        else _finished(partition.cells.get(code), on_sheet.get(code, cell), laid, kept)
        for code, cell in every.items()
    }
    return Change(
        vertices=appended(partition.vertices, laid.sheet.places(kept)),
        cells=found,
        place=laid.place,
        noded=frozenset(beside),
    )


def _beside(partition: Partition, laid: Laid, kept: Ids, cells: Cells) -> Cells:
    """Return the cells that only get a vertex on an edge, as they are."""
    wanted = set(kept.tolist())
    found: Cells = {}
    for (low, high), chain in laid.sheet.chains.items():
        if wanted.isdisjoint(chain):
            continue
        for code, cell in holding(partition, low).items():
            if code not in cells and any((ring == high).any() for ring in cell.rings):
                found[code] = cell
    return found


def _is_uncut(old: Cell | None, cell: Cell) -> bool:
    return old is not None and cell.parts is old.parts


def _finished(old: Cell | None, cell: Cell, laid: Laid, kept: Ids) -> Cell:
    """Return the cell with final vertex ids; its very rings where they are what they were."""
    parts = [[_numbered(ring, laid.sheet.first_new, kept) for ring in part] for part in cell.parts]
    final = cell_of(cell.grid, parts)
    return replace(final, parts=old.parts) if old and _same_rings(old, final) else final


def _numbered(ring: Ids, first: int, kept: Ids) -> Ids:
    """Return the ring without new vertices that are not kept, the others counted from `first`."""
    ring = ring[(ring < first) | np.isin(ring, kept)]
    return np.where(ring < first, ring, first + np.searchsorted(kept, ring))


def _same_rings(one: Cell, other: Cell) -> bool:
    return len(one.rings) == len(other.rings) and all(
        np.array_equal(a, b) for a, b in zip(one.rings, other.rings, strict=True)
    )
