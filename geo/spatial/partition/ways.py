"""Ways along a common border: from one of its vertices to another, the second one of a loop too."""

from heapq import heappop, heappush
from itertools import pairwise

from geo.spatial.partition.cells import Floats, Ids

Graph = dict[int, dict[int, float]]


def graph_of(edges: Ids, length_m: Floats) -> Graph:
    """Return the undirected graph of (m, 2) edges between vertices."""
    found: Graph = {}
    for (one, other), length in zip(edges.tolist(), length_m.tolist(), strict=True):
        found.setdefault(one, {})[other] = length
        found.setdefault(other, {})[one] = length
    return found


def ways(graph: Graph, start: int, end: int) -> list[list[int]]:
    """Return the shortest way, then the shortest one that shares no edge with it, if there are."""
    first = shortest(graph, start, end)
    if first is None:
        return []
    taken = {frozenset(pair) for pair in pairwise(first)}
    rest = {
        one: {other: far for other, far in near.items() if frozenset((one, other)) not in taken}
        for one, near in graph.items()
    }
    second = shortest(rest, start, end)
    return [first] if second is None else [first, second]


def shortest(graph: Graph, start: int, end: int) -> list[int] | None:
    """Return the vertices of the shortest way (Dijkstra 1959), None where there is none."""
    came: dict[int, int] = {}
    open_ = [(0.0, start, start)]
    while open_:
        far, vertex, previous = heappop(open_)
        if vertex in came:
            continue
        came[vertex] = previous
        if vertex == end:
            return _back(came, end)
        for near, length in graph[vertex].items():
            if near not in came:
                heappush(open_, (far + length, near, vertex))
    return None


def _back(came: dict[int, int], end: int) -> list[int]:
    way = [end]
    while came[way[-1]] != way[-1]:
        way.append(came[way[-1]])
    return way[::-1]
