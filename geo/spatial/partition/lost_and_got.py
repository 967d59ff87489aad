"""The edges that changed cells lost or got: what changed hands lies between them."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo.domain.codes import CellCode
from geo.spatial.assignment.compiled import read_only
from geo.spatial.partition.cells import Cell, Floats, edge_table
from geo.spatial.partition.contacts import Owned, changed_edges
from geo.spatial.partition.value import Partition

Asked = Sequence[tuple[CellCode, tuple[int, int]]]
"""Cells whose points may have moved, each with the range of edges that may have moved them."""


@dataclass(frozen=True, slots=True, eq=False)
class Changed:
    """The edges (m, 4: from x, y to x, y) that cells lost or got, and the range of each cell."""

    edges: Floats
    reach: Mapping[CellCode, tuple[int, int]]

    def asked(self, before: Container[CellCode], near: Iterable[CellCode]) -> Asked:
        """Return the cells there were with their own edges, and those `near` with all of them."""
        own = [(code, span) for code, span in self.reach.items() if code in before]
        return [*own, *((code, (0, len(self.edges))) for code in near)]


def changed_between(before: Partition, after: Partition, concerned: Sequence[CellCode]) -> Changed:
    """Return what cells, old or new, lost and got."""
    old, new = (_owned(partition.cells, concerned) for partition in (before, after))
    edges, owner = changed_edges(old, new)
    order = np.argsort(owner, kind="stable")
    ends = np.searchsorted(owner[order], np.arange(len(concerned) + 1)).tolist()
    reach = {code: (ends[row], ends[row + 1]) for row, code in enumerate(concerned)}
    return Changed(read_only(after.xy[edges[order]].reshape(-1, 4)), reach)


def _owned(cells: Mapping[CellCode, Cell], codes: Sequence[CellCode]) -> Owned:
    """Return the edges of the cells there are among `codes`, and whose each is."""
    found = {row: cells[code] for row, code in enumerate(codes) if code in cells}
    directed, owner = edge_table(found.values())
    return directed, np.array(list(found), np.int64)[owner]
