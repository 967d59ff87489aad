"""A working sheet: the vertices and edges near a drawn line, with vertices added as it is laid.

The sheet is scratch paper of one operation; the partition it was taken from stays as it is.
"""

import numpy as np

from geo.spatial.partition.cells import Floats, Ids
from geo.spatial.partition.segments import crossed, foot

Edge = tuple[int, int]


class Sheet:
    """Vertices by id and undirected edges; new vertices get the ids from `first_new` on.

    `chains` lists, for each original edge (lesser id first), the new vertices on it in order.
    """

    def __init__(self, xy: Floats, edges: Ids, first_new: int, snap_m: float) -> None:
        """Take the `edges` (m, 2) over the table `xy`; nearer than `snap_m` is the same place."""
        self.edges = np.unique(np.sort(edges, axis=1), axis=0).reshape(-1, 2)
        self.origin = self.edges.copy()
        self.ids = np.unique(self.edges)
        self.at = xy[self.ids]
        self.start, self.end = xy[self.edges[:, 0]], xy[self.edges[:, 1]]
        self.first_new = self.next_new = first_new
        self.snap_m = snap_m
        self.chains: dict[Edge, list[int]] = {}

    def places(self, ids: Ids) -> Floats:
        """Return the places of vertices that are on the sheet, (n, 2)."""
        order = np.argsort(self.ids)
        found: Floats = self.at[order[np.searchsorted(self.ids, ids, sorter=order)]]
        return found

    def place(self, vertex: int) -> Floats:
        """Return the place of one vertex that is on the sheet."""
        found: Floats = self.at[int(np.flatnonzero(self.ids == vertex)[0])]
        return found

    def node(self, at: Floats) -> int:
        """Return the vertex for a drawn place: one near by, or a new one on an edge or alone."""
        away = np.hypot(*(self.at - at).T)
        if len(away) and away.min() <= self.snap_m:
            return int(self.ids[away.argmin()])
        feet = foot(self.start, self.end, at)
        away = np.hypot(*(feet - at).T)
        if len(away) and away.min() <= self.snap_m:
            return self._on_edge(int(away.argmin()), feet[away.argmin()])
        return self._new(at)

    def between(self, first: int, last: int) -> list[int]:
        """Return the vertices of the way from one to another, ends included.

        The way bends to vertices that are near, and gets a new one wherever it crosses an edge.
        """
        return self._between(first, last, {first, last})

    def _between(self, first: int, last: int, used: set[int]) -> list[int]:
        middle = self._near_way(first, last, used)
        if middle is None:
            middle = self._crossing(first, last)
        if middle is None:
            return [first, last]
        used.add(middle)
        before = self._between(first, middle, used)
        return before[:-1] + self._between(middle, last, used)

    def _near_way(self, first: int, last: int, used: set[int]) -> int | None:
        """Return the first unused vertex that the straight way passes closely."""
        start, end = self.place(first), self.place(last)
        along = end - start
        length_m = float(np.hypot(*along))
        share = (self.at - start) @ along / max(length_m**2, np.finfo(float).tiny)
        aside = np.hypot(*(self.at - start - np.outer(share, along)).T)
        near = np.flatnonzero((aside <= self.snap_m) & (share > 0) & (share < 1))
        for row in near[np.argsort(share[near])].tolist():
            if int(self.ids[row]) not in used:
                return int(self.ids[row])
        return None

    def _crossing(self, first: int, last: int) -> int | None:
        """Return a new vertex where the straight way first crosses an edge."""
        start, end = self.place(first), self.place(last)
        apart = ~np.isin(self.edges, (first, last)).any(axis=1)
        rows = np.flatnonzero(apart)
        share, hit = crossed((start, end), self.start[rows], self.end[rows])
        if not hit.any():
            return None
        nearest = int(np.argmin(np.where(hit, share, np.inf)))
        return self._on_edge(int(rows[nearest]), start + share[nearest] * (end - start))

    def _new(self, at: Floats) -> int:
        vertex = self.next_new
        self.next_new += 1
        self.ids = np.append(self.ids, vertex)
        self.at = np.vstack((self.at, at))
        return vertex

    def _on_edge(self, row: int, at: Floats) -> int:
        """Return a new vertex that parts the edge in `row` in two."""
        vertex = self._new(at)
        one, other = self.edges[row].tolist()
        self._chain(row, one, other, vertex)
        self.edges[row, 1] = vertex
        self.edges = np.vstack((self.edges, (vertex, other)))
        self.origin = np.vstack((self.origin, self.origin[row]))
        self.start, self.end = np.vstack((self.start, at)), np.vstack((self.end, self.end[row]))
        self.end[row] = at
        return vertex

    def _chain(self, row: int, one: int, other: int, vertex: int) -> None:
        low, high = self.origin[row].tolist()
        chain = self.chains.setdefault((low, high), [])
        whole = [low, *chain, high]
        chain.insert(max(min(whole.index(one), whole.index(other)), 0), vertex)


def with_chains(ring: Ids, chains: dict[Edge, list[int]]) -> Ids:
    """Return the ring with the new vertices on its edges, in the direction it runs."""
    vertices = ring.tolist()
    if not chains or {edge[0] for edge in chains}.isdisjoint(vertices):
        return ring
    found: list[int] = []
    for one, other in zip(vertices, vertices[1:] + vertices[:1], strict=True):
        chain = chains.get((min(one, other), max(one, other)), [])
        found.extend((one, *(chain if one < other else chain[::-1])))
    return np.array(found, np.int64)
