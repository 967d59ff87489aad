"""One scope of a draft as a rebalancing problem, and the answers of several scopes joined."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from geo.domain.codes import CellCode
from geo.services.drafting.scope import (
    WORKLOAD,
    Scope,
    cell_weights,
    hours_of,
    noise_shares,
)
from geo.services.drafting.session import Held
from geo.services.drafting.state import DraftState
from geo.services.rebalancing_cells import Cells, Named, named
from geo.spatial import frames
from geo.spatial.partition import cell_shapes
from geo.staffing.rebalance import (
    Answer,
    AnswerKind,
    Progress,
    Weigh,
    Wishes,
    ground_of,
    rebalance,
    today,
)
from geo.staffing.rebalance.recounting import counted, rebalance_recounted


@dataclass(frozen=True, slots=True)
class Asked:
    """What a planner wishes: `only` names grids to balance, all when it is empty."""

    tolerance: float
    weight: str
    by_village: bool
    has_barriers: bool
    only: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Posed:
    """A scope's problem; `weigh` counts its groups where their weight is not that of the cells.

    `homes` are the households of its cells, None where unknown.
    """

    scope: Scope
    named: Named
    weigh: Weigh | None
    homes: Mapping[CellCode, int | None]


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """The answers of one kind to all scopes, as one change of the town."""

    kind: AnswerKind
    parts: Sequence[tuple[Posed, Answer]]

    def as_json(self) -> dict[str, Any]:
        """Return the figures over all scopes, shares of all their weight; and what changes."""
        weights = [
            float(posed.named.problem.weights_of(answer.group).sum())
            for posed, answer in self.parts
        ]
        cells = self._changes()
        groups = np.array([len(posed.scope.grids) for posed, _ in self.parts], float)
        answers = [answer for _, answer in self.parts]
        noise = [
            posed.scope.grids[place]
            for posed, answer in self.parts
            for place in np.flatnonzero(answer.is_noise).tolist()
        ]
        moved = _mean([one.moved_share for one in answers], weights)
        bound = _mean([one.bound_share for one in answers], weights)
        return {
            "name": self.kind.value,
            "moved_share": moved,
            "cells": len(cells),
            "max_deviation": max(one.max_deviation for one in answers),
            "cv": _mean([one.variation for one in answers], groups.tolist()),
            "compactness": _mean([one.compactness for one in answers], groups.tolist()),
            "bound": bound,
            "gap": (moved - bound) / moved if moved > bound else 0.0,
            "reassign": cells,
            "within_noise": noise,
            "is_within": all(one.is_within for one in answers),
            "households": self._households(cells),
            "before": self._before(groups.tolist()),
        }

    def _households(self, cells: Mapping[str, str]) -> int | None:
        """Return the households that change their grid, None where a cell's are unknown."""
        homes = {code: home for posed, _ in self.parts for code, home in posed.homes.items()}
        known = [homes[CellCode(code)] for code in cells]
        return None if None in known else sum(one or 0 for one in known)

    def _before(self, groups: Sequence[float]) -> dict[str, float]:
        """Return the same figures of the grids as they stand."""
        found = [today(posed.named.problem) for posed, _ in self.parts]
        return {
            "max_deviation": max(one.max_deviation for one in found),
            "cv": _mean([one.variation for one in found], groups),
            "compactness": _mean([one.compactness for one in found], groups),
        }

    def _changes(self) -> dict[str, str]:
        return {
            cell: grid
            for posed, answer in self.parts
            for cell, grid in posed.named.changes(answer).items()
        }


def pose(held: Held, state: DraftState, scope: Scope, asked: Asked) -> Posed:
    """Return the problem of a scope: its cells, what they weigh, who is locked."""
    engine = held.engine
    shapes = cell_shapes(state.partition, scope.cells)
    cells = frames.in_metres(pd.DataFrame({"code": scope.cells}), shapes, held.base.crs)
    lines = held.rules.barriers if asked.has_barriers else None
    found = named(
        Cells(
            codes=scope.cells,
            groups=[state.partition.grid_of(code) for code in scope.cells],
            weight=cell_weights(engine, state, scope, asked.weight),
            ground=ground_of(cells, lines),
        ),
        Wishes(tolerance=asked.tolerance),
        [code for code in scope.grids if code in state.locked],
    )
    problem = replace(found.problem, noise_share=noise_shares(engine, state, scope))
    weigh = hours_of(engine, state, scope) if asked.weight == WORKLOAD else None
    if weigh is not None:
        problem = counted(problem, weigh, problem.group)
    homes = {code: state.people[code].households for code in scope.cells}
    return Posed(scope, replace(found, problem=problem), weigh, homes)


def solved(posed: Posed, progress: Progress) -> Sequence[Answer]:
    """Return the answers to a scope, one a kind; none where it is even enough as it is.

    Raises:
        CannotBalance: nothing can bring it inside the tolerance.
    """
    problem = posed.named.problem
    if today(problem).max_deviation <= problem.wishes.tolerance:
        return ()
    refusal = posed.named.refusal()
    if refusal is not None:
        raise refusal
    if posed.weigh is None:
        return rebalance(problem, progress)
    return rebalance_recounted(problem, posed.weigh, progress)


def joined(found: Sequence[tuple[Posed, Sequence[Answer]]]) -> tuple[Joined, ...]:
    """Return one change a kind; a scope that lacks a kind gives its first answer."""
    answered = [(posed, answers) for posed, answers in found if answers]
    kinds = [
        kind
        for kind in AnswerKind
        if any(answer.kind is kind for _, answers in answered for answer in answers)
    ]
    return tuple(
        Joined(kind, [(posed, _of_kind(answers, kind)) for posed, answers in answered])
        for kind in kinds
    )


def _of_kind(answers: Sequence[Answer], kind: AnswerKind) -> Answer:
    return next((one for one in answers if one.kind is kind), answers[0])


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    return float(np.average(values, weights=weights)) if sum(weights) > 0 else 0.0
