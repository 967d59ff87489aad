"""The model in HiGHS: a choice of group for every cell; the only module that speaks to it."""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from geo.staffing.rebalance.crossing import crossed_m
from geo.staffing.rebalance.cuts import Cut
from geo.staffing.rebalance.judging import ROUNDING
from geo.staffing.rebalance.problem import Problem
from geo.staffing.town import Floats, Ints

_CLOSED = highspy.HighsModelStatus.kInfeasible


class _Quiet(highspy.Highs):
    """A solver that never writes: as made, it greets on standard output, where answers go."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the library's name, its first step
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # highspy: not annotated


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """A solution (n; None when none was found in time) and a bound, in means of a group."""

    group: Ints | None
    bound: float
    is_impossible: bool


@dataclass(slots=True)
class Model:
    """n × k choices, the band of every group, and cuts as they come."""

    problem: Problem
    solver: highspy.Highs

    @classmethod
    def of(cls, problem: Problem) -> "Model":
        """Return the model without cuts."""
        solver = _Quiet()  # type: ignore[no-untyped-call]  # highspy: not annotated
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("threads", 1)
        model = cls(problem, solver)
        model._add_choices()
        model._add_bands()
        model._add_crossings()
        return model

    def add(self, cuts: Sequence[Cut]) -> None:
        """Add inequalities."""
        for cut in cuts:
            columns = np.concatenate((cut.together, cut.between)) * self.problem.groups + cut.group
            signs = np.concatenate((np.ones(len(cut.together)), -np.ones(len(cut.between))))
            self._row(-highspy.kHighsInf, cut.allowance, columns, signs)

    @property
    def spent_s(self) -> float:
        """Return how long the model was worked on, by the solver's own clock."""
        return float(self.solver.getRunTime())

    def solve(self, known: Ints, limit_s: float) -> Solved:
        """Return the best grouping under the cuts so far; `known` is one to begin from."""
        self._begin_from(known)
        self.solver.setOptionValue("time_limit", self.spent_s + limit_s)
        self.solver.run()
        if self.solver.getModelStatus() == _CLOSED:
            return Solved(None, 0.0, is_impossible=True)
        told = self.solver.getInfo()
        bound = max(float(told.mip_dual_bound), 0.0)
        if told.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return Solved(None, bound if np.isfinite(bound) else 0.0, is_impossible=False)
        chosen = np.array(self.solver.getSolution().col_value).reshape(-1, self.problem.groups)
        return Solved(chosen.argmax(axis=1).astype(np.int64), bound, is_impossible=False)

    def _begin_from(self, known: Ints) -> None:
        chosen = known[:, None] == np.arange(self.problem.groups)
        solution = highspy.HighsSolution()
        solution.col_value = chosen.astype(float).ravel().tolist()
        self.solver.setSolution(solution)

    def _add_choices(self) -> None:
        problem, groups = self.problem, self.problem.groups
        size = len(problem.weight)
        at_home = problem.group[:, None] == np.arange(groups)
        low = (at_home & problem.fixed[:, None]).astype(float)
        closed = (problem.fixed[:, None] | problem.locked[None, :]) & ~at_home
        cost = np.where(at_home, 0.0, problem.weight[:, None] / problem.mean)
        every = np.arange(size * groups, dtype=np.int32)
        self.solver.addVars(size * groups, low.ravel(), (~closed).astype(float).ravel())
        self.solver.changeColsCost(len(every), every, cost.ravel())
        whole = np.full(len(every), highspy.HighsVarType.kInteger)
        self.solver.changeColsIntegrality(len(every), every, whole)
        for cell in range(size):
            self._row(1, 1, cell * groups + np.arange(groups), np.ones(groups))

    def _add_bands(self) -> None:
        problem = self.problem
        weight, extra = problem.weight / problem.mean, problem.extras / problem.mean
        half = problem.wishes.tolerance + ROUNDING
        for group in np.flatnonzero(~problem.locked):
            columns = np.arange(len(weight)) * problem.groups + group
            low, high = 1 - half - extra[group], 1 + half - extra[group]
            self._row(low, high, columns, weight)

    def _add_crossings(self) -> None:
        """Keep barriers in cells to what each group may have; borders between cells left aside."""
        problem, far_m = self.problem, self.problem.ground.crossing_m
        if problem.crossable_m is None or far_m is None:
            return
        today_m = crossed_m(problem.ground, problem.group, problem.groups)
        most_m = np.maximum(problem.crossable_m, today_m)
        cells = np.flatnonzero(far_m > 0)
        for group in range(problem.groups):
            columns = cells * problem.groups + group
            self._row(-highspy.kHighsInf, most_m[group], columns, far_m[cells])

    def _row(self, low: float, high: float, columns: Ints, values: Floats) -> None:
        self.solver.addRow(low, high, len(columns), columns.astype(np.int32), values)
