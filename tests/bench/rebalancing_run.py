"""One contender on one case over some seeds, in a process of its own: prints one row a seed.

`python -m tests.bench.rebalancing_run CASE CONTENDER SEED …`
"""

import json
import sys
import time

import numpy as np

from geo.staffing.rebalance import Problem, Wishes, today, warm
from geo.staffing.rebalance.measures import compactness, deviation, moved_share
from geo.staffing.rebalance.pieces import pieces
from geo.staffing.town import Ints
from tests.bench.rebalancing_cases import CASES, TOLERANCE
from tests.bench.rebalancing_peers import CONTENDERS, OURS, quiet

COMPACTNESS_SHARE = 0.95


def main() -> None:
    """Run and print."""
    case, contender, *seeds = sys.argv[1:]
    quiet()
    wishes = Wishes(TOLERANCE, compactness_floor_share=COMPACTNESS_SHARE)
    problem = CASES[case](wishes)
    if contender == OURS:
        warm()
    for seed in seeds:
        start = time.perf_counter()
        group = CONTENDERS[contender](problem, int(seed))
        wall_s = time.perf_counter() - start
        row = {"seed": int(seed), "wall_s": wall_s, **figures(problem, group)}
        sys.stdout.write(json.dumps(row) + "\n")
        sys.stdout.flush()


def figures(problem: Problem, group: Ints) -> dict[str, float]:
    """Return what a division is judged by; `more_pieces` counts groups torn further than today."""
    groups = max(problem.groups, int(group.max()) + 1)
    found = np.unique(group)
    weights = np.bincount(group, problem.weight, groups)[found]
    before = np.zeros(groups)
    before[: problem.groups] = pieces(problem.ground, problem.group, problem.groups)
    now = pieces(problem.ground, group, groups)
    shape = np.nanmean(compactness(problem.ground, group, groups)[found])
    return {
        "moved_share": moved_share(problem, group),
        "groups": len(found),
        "max_deviation": float(np.abs(deviation(weights)).max()),
        "more_pieces": int((now > np.maximum(before, 1)).sum()),
        "compactness_share": float(shape) / today(problem).compactness,
    }


if __name__ == "__main__":
    main()
