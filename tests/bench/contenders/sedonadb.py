"""SedonaDB's spatial join, on Arrow tables."""

import numpy as np
import pyarrow as pa
import sedonadb

from tests.bench.contenders.given import Input, Table

engine = sedonadb.connect()


def count(given: Input) -> Table:
    """Return the table by SQL."""
    points = {"x": given.x, "y": given.y, "category": given.category, "day": given.day}
    raw = {"grid": np.arange(len(given.wkb), dtype=np.int32), "wkb": pa.array(given.wkb)}
    engine.create_data_frame(pa.table(points)).to_view("points")
    engine.create_data_frame(pa.table(raw)).to_view("raw")
    grids = engine.sql("SELECT grid, ST_GeomFromWKB(wkb) AS shape FROM raw")
    grids.to_memtable().to_view("grids")
    query = (
        "SELECT coalesce(grid, -1) AS grid, category, day, count(*) AS n"
        " FROM (SELECT category, day, ST_Point(x, y) AS place FROM points) AS placed"
        " LEFT JOIN grids ON ST_Within(place, shape) GROUP BY 1, 2, 3"
    )
    found = pa.table(engine.sql(query))
    return tuple(found[name].to_numpy() for name in ("grid", "category", "day", "n"))
