"""`make bench`: points to the table grid × category × day, against what others use.

`python -m tests.bench.assignment [--polygons N …] [--points N …] [--runs N] [--seed N] [--quick]`
"""

import argparse
import json
import secrets
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import shapely

from tests.bench.contenders import CONTENDERS, OURS, SJOIN
from tests.bench.contenders.given import Input
from tests.bench.partition import clustered_points, irregular_partition

ROOT = Path(__file__).resolve().parents[2]
MB = 1e6
COMPILE = "from geo.spatial.assignment import warm; warm()"


@dataclass(frozen=True, slots=True)
class Result:
    """The medians of one contender's runs, and every run's hash."""

    name: str
    wall_s: float
    cpu_s: float
    added_bytes: float
    hashes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached at one size: our speed as a multiple of sjoin's and the best peer's."""

    sjoin_times: float
    peer_times: float | None


TARGETS = {(10_000, 10_000_000): Target(25, 8), (100_000, 10_000_000): Target(10, None)}
MEMORY_SHARE = 1 / 5


def say(line: str) -> None:
    """Print one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Run the chosen sizes; return 1 where results differ or a target is missed."""
    options = chosen()
    say(f"seed {options.seed} (repeat with --seed {options.seed}); medians of {options.runs} runs")
    run_python("-c", COMPILE)
    kept = True
    for polygons in options.polygons:
        for points in options.points:
            with tempfile.TemporaryDirectory() as folder:
                results = results_at(polygons, points, Path(folder), options)
            kept &= report(polygons, points, results)
    return 0 if kept else 1


def chosen() -> argparse.Namespace:
    """Return the sizes and numbers asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--polygons", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--points", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**31))
    parser.add_argument("--contenders", nargs="+", default=list(CONTENDERS), choices=CONTENDERS)
    parser.add_argument("--quick", action="store_true", help="1k polygons, 1M points, one run")
    options = parser.parse_args()
    if options.quick:
        options.polygons, options.points, options.runs = [1_000], [1_000_000], 1
    return options


def results_at(
    polygons: int, points: int, folder: Path, options: argparse.Namespace
) -> list[Result]:
    """Return each contender's result, their runs interleaved so that all meet the same weather."""
    save_input(polygons, points, folder, options.seed)
    runs: dict[str, list[dict[str, float | str]]] = {name: [] for name in options.contenders}
    for _ in range(options.runs):
        for name, answers in runs.items():
            answers.append(json.loads(run_python("-m", "tests.bench.one_run", name, str(folder))))
    return [summary(name, answers) for name, answers in runs.items()]


def save_input(polygons: int, points: int, folder: Path, seed: int) -> None:
    """Write a valid seeded partition and its points."""
    partition = irregular_partition(polygons, seed)
    if not (shapely.is_valid(partition).all() and shapely.coverage_is_valid(partition)):
        raise ValueError(f"seed {seed} gives no valid partition")
    placed = clustered_points(points, seed)
    wkb = shapely.to_wkb(partition)
    Input(placed.x, placed.y, placed.category, placed.day, partition, wkb).save(folder)


def run_python(*arguments: str) -> str:
    """Return what a fresh Python process prints."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def summary(name: str, answers: list[dict[str, float | str]]) -> Result:
    """Return the medians of one contender's runs."""
    wall_s, cpu_s, added = (
        median(float(answer[key]) for answer in answers)
        for key in ("wall_s", "cpu_s", "added_bytes")
    )
    return Result(name, wall_s, cpu_s, added, frozenset(str(a["hash"]) for a in answers))


def report(polygons: int, points: int, results: list[Result]) -> bool:
    """Print one size's table; return whether hashes agree and targets are reached."""
    ours = next((result for result in results if result.name == OURS), results[0])
    say(f"\n{points:,} points × {polygons:,} polygons of 48 vertices")
    say(f"{'':10}{'wall s':>9}{'× ours':>8}{'CPU s':>9}{'× ours':>8}{'added MB':>10}  hash")
    for result in sorted(results, key=lambda result: result.wall_s):
        say(
            f"{result.name:10}{result.wall_s:9.3f}{result.wall_s / ours.wall_s:8.1f}"
            f"{result.cpu_s:9.2f}{result.cpu_s / ours.cpu_s:8.1f}"
            f"{result.added_bytes / MB:10.0f}  {' '.join(sorted(result.hashes))}"
        )
    return all([same_hashes(results), *targets_reached(polygons, points, results)])


def same_hashes(results: list[Result]) -> bool:
    """Say where hashes differ: then a contender is wrong, or a point lies on a border."""
    same = len(frozenset().union(*(result.hashes for result in results))) == 1
    if not same:
        say("DIFFERENT RESULTS: within knows no border points; more than a few means an error")
    return same


def targets_reached(polygons: int, points: int, results: list[Result]) -> list[bool]:
    """Say how our speed and memory stand to the targets of this size."""
    by_name = {result.name: result for result in results}
    if OURS not in by_name or SJOIN not in by_name:
        return []
    ours, sjoin = by_name[OURS], by_name[SJOIN]
    target = TARGETS.get((polygons, points))
    share = ours.added_bytes / sjoin.added_bytes
    if target is None:
        say(f"  memory, share of sjoin's: {share:.2f} (no target at this size)")
        return []
    reached = [verdict("memory, share of sjoin's", share, None)]
    reached.append(verdict("times sjoin's speed", sjoin.wall_s / ours.wall_s, target.sjoin_times))
    peers = [result.wall_s for result in results if result.name not in {OURS, SJOIN}]
    if target.peer_times is not None and peers:
        times = min(peers) / ours.wall_s
        reached.append(verdict("times the best peer's speed", times, target.peer_times))
    return reached


def verdict(what: str, found: float, least: float | None) -> bool:
    """Say one figure beside its target; memory's is the most, a speed's the least."""
    good = found <= MEMORY_SHARE if least is None else found >= least
    wanted = f"at most {MEMORY_SHARE}" if least is None else f"at least {least:g}"
    say(f"  {what}: {found:.2f} ({wanted}) {'reached' if good else 'MISSED'}")
    return good


if __name__ == "__main__":
    sys.exit(main())
