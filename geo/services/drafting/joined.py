"""The answers of several scopes of a draft joined: one change of the town a kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.domain.codes import CellCode
from geo.services.drafting.balanced import Posed
from geo.staffing.rebalance import Answer, AnswerKind, today
from geo.staffing.rebalance.judging import ROUNDING, answer_of
from geo.staffing.rebalance.measures import deviation


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
        cells = self.changes()
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
            "travel_km": _known_mean([one.travel for one in answers], weights),
            "grids": int(groups.sum()),
            "disconnected": sum(one.disconnected_groups for one in answers),
            "beyond": self.beyond(),
            "before": self.before(),
        }

    def beyond(self) -> list[str]:
        """Return the grids, locked ones aside, that stay outside the tolerance."""
        found = list[str]()
        for posed, answer in self.parts:
            problem = posed.named.problem
            off = np.abs(deviation(answer.weights)) > problem.wishes.tolerance + ROUNDING
            places = np.flatnonzero(off & ~problem.locked).tolist()
            found += [posed.scope.grids[place] for place in places]
        return found

    def _households(self, cells: Mapping[str, str]) -> int | None:
        """Return the households that change their grid, None where a cell's are unknown."""
        homes = {code: home for posed, _ in self.parts for code, home in posed.homes.items()}
        known = [homes[CellCode(code)] for code in cells]
        return None if None in known else sum(one or 0 for one in known)

    def before(self) -> dict[str, float | None]:
        """Return the same figures of the grids as they stand."""
        groups = [float(len(posed.scope.grids)) for posed, _ in self.parts]
        weights = [float(posed.named.problem.weight.sum()) for posed, _ in self.parts]
        found = [today(posed.named.problem) for posed, _ in self.parts]
        return {
            "max_deviation": max(one.max_deviation for one in found),
            "cv": _mean([one.variation for one in found], groups),
            "compactness": _mean([one.compactness for one in found], groups),
            "travel_km": _known_mean([one.travel for one in found], weights),
        }

    def changes(self) -> dict[str, str]:
        """Return the new grid of every cell that changes hands, by code."""
        return {
            cell: grid
            for posed, answer in self.parts
            for cell, grid in posed.named.changes(answer).items()
        }


def joined(found: Sequence[tuple[Posed, Sequence[Answer]]]) -> tuple[Joined, ...]:
    """Return one change a kind; a scope that lacks a kind gives its first answer.

    A scope without any, for it is even or cannot be made so, stays as it is and counts as well.
    """
    kinds = [
        kind
        for kind in AnswerKind
        if any(answer.kind is kind for _, answers in found for answer in answers)
    ]
    return tuple(
        Joined(kind, [(posed, _of_kind(posed, answers, kind)) for posed, answers in found])
        for kind in kinds
    )


def unchanged(found: Sequence[Posed]) -> Joined:
    """Return the town as it stands, as an answer that moves nothing."""
    kind = AnswerKind.FEWEST_CHANGES
    return Joined(kind, [(posed, _of_kind(posed, (), kind)) for posed in found])


def _of_kind(posed: Posed, answers: Sequence[Answer], kind: AnswerKind) -> Answer:
    if not answers:
        problem = posed.named.problem
        return answer_of(problem, problem.group, kind, 0.0)
    return next((one for one in answers if one.kind is kind), answers[0])


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    return float(np.average(values, weights=weights)) if sum(weights) > 0 else 0.0


def _known_mean(values: Sequence[float | None], weights: Sequence[float]) -> float | None:
    known = [one for one in values if one is not None]
    return _mean(known, weights) if len(known) == len(values) else None
