"""What an edit of a border costs at 10,000 cells and 10M points, beside recomputing everything.

`python -m tests.bench.editing [--cells N] [--points N] [--edits N] [--seed N] [--skip-peer]`
"""

import argparse
import os
import sys
import time
from collections import defaultdict

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.domain.errors import WanggeError
from geo.spatial import frames
from geo.spatial.frames import MetricCrs, MetricFrame
from geo.spatial.partition import EditRules, Partition, Step, build_partition
from geo.spatial.partition.points import PointsByCell, points_by_cell, relocated
from geo.spatial.partition.warming import warm
from tests.bench.partition import SOUTH, WEST, clustered_points, irregular_partition
from tests.spatial.partition.random_edits import Hand

METRES = 90_000.0
CRS = MetricCrs("EPSG:32646")
GRID_SIDE_M = 60_000.0
MS = 1e3
TARGET_RELOCATE_MS = 2.0
TARGET_TIMES = 100
Costs = dict[str, list[tuple[float, float]]]
"""Wall and CPU seconds by operation."""


def say(line: str) -> None:
    """Print one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def cells_in_metres(count: int, seed: int) -> MetricFrame:
    """Return about `count` irregular cells of 48 vertices in grids of some 100 cells."""
    shapes = shapely.transform(
        irregular_partition(count, seed), lambda at: (at - (WEST, SOUTH)) * METRES
    )
    middle = shapely.get_coordinates(shapely.centroid(shapes)) // GRID_SIDE_M
    grids = [f"g{int(x):02d}{int(y):02d}" for x, y in middle]
    codes = [f"{number:06d}" for number in range(len(shapes))]
    return frames.in_metres(pd.DataFrame({"code": codes, "grid_code": grids}), shapes, CRS)


def main() -> int:
    """Measure both ways; return 1 where a target is missed."""
    options = chosen()
    warm()
    cells = cells_in_metres(options.cells, options.seed)
    given = clustered_points(options.points, options.seed)
    x, y = (given.x - WEST) * METRES, (given.y - SOUTH) * METRES
    start = time.perf_counter()
    partition = build_partition(cells)
    built = time.perf_counter()
    points = points_by_cell(partition, x, y)
    say(
        f"{len(partition.codes):,} cells in {len(partition.members)} grids, {len(x):,} points, "
        f"seed {options.seed}; partition made in {built - start:.1f} s, "
        f"points placed in {time.perf_counter() - built:.1f} s"
    )
    edit_s, relocate_s = measured(partition, points, options.edits, options.seed)
    reported(edit_s, relocate_s)
    if options.skip_peer:
        return 0
    return compared(edit_s, relocate_s, recomputed_s(cells, x, y))


def measured(
    partition: Partition, points: PointsByCell, edits: int, seed: int
) -> tuple[Costs, Costs]:
    """Return by operation what each edit took, and relocating the points after it."""
    hand = Hand(seed, EditRules(may_disconnect=True))
    edit_s: Costs = defaultdict(list)
    relocate_s: Costs = defaultdict(list)
    names = hand.kinds()
    while min(len(edit_s[name]) for name in names) < edits:
        name = min(names, key=lambda one: len(edit_s[one]))
        start = clocks()
        step = tried(hand, name, partition)
        if step is None:
            continue
        edit_s[name].append(since(start))
        start = clocks()
        points, _ = relocated(points, partition, step)
        relocate_s[name].append(since(start))
        partition = step.partition
    return edit_s, relocate_s


def clocks() -> tuple[float, float]:
    """Return the time on the wall and that of this thread on a processor, in seconds."""
    return time.perf_counter(), time.thread_time()


def since(start: tuple[float, float]) -> tuple[float, float]:
    """Return what has passed on both clocks."""
    wall_s, cpu_s = clocks()
    return wall_s - start[0], cpu_s - start[1]


def tried(hand: Hand, name: str, partition: Partition) -> Step | None:
    """Return the step of one random edit of a kind, None where it is refused."""
    try:
        return hand.kinds()[name](partition)
    except WanggeError:
        hand.refused[name] += 1
        return None


def reported(edit_s: Costs, relocate_s: Costs) -> None:
    """Print a row for each operation, in milliseconds."""
    say(
        f"{'ms':<10}{'edits':>6}{'edit p50':>10}{'p95':>8}{'CPU p50':>9}{'p95':>8}"
        f"{'points p50':>12}{'p95':>8}{'CPU p50':>9}{'p95':>8}"
    )
    for name in edit_s:
        row = f"{name:<10}{len(edit_s[name]):>6}"
        for costs, width in ((edit_s[name], 10), (relocate_s[name], 12)):
            (low, low_cpu), (high, high_cpu) = np.percentile(np.array(costs) * MS, [50, 95], axis=0)
            row += f"{low:>{width}.2f}{high:>8.2f}{low_cpu:>9.2f}{high_cpu:>8.2f}"
        say(row)


def recomputed_s(cells: MetricFrame, x: np.ndarray, y: np.ndarray) -> dict[str, float]:
    """Return the seconds geopandas takes for each part of doing all of it again."""
    points = gpd.GeoDataFrame(geometry=shapely.points(x, y), crs=cells.crs)
    found = {}
    for name, work in (
        ("sjoin", lambda: gpd.sjoin(points, cells, predicate="intersects")),
        ("dissolve", lambda: cells.dissolve("grid_code", method="coverage")),
        ("area", lambda: cells.geometry.area),
    ):
        start = time.perf_counter()
        work()
        found[name] = time.perf_counter() - start
    return found


def compared(edit_s: Costs, relocate_s: Costs, peer_s: dict[str, float]) -> int:
    """Print the comparison and return 1 where a target is missed."""
    border = ("move", "insert", "delete", "reshape")
    moved = np.concatenate([relocate_s[name] for name in border]) * MS
    p95, p95_cpu = np.percentile(moved, 95, axis=0).tolist()
    every = np.concatenate([np.add(edit_s[name], relocate_s[name]) for name in edit_s])
    whole, ours = sum(peer_s.values()), float(np.percentile(every[:, 0], 95))
    say("geopandas, everything again: " + ", ".join(f"{k} {v:.2f} s" for k, v in peer_s.items()))
    say(f"one edit with its points, p95 of all: {ours * MS:.2f} ms; {whole / ours:,.0f}× less")
    say(
        f"points after one border edit, p95: {p95:.2f} ms, CPU {p95_cpu:.2f} ms "
        f"(at most {TARGET_RELOCATE_MS}) {'reached' if p95 <= TARGET_RELOCATE_MS else 'MISSED'}; "
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    )
    return int(p95 > TARGET_RELOCATE_MS or whole / ours < TARGET_TIMES)


def chosen() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", type=int, default=10_000)
    parser.add_argument("--points", type=int, default=10_000_000)
    parser.add_argument("--edits", type=int, default=100, help="of each operation")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--skip-peer", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
