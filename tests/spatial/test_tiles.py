"""Tiles of the web map: known squares, runs of the curve, and what lies outside the world."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.domain.errors import BadValue
from geo.spatial import tiles
from geo.spatial.tiles import Tile


def test_golmud_lies_in_the_tile_that_the_slippy_map_formula_gives() -> None:
    # By hand for 94.9° E, 36.4° N at zoom 10: x = (94.9 + 180) ÷ 360 × 1024 = 781.9; with
    # ln(tan 36.4° + sec 36.4°) = 0.68306, y = (1 − 0.68306 ÷ π) ÷ 2 × 1024 = 400.7.
    world = tiles.world_xy(np.array([94.9]), np.array([36.4]))
    assert np.floor(world * 1024).tolist() == [[781, 400]]
    shares = Tile(10, 781, 400).within(world)
    assert np.round(shares, 1).tolist() == [[0.9, 0.7]]


def test_the_four_children_of_a_tile_share_out_its_run() -> None:
    first, stop = Tile(3, 5, 2).code_range()
    children = [Tile(4, 10 + dx, 4 + dy).code_range() for dy in (0, 1) for dx in (0, 1)]
    assert [one for one, _ in children] == [first, *(end for _, end in children[:-1])]
    assert children[-1][1] == stop


@given(
    st.lists(st.tuples(st.floats(-179.9, 179.9), st.floats(-84, 84)), min_size=1, max_size=40),
    st.integers(0, 12),
)
def test_a_run_of_codes_holds_just_the_points_in_its_tile(
    places: list[tuple[float, float]], zoom: int
) -> None:
    world = tiles.world_xy(*np.array(places).T)
    x, y = np.floor(world[0] * 2**zoom).astype(int)
    first, stop = Tile(zoom, int(x), int(y)).code_range()
    by_run = [first <= code < stop for code in tiles.codes(world).tolist()]
    assert by_run == (np.floor(world * 2**zoom) == [x, y]).all(axis=1).tolist()


def test_squares_begin_where_the_code_above_them_changes() -> None:
    # At the deepest zoom but one, codes 0–3 are one square, 4–7 the next.
    ordered = np.array([0, 3, 4, 4, 9], np.uint64)
    assert tiles.square_starts(ordered, tiles.DEEPEST - 1).tolist() == [0, 2, 4]
    assert tiles.square_starts(ordered[:0], 3).tolist() == []


def test_the_poles_lie_on_the_edge_of_the_world() -> None:
    world = tiles.world_xy(np.array([0.0, 0.0]), np.array([90.0, -90.0]))
    assert np.allclose(world[:, 1], [0, 1])
    assert tiles.codes(world).max() < 4**tiles.DEEPEST


@pytest.mark.parametrize("asked", ["3/8/0", "-1/0/0", "23/0/0", "a/0/0"])
def test_a_tile_that_is_none_is_refused(asked: str) -> None:
    with pytest.raises(BadValue):
        Tile.read(*asked.split("/"))
