"""geopandas' join with predicate within, then pandas' grouping."""

import geopandas as gpd
import numpy as np
import pandas as pd

from tests.bench.contenders.given import Input, Table


def count(given: Input) -> Table:
    """Return the table by `sjoin`."""
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(given.x, given.y))
    grids = gpd.GeoDataFrame(geometry=given.polygons)
    pairs = gpd.sjoin(points, grids, how="inner", predicate="within")
    grid = np.full(len(given.x), -1, np.int32)
    grid[pairs.index.to_numpy()] = pairs["index_right"].to_numpy()
    keys = pd.DataFrame({"grid": grid, "category": given.category, "day": given.day})
    sizes = keys.groupby(["grid", "category", "day"], sort=False).size().reset_index(name="n")
    return tuple(sizes[name].to_numpy() for name in ("grid", "category", "day", "n"))
