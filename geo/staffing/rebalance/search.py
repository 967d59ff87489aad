"""Runs the compiled search from today's grouping: several runs, two at a time, chunk by chunk."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from geo.spatial.assignment.threads import THREADS
from geo.staffing.rebalance.annealing import NO_ROUND, Heat, Prices, anneal, descend
from geo.staffing.rebalance.board import Board
from geo.staffing.rebalance.moving import BEST, COMPACT, OUTSIDE, SUMS, Price, Standing, judged
from geo.staffing.rebalance.problem import Problem
from geo.staffing.rebalance.sums import sum_by
from geo.staffing.town import Floats, Ints

HOT, COLD = 1.0, 0.05
"""First and last heat, in mean cells."""
LEAST_TRIES = 400_000
"""A small town is searched at least so much: it takes a tenth of a second."""
CHUNKS, RUNS, ATTEMPTS = 40, 2, 3
_SCRAMBLE = 0x9E3779B97F4A7C15

Report = Callable[[float, Ints], bool]
"""Told the share done and the best grouping so far; False stops."""


@dataclass(slots=True)
class Run:
    """One search under way."""

    board: Board
    prices: Prices
    now: Standing

    def advance(self, heat: Heat) -> None:
        """Try moves at a heat that falls."""
        anneal(self.board, self.prices, self.now, heat)

    def settle(self) -> None:
        """Go from the best grouping downhill to the end."""
        self.now = standing(self.board, self.prices.strict, self.now.best, 1)
        descend(self.board, self.prices.strict, self.now)

    @property
    def judgement(self) -> float:
        """Return the judgement of the best grouping."""
        return float(self.now.sums[BEST])


def searched(problem: Problem, board: Board, prices: Prices, report: Report) -> Ints:
    """Return the best grouping of all runs (n); outside the band they are run again, warmer."""
    if len(board.mover) == 0:
        return board.home
    groups = [board.home] * RUNS
    for attempt in range(ATTEMPTS):
        runs = [
            Run(board, prices, standing(board, prices.strict, group, _seed(problem, attempt, at)))
            for at, group in enumerate(groups)
        ]
        goes_on = _cooled(problem, runs, report)
        best = min(runs, key=lambda run: run.judgement).now
        if not goes_on or best.sums[OUTSIDE] <= NO_ROUND:
            break
        groups = [run.now.best for run in runs]
    return best.best


def _seed(problem: Problem, attempt: int, run: int) -> int:
    return (problem.wishes.seed * ATTEMPTS + attempt) * RUNS + run


def _cooled(problem: Problem, runs: list[Run], report: Report) -> bool:
    """Cool every run down and settle it; return whether nobody stopped it."""
    goes_on = True
    with ThreadPoolExecutor(THREADS) as executor:
        for done, heat in enumerate(_heats(problem, runs[0].board), start=1):
            list(executor.map(partial(Run.advance, heat=heat), runs))
            best = min(runs, key=lambda run: run.judgement)
            goes_on = report(done / CHUNKS, best.now.best)
            if not goes_on:
                break
        list(executor.map(Run.settle, runs))
    return goes_on


def _heats(problem: Problem, board: Board) -> Iterator[Heat]:
    """Yield one heat a chunk, from hot to cold."""
    mean_cell = problem.groups / len(problem.weight)
    wanted = max(problem.wishes.effort * len(board.mover), LEAST_TRIES)
    tries = wanted // (RUNS * CHUNKS)
    cooling = (COLD / HOT) ** (1 / (tries * CHUNKS))
    for chunk in range(CHUNKS):
        yield Heat(HOT * mean_cell * (COLD / HOT) ** (chunk / CHUNKS), cooling, tries)


def standing(board: Board, strict: Price, group: Ints, seed: int) -> Standing:
    """Return where a search stands that starts from a grouping."""
    groups, size = len(board.extra), len(board.weight)
    sums = np.zeros(SUMS)
    away = group != board.home
    sums[0] = board.price[away].sum()
    if len(board.travel):
        sums[0] += board.travel[np.arange(size), group].sum()
    now = Standing(
        group=group.copy(),
        best=group.copy(),
        cells=np.bincount(group, minlength=groups),
        weight=sum_by(group, board.weight, groups) + board.extra,
        area_m2=sum_by(group, board.area_m2, groups),
        perimeter_m=_outlines(board, group),
        compact=np.zeros(groups),
        crossed_m=_crossed_m(board, group),
        sums=sums,
        mark=np.zeros(size, np.int64),
        stamp=np.zeros(1, np.int64),
        queue=np.zeros(size + 1, np.int64),
        random=np.array([(seed * _SCRAMBLE) % 2**64 | 1], np.uint64),
    )
    _fill(now, strict)
    return now


def _fill(now: Standing, strict: Price) -> None:
    outline = now.perimeter_m
    now.compact[:] = np.divide(
        4 * np.pi * now.area_m2, outline**2, out=np.zeros(len(outline)), where=outline > 0
    )
    beyond = np.maximum(now.weight - strict.high, strict.low - now.weight)
    now.sums[OUTSIDE] = np.where(beyond > 0, beyond + strict.step, 0).sum()
    now.sums[COMPACT] = now.compact.sum()
    now.sums[BEST] = judged(strict, *now.sums[:BEST].tolist())


def _crossed_m(board: Board, group: Ints) -> Floats:
    groups = len(board.extra)
    if len(board.crossing_m) == 0:
        return np.zeros(groups)
    owner = np.repeat(np.arange(len(group)), np.diff(board.start))
    inside = group[owner] == group[board.neighbour]
    twice = sum_by(group[owner[inside]], board.along_m[inside], groups)
    return sum_by(group, board.crossing_m, groups) + twice / 2


def _outlines(board: Board, group: Ints) -> Floats:
    groups = len(board.extra)
    owner = np.repeat(np.arange(len(group)), np.diff(board.start))
    inside = group[owner] == group[board.neighbour]
    within = sum_by(group[owner[inside]], board.border_m[inside], groups)
    return sum_by(group, board.perimeter_m, groups) - within
