"""Land added and removed at the rim of a board of squares of 100 m."""

import pytest
import shapely

from geo.domain.errors import EditRefused, GridLocked, NotConnected, NotFound
from geo.spatial.partition import (
    EditRules,
    add_area,
    build_partition,
    cell_shapes,
    remove_area,
    total_area_m2,
)
from tests.spatial.partition.squares import (
    area,
    assert_sound,
    board,
    code,
    codes,
    grid,
    layer,
    line,
    square,
)


def test_added_land_is_what_no_cell_covers() -> None:
    """A ring from x = 150 to 240 over a board that ends at 200 adds 40 × 60."""
    before = board("AB")
    step = add_area(before, line((150, 20), (240, 20), (240, 80), (150, 80)), grid("B"))
    assert step.touched == codes("c01", "c01~1")
    assert step.noded == codes("c01")
    assert step.parents == {}
    assert area(step.partition, ["c01", "c01~1"]) == [10_000, 2_400]
    assert total_area_m2(step.partition) - total_area_m2(before) == 2_400
    assert step.partition.neighbours[code("c01~1")] == {"c01": 60}
    assert_sound(step.partition)


def test_added_land_fills_a_lake_to_its_shore() -> None:
    ring = shapely.difference(shapely.box(0, 0, 300, 300), square(1, 1))
    before = build_partition(layer({"a": ("A", ring)}))
    step = add_area(before, line((50, 50), (250, 50), (250, 250), (50, 250)), grid("A"))
    assert area(step.partition, ["a", "a~1"]) == [80_000, 10_000]
    assert_sound(step.partition)


def test_land_drawn_almost_to_the_border_reaches_it() -> None:
    ring = line((100.3, 0.2), (150, 0), (150, 100), (100.4, 99.8))
    step = add_area(board("A"), ring, grid("A"))
    assert area(step.partition, ["c00~1"]) == [5_000]
    assert step.partition.neighbours[code("c00")] == {"c00~1": 100}


def test_no_land_is_added_where_cells_are() -> None:
    with pytest.raises(EditRefused) as refused:
        add_area(board("AB"), line((10, 10), (90, 10), (90, 90)), grid("B"))
    assert refused.value.reason == "no_land"


def test_an_island_needs_leave() -> None:
    far = line((500, 0), (600, 0), (600, 100), (500, 100))
    with pytest.raises(NotConnected):
        add_area(board("A"), far, grid("A"), EditRules())
    step = add_area(board("A"), far, grid("A"), EditRules(may_disconnect=True))
    assert cell_shapes(step.partition, codes("c00~1"))[0].equals(square(0, 5))


def test_a_locked_grid_gets_no_land() -> None:
    far = line((500, 0), (600, 0), (600, 100))
    with pytest.raises(GridLocked):
        add_area(board("A"), far, grid("A"), EditRules(locked=frozenset({grid("A")})))


def test_removed_cells_leave_a_hole() -> None:
    before = board("AAA", "ABA", "AAA")
    step = remove_area(before, codes("c11"))
    assert (step.touched, step.removed) == ((), codes("c11"))
    assert total_area_m2(step.partition) == 80_000
    assert grid("B") not in step.partition.members
    assert_sound(step.partition)
    back = add_area(step.partition, line((100, 100), (200, 100), (200, 200), (100, 200)), grid("B"))
    assert total_area_m2(back.partition) == 90_000
    assert_sound(back.partition)


def test_removing_keeps_grids_whole_and_something_left() -> None:
    with pytest.raises(NotConnected):
        remove_area(board("AAA"), codes("c01"), EditRules())
    with pytest.raises(EditRefused):
        remove_area(board("AA"), codes("c00", "c01"))
    with pytest.raises(NotFound):
        remove_area(board("AA"), codes("zz"))
