"""Dirty cells are refused as they are; cleaned on request they tile, and the report says how."""

import pytest
import shapely

from geo.domain.errors import NotAPartition
from geo.spatial.partition import build_partition, cleaned, total_area_m2
from tests.spatial.partition.squares import assert_sound, layer, square

# c overlaps a by 0.3 m on 100 m of border, and b ends 0.2 m above a over 100 m.
DIRTY = {
    "a": ("A", shapely.box(0, 0, 200, 100)),
    "b": ("A", shapely.box(0, 100.2, 200, 200)),
    "c": ("B", shapely.box(199.7, 0, 300, 200)),
}


def test_dirty_cells_are_named_and_never_mended_silently() -> None:
    with pytest.raises(NotAPartition) as refused:
        build_partition(layer(DIRTY))
    assert refused.value.values["cells"] == "a, b, c"


def test_cleaned_cells_tile_and_the_report_tells_what_moved() -> None:
    """The slit of 200 × 0.2 is closed; the overlap of 0.3 × 199.8 is counted once."""
    cells, report = cleaned(layer(DIRTY))
    partition = build_partition(cells)
    assert_sound(partition)
    assert total_area_m2(partition) == pytest.approx(60_000, abs=60)
    assert report.faults_before == 3
    assert report.faults_after == 0
    assert {one.code for one in report.changes} <= {"a", "b", "c"}
    assert max(one.gained_m2 + one.lost_m2 for one in report.changes) < 100
    assert report.vanished == ()


def test_a_missing_vertex_is_added_without_moving_land() -> None:
    cells, report = cleaned(
        layer({"a": ("A", shapely.box(0, 0, 200, 100)), "b": ("A", square(1, 0))})
    )
    assert report.changes == ()
    assert report.area_change_m2 == 0
    assert len(build_partition(cells).cells["a"].rings[0]) == 5


def test_a_cell_wholly_under_another_vanishes_and_is_named() -> None:
    cells, report = cleaned(layer({"a": ("A", square(0, 0)), "b": ("A", square(0, 0))}))
    assert report.vanished == ("b",)
    assert cells["code"].tolist() == ["a"]
    assert report.area_change_m2 == -10_000


def test_cells_that_tile_come_back_as_they_were() -> None:
    cells = layer({"b": ("A", square(0, 1)), "a": ("A", square(0, 0))})
    again, report = cleaned(cells)
    assert report.changes == ()
    assert (report.faults_before, report.faults_after) == (0, 0)
    assert again["grid_code"].tolist() == ["A", "A"]
