"""Ways on a working sheet: they end, however many edges they cross and whatever lies under them."""

import numpy as np

from geo.spatial.partition.sheet import Sheet

SNAP_M = 0.5


def sheet(*edges: tuple[tuple[float, float], tuple[float, float]]) -> Sheet:
    """Return a sheet of edges of which each has two vertices of its own: 0 and 1, 2 and 3, …"""
    xy = np.array(edges, float).reshape(-1, 2)
    return Sheet(xy, np.arange(len(xy)).reshape(-1, 2), len(xy), SNAP_M)


def test_a_way_crosses_each_edge_in_a_new_vertex() -> None:
    """From (0, 0) to (3, 0) over edges at x = 1 and x = 2: the new ones are 8 and 9."""
    paper = sheet(
        ((0, 0), (0, -9)), ((3, 0), (3, -9)), ((2, -1), (2, 1)), ((1, -1), (1, 1))
    )  # fmt: skip
    assert paper.between(0, 2) == [0, 8, 9, 2]
    assert paper.places(np.array([8, 9])).tolist() == [[1, 0], [2, 0]]
    assert paper.chains == {(6, 7): [8], (4, 5): [9]}


def test_a_way_over_thousands_of_edges_ends() -> None:
    """Python stops a recursion at a thousand calls; this one crosses 3,000 edges."""
    posts = [((x, -1.0), (x, 1.0)) for x in np.arange(3_000) + 1.0]
    paper = sheet(((0, 0), (0, -9)), ((3_001, 0), (3_001, -9)), *posts)
    assert len(paper.between(0, 2)) == 3_002


def test_a_way_that_starts_where_another_edge_passes_does_not_cross_it_for_ever() -> None:
    """Vertex 0 lies on the edge from (-5, 0) to (5, 0), which has no vertex there."""
    paper = sheet(((0, 0), (0, -9)), ((0, 9), (9, 9)), ((-5, 0), (5, 0)))
    assert paper.between(0, 2) == [0, 2]
    assert len(paper.ids) == 6
