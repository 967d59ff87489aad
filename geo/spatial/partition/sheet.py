"""A working sheet: the vertices and edges near a drawn line, with vertices added as it is laid.

The sheet is scratch paper of one operation; the partition it was taken from stays as it is.
"""

import numpy as np

from geo.spatial.partition.cells import Floats, Ids, distinct, distinct_edges
from geo.spatial.partition.growing import Growing
from geo.spatial.partition.segments import crossed, foot, near

Edge = tuple[int, int]


class Sheet:
    """Vertices by id and undirected edges; new vertices get the ids from `first_new` on.

    `chains` lists, for each original edge (lesser id first), the new vertices on it in order.
    """

    def __init__(self, xy: Floats, edges: Ids, first_new: int, snap_m: float) -> None:
        """Take the `edges` (m, 2) over the table `xy`; nearer than `snap_m` is the same place."""
        given = distinct_edges(edges)
        ids = distinct(given.ravel())
        self._edges, self._origin = Growing(given), Growing(given)
        self._ids, self._at = Growing(ids), Growing(xy[ids])
        self._start, self._end = Growing(xy[given[:, 0]]), Growing(xy[given[:, 1]])
        self.first_new = self.next_new = first_new
        self.snap_m = snap_m
        self.chains: dict[Edge, list[int]] = {}

    @property
    def edges(self) -> Ids:
        """Return all edges as they are now, (m, 2)."""
        return self._edges.rows

    @property
    def ids(self) -> Ids:
        """Return the ids of all vertices, ascending."""
        return self._ids.rows

    @property
    def at(self) -> Floats:
        """Return the places of all vertices in the order of `ids`, (n, 2)."""
        return self._at.rows

    def places(self, ids: Ids) -> Floats:
        """Return the places of vertices that are on the sheet, (n, 2)."""
        found: Floats = self.at[np.searchsorted(self.ids, ids)]
        return found

    def place(self, vertex: int) -> Floats:
        """Return the place of one vertex that is on the sheet."""
        found: Floats = self.at[np.searchsorted(self.ids, vertex)]
        return found

    def node(self, at: Floats) -> int:
        """Return the vertex for a drawn place: one near by, or a new one on an edge or alone."""
        box = np.concatenate((at, at))
        rows = near((self.at, self.at), box, self.snap_m)
        away = np.hypot(*(self.at[rows] - at).T)
        if len(away) and away.min() <= self.snap_m:
            return int(self.ids[rows[away.argmin()]])
        rows = near((self._start.rows, self._end.rows), box, self.snap_m)
        feet = foot(self._start.rows[rows], self._end.rows[rows], at)
        away = np.hypot(*(feet - at).T)
        if len(away) and away.min() <= self.snap_m:
            return self._on_edge(int(rows[away.argmin()]), feet[away.argmin()])
        return self._new(at)

    def between(self, first: int, last: int) -> list[int]:
        """Return the vertices of the way from one to another, ends included.

        The way bends to vertices that are near, and gets a new one wherever it crosses an edge.
        """
        way, ahead, used = [first], [last], {first, last}
        while ahead:
            middle = self._near_way(way[-1], ahead[-1], used)
            if middle is None:
                middle = self._crossing(way[-1], ahead[-1])
            if middle is None:
                way.append(ahead.pop())
            else:
                used.add(middle)
                ahead.append(middle)
        return way

    def _near_way(self, first: int, last: int, used: set[int]) -> int | None:
        """Return the first unused vertex that the straight way passes closely."""
        start, end = self.place(first), self.place(last)
        along = end - start
        length_m = float(np.hypot(*along))
        close = near((self.at, self.at), _box(start, end), self.snap_m)
        apart = self.at[close] - start
        share = apart @ along / max(length_m**2, np.finfo(float).tiny)
        aside = np.hypot(*(apart - np.outer(share, along)).T)
        rows = np.flatnonzero((aside <= self.snap_m) & (share > 0) & (share < 1))
        for vertex in self.ids[close[rows[np.argsort(share[rows])]]].tolist():
            if vertex not in used:
                return int(vertex)
        return None

    def _crossing(self, first: int, last: int) -> int | None:
        """Return a new vertex where the straight way first crosses an edge.

        Edges that end where the way does, at that place if not at that vertex, are not crossed.
        """
        start, end = self.place(first), self.place(last)
        rows = near((self._start.rows, self._end.rows), _box(start, end), self.snap_m)
        touching = self.edges[rows]
        rows = rows[~((touching == first) | (touching == last)).any(axis=1)]
        share, hit = crossed((start, end), self._start.rows[rows], self._end.rows[rows])
        for place in np.argsort(np.where(hit, share, np.inf), kind="stable")[: hit.sum()].tolist():
            at = start + share[place] * (end - start)
            if not ((at == start).all() or (at == end).all()):
                return self._on_edge(int(rows[place]), at)
        return None

    def _new(self, at: Floats) -> int:
        vertex = self.next_new
        self.next_new += 1
        self._ids.append(vertex)
        self._at.append(at)
        return vertex

    def _on_edge(self, row: int, at: Floats) -> int:
        """Return a new vertex that parts the edge in `row` in two."""
        vertex = self._new(at)
        one, other = self.edges[row].tolist()
        self._chain(row, one, other, vertex)
        self._edges.append((vertex, other))
        self._origin.append(self._origin.rows[row])
        self._start.append(at)
        self._end.append(self._end.rows[row])
        self._edges.rows[row, 1] = vertex
        self._end.rows[row] = at
        return vertex

    def _chain(self, row: int, one: int, other: int, vertex: int) -> None:
        low, high = self._origin.rows[row].tolist()
        chain = self.chains.setdefault((low, high), [])
        whole = [low, *chain, high]
        chain.insert(max(min(whole.index(one), whole.index(other)), 0), vertex)


def _box(start: Floats, end: Floats) -> Floats:
    return np.concatenate((np.minimum(start, end), np.maximum(start, end)))


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
