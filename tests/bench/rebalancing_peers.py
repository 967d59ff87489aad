"""Who divides cells into even groups: ours, GerryChain's recursive trees, spopt's MaxP.

The peers draw groups anew. Each takes the name of the group of today that leaves most weight where
it is, over all of them at once; groups beyond today's number are new.
"""

import random
import warnings
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from scipy.optimize import linear_sum_assignment

from geo.staffing.rebalance import AnswerKind, Problem, rebalance
from geo.staffing.town import Ints

FEWER_ROUNDS = {"max_iterations_construction": 10, "max_iterations_sa": 1}
Divide = Callable[[Problem, int], Ints]


def wangge(problem: Problem, seed: int) -> Ints:
    """Return our fewest changes."""
    asked = replace(problem, wishes=replace(problem.wishes, seed=seed))
    return rebalance(asked, kinds=[AnswerKind.FEWEST_CHANGES])[0].group


def gerrychain(problem: Problem, seed: int) -> Ints:
    """Return a division by random spanning trees cut where both sides fit (ReCom's seed plan)."""
    import networkx as nx  # noqa: PLC0415 - a peer, there in the bench's own venv alone
    from gerrychain import Graph  # noqa: PLC0415
    from gerrychain.partition import recursive_tree_part  # noqa: PLC0415

    graph = nx.Graph()
    graph.add_nodes_from((i, {"weight": float(w)}) for i, w in enumerate(problem.weight))
    graph.add_edges_from(
        zip(problem.ground.first.tolist(), problem.ground.second.tolist(), strict=True)
    )
    part = recursive_tree_part(
        Graph.from_networkx(graph), range(problem.groups), problem.mean, "weight",
        problem.wishes.tolerance, rng=seed,
    )  # fmt: skip
    return named_as_today(problem, np.array([part[i] for i in range(len(problem.weight))]))


def maxp(problem: Problem, seed: int) -> Ints:
    """Return as many regions as reach the least weight, alike inside (Duque, Anselin & Rey 2012).

    A tenth of its usual rounds: with all of them one run takes a minute and a half, no better.
    """
    import pandas as pd  # noqa: PLC0415
    from libpysal.weights import W  # noqa: PLC0415
    from spopt.region import MaxPHeuristic  # noqa: PLC0415

    random.seed(seed)
    np.random.seed(seed)
    neighbours: dict[int, list[int]] = {i: [] for i in range(len(problem.weight))}
    for one, other in zip(problem.ground.first, problem.ground.second, strict=True):
        neighbours[int(one)].append(int(other))
        neighbours[int(other)].append(int(one))
    table = pd.DataFrame({"weight": problem.weight})
    least = problem.mean * (1 - problem.wishes.tolerance)
    model = MaxPHeuristic(table, W(neighbours), ["weight"], "weight", least, **FEWER_ROUNDS)
    model.solve()
    return named_as_today(problem, np.asarray(model.labels_))


CONTENDERS: dict[str, Divide] = {"wangge": wangge, "gerrychain": gerrychain, "maxp": maxp}
OURS = "wangge"


def named_as_today(problem: Problem, part: np.ndarray) -> Ints:
    """Return the parts under the names of today's groups that keep most weight in place."""
    _, part = np.unique(part, return_inverse=True)
    kept = np.zeros((part.max() + 1, problem.groups))
    np.add.at(kept, (part, problem.group), problem.weight)
    rows, groups = linear_sum_assignment(-kept)
    name = problem.groups + np.arange(len(kept))
    name[rows] = groups
    return np.asarray(name[part], np.int64)


def quiet() -> None:
    """Leave the peers' own warnings unsaid: they are about their own ways."""
    warnings.simplefilter("ignore")
