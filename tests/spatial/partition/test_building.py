"""Frames become partitions, or are refused with the cells that are wrong named."""

import numpy as np
import pytest
import shapely

from geo.domain.errors import NotAPartition
from geo.spatial.adjacency import shared_borders
from geo.spatial.partition import borders, build_partition, cell_shapes, nodes, to_bytes
from tests.spatial.partition.squares import assert_sound, board, grid, layer, square


def test_four_squares_share_nine_vertices_and_four_borders() -> None:
    partition = board("AA", "BB")
    assert len(partition.xy) == 9
    assert partition.codes == ("c00", "c01", "c10", "c11")
    assert borders(partition).to_numpy().tolist() == [
        [0, 1, 100],
        [0, 2, 100],
        [1, 3, 100],
        [2, 3, 100],
    ]
    assert_sound(partition)


def test_borders_are_those_of_the_layer_of_shapes() -> None:
    partition = board("AAB", "ABB", "CCC")
    shapes = {c: ("A", s) for c, s in zip(partition.codes, cell_shapes(partition), strict=True)}
    assert borders(partition).equals(shared_borders(layer(shapes)))


def test_the_order_of_rows_does_not_matter() -> None:
    cells = layer({"b": ("A", square(0, 1)), "a": ("A", square(0, 0))})
    other = layer({"a": ("A", square(0, 0)), "b": ("A", square(0, 1))})
    assert to_bytes(build_partition(cells)) == to_bytes(build_partition(other))


def test_holes_islands_and_cells_of_several_parts_are_kept() -> None:
    ring = shapely.difference(shapely.box(0, 0, 300, 300), square(1, 1))
    parts = shapely.MultiPolygon([square(1, 1), square(5, 5)])
    partition = build_partition(layer({"a": ("A", ring), "b": ("B", parts)}))
    assert shapely.area(cell_shapes(partition)).tolist() == [80_000, 20_000]
    assert borders(partition)["border_m"].tolist() == [400]
    assert_sound(partition)


def test_overlapping_cells_are_named() -> None:
    cells = {"a": ("A", square(0, 0)), "b": ("A", shapely.box(90, 0, 200, 100))}
    with pytest.raises(NotAPartition) as refused:
        build_partition(layer({**cells, "c": ("A", square(5, 5))}))
    assert refused.value.values["cells"] == "a, b"
    assert refused.value.values["count"] == 2


def test_a_neighbours_missing_vertex_is_a_fault() -> None:
    """The long cell below has no vertex where the two above meet: a T-junction."""
    cells = {
        "a": ("A", shapely.box(0, 0, 200, 100)),
        "b": ("A", square(1, 0)),
        "c": ("A", square(1, 1)),
    }
    with pytest.raises(NotAPartition):
        build_partition(layer(cells))


def test_a_slit_of_a_millimetre_is_a_fault_and_a_lake_is_not() -> None:
    slit = {"a": ("A", square(0, 0)), "b": ("A", shapely.box(100.001, 0, 200, 100))}
    with pytest.raises(NotAPartition):
        build_partition(layer(slit))
    lake = shapely.difference(square(0, 0), shapely.box(10, 10, 20, 20))
    assert_sound(build_partition(layer({"a": ("A", lake), "b": ("A", square(0, 1))})))


def test_a_code_that_two_cells_have_is_a_fault() -> None:
    both = layer({"a": ("A", square(0, 0)), "b": ("A", square(0, 1))}).assign(code="a")
    with pytest.raises(NotAPartition):
        build_partition(both)  # type: ignore[arg-type]


def test_nodes_run_along_the_grids_border_and_know_who_else_has_them() -> None:
    """A holds the two squares on the left: six corners, three of them B's as well."""
    found = nodes(board("AB", "AB"), grid("A"))
    assert len(found.ids) == len(found.edges) == 6
    assert sorted(found.xy[found.shared].tolist()) == [[100, 0], [100, 100], [100, 200]]
    assert set(np.unique(found.edges)) == set(found.ids)
