"""What bounds hand-made grids; every answer can be read off the drawing beside it."""

import numpy as np
import shapely

from geo.spatial.four_sides import (
    NO_LINE,
    OUTSIDE,
    Bound,
    GridRange,
    Side,
    Surroundings,
    grid_range,
)

E, S, W, N = Side.EAST, Side.SOUTH, Side.WEST, Side.NORTH


def _around(*grids: shapely.Geometry, lines: tuple[shapely.Geometry, ...] = ()) -> Surroundings:
    return Surroundings(
        np.array(grids, object), np.array(lines, object), np.arange(len(lines), dtype=np.int64)
    )


def _box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(100 * west, 100 * south, 100 * east, 100 * north)


def _plain(found: GridRange, part: int = 0) -> dict[Side, list[tuple[int, ...]]]:
    return {side: [one.neighbours for one in bounds] for side, bounds in found.parts[part].items()}


def test_a_square_among_squares_reaches_each_on_its_side() -> None:
    # 1 lies east of 0, 2 north of it; west and south there is nothing.
    found = grid_range(_around(_box(0, 0, 1, 1), _box(1, 0, 2, 1), _box(0, 1, 1, 2)), 0)
    assert _plain(found) == {E: [(1,)], S: [(OUTSIDE,)], W: [(OUTSIDE,)], N: [(2,)]}


def test_neighbours_of_one_side_come_in_the_order_they_lie() -> None:
    # East of 0: grid 2 in the north (60 m), grid 1 in the south (40 m): north is named first.
    found = grid_range(_around(_box(0, 0, 1, 1), _box(1, 0, 2, 0.4), _box(1, 0.4, 2, 1)), 0)
    assert _plain(found)[E] == [(2,), (1,)]


def test_a_neighbour_of_a_short_stretch_is_left_out() -> None:
    # 14 m of 100 are under the least share of 15 %, 16 m are over it.
    for south, named in ((0.14, [(2,)]), (0.16, [(2,), (1,)])):
        around = _around(_box(0, 0, 1, 1), _box(1, 0, 2, south), _box(1, south, 2, 1))
        assert _plain(grid_range(around, 0))[E] == named


def test_no_side_names_more_than_three_neighbours() -> None:
    stack = [_box(1, 0.2 * n, 2, 0.2 * (n + 1)) for n in range(5)]
    assert len(_plain(grid_range(_around(_box(0, 0, 1, 1), *stack), 0))[E]) == 3


def test_a_neighbour_around_a_corner_bounds_both_sides() -> None:
    angle = shapely.difference(_box(0, 0, 2, 2), _box(0, 0, 1, 1))
    found = _plain(grid_range(_around(_box(0, 0, 1, 1), angle), 0))
    assert (found[E], found[N]) == ([(1,)], [(1,)])


def test_the_bends_of_a_river_are_no_sides() -> None:
    # The east border swings 4 m to either side of x = 100: bends of 45 degrees that face
    # north and south, yet they belong to the east side alone.
    bends = [(100.0 + (4 if n % 2 else -4), 2.0 + 4 * n) for n in range(25)]
    land = shapely.Polygon([(0, 0), (100, 0), *bends, (100, 100), (0, 100)])
    beyond = shapely.difference(shapely.box(100 - 5, 0, 200, 100), land)
    found = _plain(grid_range(_around(land, beyond), 0))
    assert found == {E: [(1,)], S: [(OUTSIDE,)], W: [(OUTSIDE,)], N: [(OUTSIDE,)]}


def test_a_tip_takes_what_looks_that_way_most() -> None:
    # A steep triangle: no edge faces north, its flanks look there by 50 m each; the west flank
    # has grid 1 beyond it, the east one nothing.
    tip = shapely.Polygon([(0, 0), (100, 0), (50, 300)])
    west = shapely.Polygon([(0, 0), (50, 300), (-100, 300), (-100, 0)])
    found = _plain(grid_range(_around(tip, west), 0))
    assert found == {E: [(OUTSIDE,)], S: [(OUTSIDE,)], W: [(1,)], N: [(1,), (OUTSIDE,)]}


def test_a_border_along_a_line_names_it_and_one_across_it_does_not() -> None:
    squares = (_box(0, 0, 1, 1), _box(1, 0, 2, 1))
    along = shapely.LineString([(105, -50), (105, 150)])
    across = shapely.LineString([(-50, 50), (150, 50)])
    found = grid_range(_around(*squares, lines=(along, across)), 0).parts[0]
    assert found[E] == (Bound((1,), 0),)
    assert found[W] == (Bound((OUTSIDE,), NO_LINE),)


def test_neighbours_along_one_line_are_put_together() -> None:
    squares = (_box(0, 0, 1, 1), _box(1, 0, 2, 0.5), _box(1, 0.5, 2, 1))
    road = shapely.LineString([(100, -50), (100, 150)])
    found = grid_range(_around(*squares, lines=(road,)), 0).parts[0]
    assert found[E] == (Bound((2, 1), 0),)


def test_an_island_has_one_neighbour_on_all_sides_and_its_host_names_it_inside() -> None:
    island, host = _box(1, 1, 2, 2), shapely.difference(_box(0, 0, 3, 3), _box(1, 1, 2, 2))
    around = _around(island, host)
    assert _plain(grid_range(around, 0)) == {side: [(1,)] for side in Side}
    assert grid_range(around, 1).inside == (0,)
    assert grid_range(_around(host), 0).inside == (OUTSIDE,)


def test_an_exclave_is_a_part_of_its_own_and_a_sliver_is_none() -> None:
    apart = shapely.MultiPolygon([_box(3, 0, 4, 1), _box(0, 0, 2, 1), _box(8, 0, 8.5, 0.01)])
    found = grid_range(_around(apart, _box(2, 0, 3, 1)), 0)
    assert len(found.parts) == 2
    assert _plain(found, 0)[E] == _plain(found, 1)[W] == [(1,)]


def test_a_slit_between_two_grids_does_not_end_the_jurisdiction() -> None:
    found = grid_range(_around(_box(0, 0, 1, 1), _box(1.05, 0, 2, 1)), 0)
    assert _plain(found)[E] == [(1,)]
