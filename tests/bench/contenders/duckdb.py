"""DuckDB's spatial join operator, on a frame whose size its planner knows.

From an Arrow table, whose size it does not know, it turns the join round and counts some points
twice.
"""

from pathlib import Path

import duckdb
import duckdb_extension_spatial
import numpy as np
import pandas as pd

from tests.bench.contenders.given import THREADS, Input, Table

connection = duckdb.connect(config={"threads": THREADS, "preserve_insertion_order": False})
package = Path(duckdb_extension_spatial.__file__).parent
(extension,) = package.rglob("spatial.duckdb_extension")
connection.execute(f"LOAD '{extension}'")


def count(given: Input) -> Table:
    """Return the table by SQL."""
    points = {"x": given.x, "y": given.y, "category": given.category, "day": given.day}
    connection.register("points", pd.DataFrame(points, copy=False))
    numbers = np.arange(len(given.wkb), dtype=np.int32)
    connection.register("raw", pd.DataFrame({"grid": numbers, "wkb": given.wkb}, copy=False))
    connection.execute(
        "CREATE TEMP TABLE grids AS SELECT grid, ST_GeomFromWKB(wkb::BLOB) AS shape FROM raw"
    )
    found = connection.execute(
        "SELECT coalesce(grid, -1) AS grid, category, day, count(*) AS n FROM points"
        " LEFT JOIN grids ON ST_Within(ST_Point(x, y), shape) GROUP BY ALL"
    ).fetchnumpy()
    return tuple(np.asarray(found[name]) for name in ("grid", "category", "day", "n"))
