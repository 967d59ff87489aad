"""Assignment equals asking every polygon, above all where a point lies on a border."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.spatial.assignment import build_index, building, locate
from geo.spatial.assignment.borders import BENEATH, FIRST_BORDER, LAST_OF_CELL, START
from geo.spatial.assignment.raster import REFERENCE_X, REFERENCE_Y

# Scale and origin of the coordinates: whole numbers, degrees near Golmud, metres in a UTM zone.
PLACES = [(1.0, 0.0, 0.0), (0.013, 94.9033, 36.4062), (731.7, 401_234.5, 4_031_999.25)]


def brute_force(polygons, x, y):
    labels = np.full(len(x), -1)
    for position in reversed(range(len(polygons))):
        if polygons[position] is not None:
            labels[shapely.intersects_xy(polygons[position], x, y)] = position
    return labels


def jittered_quads(seed, side, place):
    """A partition: lattice points moved by less than half a step, so no quad turns over."""
    scale, west, south = place
    rng = np.random.default_rng(seed)
    lattice = np.stack(np.meshgrid(np.arange(side + 1.0), np.arange(side + 1.0)), axis=-1)
    lattice += rng.integers(-15, 16, lattice.shape) / 64
    lattice = lattice * scale + (west, south)
    rings = [lattice[:-1, :-1], lattice[:-1, 1:], lattice[1:, 1:], lattice[1:, :-1]]
    return shapely.polygons(np.stack(rings, axis=2).reshape(-1, 4, 2))


def roughened(polygons, rng):
    """The same polygons in another order, some rings the other way round, vertices repeated."""
    rough = []
    for polygon in rng.permutation(polygons):
        ring = np.repeat(shapely.get_coordinates(polygon), rng.integers(1, 4, 5), axis=0)
        rough.append(shapely.Polygon(ring[:: rng.choice([1, -1])]))
    return np.array(rough)


def telling_points(polygons, index, rng):
    """Vertices, edge middles as floats, raster lines and corners, and their float neighbours."""
    vertices = shapely.get_coordinates(polygons)
    middles = (vertices[1:] + vertices[:-1]) / 2
    raster = index.lookup.raster
    columns, rows = rng.integers(0, raster.columns, 40), rng.integers(0, raster.rows, 40)
    lines_x, lines_y = raster.west + columns * raster.step_x, raster.south + rows * raster.step_y
    corners = np.stack((lines_x, lines_y), axis=1)
    low, high = vertices.min(axis=0), vertices.max(axis=0)
    anywhere = rng.uniform(low - (high - low) / 8, high + (high - low) / 8, (200, 2))
    on_lines = np.concatenate(
        [np.stack((lines_x, anywhere[:40, 1]), 1), np.stack((anywhere[:40, 0], lines_y), 1)]
    )
    exact = np.concatenate([vertices, middles, corners, on_lines])
    beside = np.nextafter(exact, exact + rng.choice([-1.0, 1.0], exact.shape))
    return np.concatenate([exact, beside, anywhere]).T


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 5), st.sampled_from(PLACES), st.booleans())
def test_assignment_equals_brute_force_on_partitions(seed, side, place, rough):
    rng = np.random.default_rng(seed)
    polygons = jittered_quads(seed, side, place)
    if rough:
        polygons = roughened(polygons, rng)
    index = build_index(polygons)
    x, y = telling_points(polygons, index, rng)
    assert locate(index, x, y).tolist() == brute_force(polygons, x, y).tolist()


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 8), st.sampled_from(PLACES))
def test_assignment_equals_brute_force_where_polygons_overlap(seed, count, place):
    scale, west, south = place
    rng = np.random.default_rng(seed)
    centres = rng.integers(0, 8, (count, 2)) / 2
    polygons = shapely.buffer(shapely.points(centres), rng.integers(1, 6, count) / 2, quad_segs=3)
    holes = shapely.buffer(shapely.points(centres), 0.25, cap_style="square")
    polygons = shapely.difference(polygons, holes)
    polygons = shapely.transform(polygons, lambda xy: xy * scale + (west, south))
    polygons = np.append(polygons, [None, shapely.multipolygons(polygons[:1])])
    index = build_index(polygons)
    x, y = telling_points(polygons, index, rng)
    assert locate(index, x, y).tolist() == brute_force(polygons, x, y).tolist()


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 4), st.integers(1, 7), st.sampled_from(PLACES))
def test_assignment_equals_brute_force_where_polygons_share_edges_on_either_side(
    seed, side, count, place
):
    # Each polygon is a union of some quads: they overlap, nest, repeat, touch and leave holes.
    rng = np.random.default_rng(seed)
    quads = jittered_quads(seed, side, place)
    chosen = [rng.random(len(quads)) < rng.choice([0.2, 0.5, 0.9]) for _ in range(count)]
    unions = [shapely.coverage_union_all(quads[some]) for some in chosen if some.any()]
    polygons = rng.permutation(np.array([*unions, *rng.choice(quads, 2), None], dtype=object))
    index = build_index(polygons)
    x, y = telling_points(quads, index, rng)
    assert locate(index, x, y).tolist() == brute_force(polygons, x, y).tolist()


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(PLACES))
def test_points_within_rounding_of_an_edge_are_decided_exactly(seed, place):
    scale, west, south = place
    rng = np.random.default_rng(seed)
    ends = rng.uniform(0, 4, (2, 2)) * scale + (west, south)
    apexes = ends.mean(axis=0) + np.array([[-5, 9], [7, -8]]) * scale
    triangles = [shapely.Polygon([*ends, apex]) for apex in apexes]
    share = rng.uniform(0, 1, 300)[:, None]
    near = ends[0] + share * (ends[1] - ends[0])
    ulps = rng.integers(-3, 4, near.shape)
    x, y = (near + ulps * np.spacing(near)).T
    labels = locate(build_index(triangles), x, y)
    assert labels.tolist() == brute_force(triangles, x, y).tolist()


def test_a_raster_corner_on_an_edge_is_right():
    # An edge laid exactly through the corners of raster cells, both ways round.
    outer = shapely.box(0, 0, 8, 8)
    raster = build_index([outer]).lookup.raster
    corners_x = raster.west + np.arange(10, 60) * raster.step_x
    corners_y = raster.south + np.arange(10, 60) * raster.step_y
    cut = shapely.LineString([(corners_x[0], corners_y[0]), (corners_x[-1], corners_y[-1])])
    low = shapely.Polygon([*cut.coords, (corners_x[-1], corners_y[0])])
    high = shapely.Polygon([*cut.coords, (corners_x[0], corners_y[-1])])
    for polygons in ([low, high, outer], [high, low, outer]):
        index = build_index(polygons)
        assert index.lookup.raster == raster
        x, y = np.repeat(corners_x, 50), np.tile(corners_y, 50)
        assert locate(index, x, y).tolist() == brute_force(polygons, x, y).tolist()


def test_an_edge_through_reference_points_is_left_to_geos():
    outer = shapely.box(0, 0, 8, 8)
    raster = build_index([outer]).lookup.raster
    # A level edge along the reference points of row 30: they lie "on the line".
    level = raster.south + (30 + REFERENCE_Y) * raster.step_y
    lower, upper = shapely.box(0, 0, 8, level), shapely.box(0, level, 8, 8)
    index = build_index([upper, lower])
    assert index.lookup.raster == raster
    row = index.lookup.cells.reshape(raster.rows, raster.columns)[30]
    assert (row <= FIRST_BORDER).all()
    rng = np.random.default_rng(5)
    x = rng.uniform(0, 8, 2000)
    y = level + rng.uniform(-0.4, 0.4, 2000) * raster.step_y
    x[:9] = raster.west + (np.arange(40, 49) + REFERENCE_X) * raster.step_x
    y[:9] = level
    assert locate(index, x, y).tolist() == brute_force([upper, lower], x, y).tolist()


def test_many_points_are_ordered_by_tile_and_many_threads_agree():
    polygons = jittered_quads(3, 5, PLACES[1])
    index = build_index(polygons)
    rng = np.random.default_rng(3)
    low, high = shapely.total_bounds(polygons)[:2], shapely.total_bounds(polygons)[2:]
    x, y = rng.uniform(low, high, (250_000, 2)).T
    alone = locate(index, x, y)
    with ThreadPoolExecutor(4) as executor:
        answers = list(executor.map(lambda _: locate(index, x, y), range(4)))
    assert all((answer == alone).all() for answer in answers)
    assert (alone == brute_force(polygons, x, y)).all()


def border_cells(lookup):
    """What each border cell holds; the gaps that bands leave between them are nobody's."""
    entry = lookup.borders.entry
    last = np.flatnonzero(entry & LAST_OF_CELL)
    told = []
    for start, beneath in lookup.borders.head[:, [START, BENEATH]]:
        end = last[np.searchsorted(last, start)]
        told.append((int(beneath), entry[start : end + 1].tolist()))
    return told


@pytest.mark.parametrize("seed", range(4))
def test_an_index_built_in_one_go_is_the_one_built_in_bands(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    polygons = roughened(jittered_quads(seed, 6, PLACES[2]), np.random.default_rng(seed))
    in_bands = build_index(polygons).lookup
    monkeypatch.setattr(building, "LEAST_FOR_THREADS", 10**9)
    at_once = build_index(polygons).lookup
    assert at_once.raster == in_bands.raster
    assert (at_once.cells == in_bands.cells).all()
    assert border_cells(at_once) == border_cells(in_bands)
