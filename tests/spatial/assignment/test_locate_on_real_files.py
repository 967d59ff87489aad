"""Real polygons, which overlap, gape and have thousands of vertices, against geopandas."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.spatial.assignment import build_index, count_labels, locate

pytestmark = pytest.mark.slow

# Some overlap (neighbourhoods), some are wholly inside others (areas), some share exact borders.
FILES = [
    "baltimore/grid_neighborhoods.geojson",
    "baltimore/block_groups_2020.geojson",
    "baltimore/police_districts_2023.geojson",
    "seattle/spd-beats.geojson",
    "seattle/spd-mcpp-areas.geojson",
    "seattle/census-tracts.geojson",
]


def valid_polygons(path):
    """The file's polygons, None where invalid: such a grid is quarantined and holds no point."""
    shapes = gpd.read_file(path).geometry.to_numpy()
    shapes = shapely.force_2d(np.array(shapes, dtype=object))
    polygonal = np.isin(shapely.get_type_id(shapes), (3, 6)) & shapely.is_valid(shapes)
    return np.where(polygonal, shapes, None)


def scattered(polygons, seed):
    """Points anywhere, on vertices, in the middle of edges, and rounded to four decimals."""
    rng = np.random.default_rng(seed)
    vertices = shapely.get_coordinates(polygons)
    vertices = vertices[rng.integers(0, len(vertices) - 1, 5_000)]
    west, south, east, north = shapely.total_bounds(polygons)
    anywhere = rng.uniform((west, south), (east, north), (40_000, 2))
    middles = (vertices[1:] + vertices[:-1]) / 2
    return np.concatenate([anywhere, vertices, middles, np.round(anywhere, 4)]).T


def lowest_intersecting(polygons, x, y):
    """The answer of `sjoin` with predicate intersects, lowest position first."""
    grids = gpd.GeoDataFrame(geometry=polygons)
    pairs = gpd.sjoin(gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y)), grids)
    lowest = pairs.groupby(level=0)["index_right"].min()
    labels = np.full(len(x), -1)
    labels[lowest.index] = lowest.to_numpy()
    return labels


@pytest.mark.parametrize("file", FILES)
def test_assignment_equals_sjoin_on_real_polygons(shared_data, file):
    polygons = valid_polygons(shared_data / file)
    x, y = scattered(polygons, seed=11)
    assert (locate(build_index(polygons), x, y) == lowest_intersecting(polygons, x, y)).all()


def test_every_request_with_coordinates_is_counted_once(shared_data):
    requests = pd.read_csv(shared_data / "baltimore/incidents_311_2014_2018_sample.csv")
    x = requests["lon"].to_numpy()
    y = requests["lat"].to_numpy()
    polygons = valid_polygons(shared_data / FILES[0])
    labels = locate(build_index(polygons), x, y)
    assert (labels[np.isnan(x)] == -1).all()
    known = ~np.isnan(x)
    assert (labels[known] == lowest_intersecting(polygons, x[known], y[known])).all()
    nothing = np.zeros(len(x), np.int32)
    assert count_labels(labels, nothing, nothing).count.sum() == len(requests)
