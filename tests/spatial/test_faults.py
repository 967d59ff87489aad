import shapely

from geo.spatial import frames
from geo.spatial.faults import FaultKind, faults
from tests.spatial.shapes import four_squares, layer, square


def _kinds(found) -> list[str]:
    return found["kind"].tolist()


def test_a_tiling_has_no_faults() -> None:
    assert faults(four_squares()).empty
    assert faults(layer([])).empty


def test_an_overlap_is_a_fault_of_both_grids() -> None:
    found = faults(layer([square(0, 0), square(900, 0)]))
    assert _kinds(found) == [FaultKind.EDGE] * 2
    assert found["grid"].tolist() == [0, 1]
    # Each runs 1,000 m inside the other and overlaps it on two stretches of 100 m.
    assert found["length_m"].min() >= 1_000


def test_ground_in_no_grid_is_a_hole_with_its_area() -> None:
    ring = shapely.box(0, 0, 3_000, 3_000).difference(square(1_000, 1_000))
    found = faults(layer([ring]))
    assert _kinds(found) == [FaultKind.HOLE]
    assert found["area_km2"].tolist() == [1.0]
    assert found["grid"].tolist() == [-1]


def test_a_shape_that_crosses_itself_is_invalid() -> None:
    bow = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    assert FaultKind.INVALID in _kinds(faults(layer([bow])))


def test_real_neighbourhoods_show_their_known_faults(shared_data) -> None:
    path = shared_data / "baltimore" / "grid_neighborhoods.geojson"
    grids = frames.from_file(frames.gpd.read_file(path), "EPSG:4326")
    crs = frames.metric_crs_for(tuple(grids.total_bounds))
    counted = faults(frames.to_metric(grids, crs))["kind"].value_counts()
    assert counted.to_dict() == {"edge": 96, "hole": 79, "invalid": 2}
