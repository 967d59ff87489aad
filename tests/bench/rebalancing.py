"""`make bench`: the least weight moved for even groups, against what others draw anew.

`python -m tests.bench.rebalancing [--seeds N] [--limit-s S] [--cases NAME …]`
"""

import argparse
import json
import subprocess
import sys
from statistics import median

from geo.staffing.rebalance import Problem, Wishes, flow_share, least_moved_share
from tests.bench.rebalancing_cases import CASES, TOLERANCE, has_baltimore
from tests.bench.rebalancing_peers import CONTENDERS, OURS
from tests.bench.rebalancing_run import COMPACTNESS_SHARE

TOWN = "seeded town"
MOST_TIMES_BOUND, MOST_WALL_S = 1.5, 3.0
PERCENT = 100
Row = dict[str, float]


def say(line: str) -> None:
    """Print one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Run the chosen cases; return 1 where a target is missed."""
    options = chosen()
    if not has_baltimore():
        say("Baltimore is not on this machine (WANGGE_SHARED): the seeded town alone is run")
    cases = [name for name in options.cases if name == TOWN or has_baltimore()]
    kept = [reported(name, options.seeds, options.limit_s) for name in cases]
    return 0 if all(kept) else 1


def chosen() -> argparse.Namespace:
    """Return what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--limit-s", type=float, default=600, help="of one contender on one case")
    parser.add_argument("--cases", nargs="+", default=list(CASES), choices=CASES)
    return parser.parse_args()


def reported(case: str, seeds: int, limit_s: float) -> bool:
    """Print one case's table; return whether its targets are reached."""
    problem = CASES[case](Wishes(TOLERANCE))
    bound, flow = least_moved_share(problem), flow_share(problem)
    say(f"\n{case}: {len(problem.weight):,} cells, {problem.groups} groups, ± {TOLERANCE:.0%}")
    carried = "no flow is feasible" if flow is None else f"flow between neighbours {flow:.2%}"
    say(f"  least weight moved, contiguity aside: {bound:.2%}; {carried}")
    say(f"  {'':11}{'moved':>8}{'worst':>8}{'÷ bound':>9}{'÷ flow':>8}{'groups':>8}{'max dev':>9}"
        f"{'torn':>6}{'PP':>7}{'wall s':>8}  seeds")  # fmt: skip
    rows = {name: runs(case, name, seeds, limit_s) for name in CONTENDERS}
    for name, found in rows.items():
        say(line(name, found, bound, flow))
    return judged(problem, rows, flow if case == TOWN else bound)


def runs(case: str, contender: str, seeds: int, limit_s: float) -> list[Row]:
    """Return one row a seed that was done in time."""
    command = [sys.executable, "-m", "tests.bench.rebalancing_run", case, contender]
    numbers = [str(seed) for seed in range(1, seeds + 1)]
    try:
        done = subprocess.run(
            [*command, *numbers], check=True, timeout=limit_s, stdout=subprocess.PIPE
        )
        told = done.stdout
    except subprocess.TimeoutExpired as late:
        told = late.stdout or b""
    return [json.loads(row) for row in told.decode().splitlines()]


def line(name: str, rows: list[Row], bound: float, flow: float | None) -> str:
    """Return a contender's medians, the worst of its moves, deviations and pieces."""
    if not rows:
        return f"  {name:11}not one run done in time"
    moved = median(row["moved_share"] for row in rows)
    worst = max(row["moved_share"] for row in rows)
    times = "" if flow is None else f"{worst / flow:.2f}"
    return (
        f"  {name:11}{moved:8.2%}{worst:8.2%}{worst / bound:9.2f}{times:>8}"
        f"{median(row['groups'] for row in rows):8.0f}"
        f"{max(row['max_deviation'] for row in rows):9.2%}"
        f"{max(row['more_pieces'] for row in rows):6.0f}"
        f"{min(row['compactness_share'] for row in rows):7.2f}"
        f"{max(row['wall_s'] for row in rows):8.2f}  {len(rows)}"
    )


def judged(problem: Problem, rows: dict[str, list[Row]], least: float | None) -> bool:
    """Say how every seed of ours stands to the targets; return whether all reach them."""
    ours = rows[OURS]
    peers = [row for name, found in rows.items() if name != OURS for row in found]
    moved = [row["moved_share"] for row in ours]
    checks = {
        "every group inside the tolerance": all(
            row["max_deviation"] <= problem.wishes.tolerance + 1e-9 for row in ours
        ),
        "no more pieces than before": all(row["more_pieces"] == 0 for row in ours),
        f"compactness at least {COMPACTNESS_SHARE} of before": all(
            row["compactness_share"] >= COMPACTNESS_SHARE for row in ours
        ),
        "less moved than by any peer": all(max(moved) < row["moved_share"] for row in peers),
    }
    if least is not None:
        checks[f"moved at most {MOST_TIMES_BOUND} × the least"] = (
            max(moved) <= MOST_TIMES_BOUND * least
        )
    checks.update(speeds(problem, rows))
    for what, is_reached in checks.items():
        say(f"  {what}: {'reached' if is_reached else 'MISSED'}")
    return all(checks.values())


def speeds(problem: Problem, rows: dict[str, list[Row]]) -> dict[str, bool]:
    """Return the target of speed: seconds for a city, GerryChain's for the large town."""
    slowest = max(row["wall_s"] for row in rows[OURS])
    if problem.groups < PERCENT:
        return {f"at most {MOST_WALL_S:g} s": slowest <= MOST_WALL_S}
    chain = [row["wall_s"] for row in rows["gerrychain"]]
    return {"faster than GerryChain": not chain or slowest < min(chain)}


if __name__ == "__main__":
    sys.exit(main())
