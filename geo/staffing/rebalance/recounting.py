"""Weights that do not add up over cells, such as hours with travel: counted again, round by round.

What a group weighs beyond its cells is taken as fixed, the problem solved, the groups of the
answer weighed anew, and solved again from today's grouping until the answer is inside. Bound and
gap hold for the weights as last taken.
"""

from collections.abc import Sequence
from dataclasses import replace

from geo.staffing.rebalance.answer import Answer, AnswerKind, Progress, carry_on
from geo.staffing.rebalance.bounds import least_moved_share
from geo.staffing.rebalance.judging import answer_of
from geo.staffing.rebalance.problem import Problem, Weigh
from geo.staffing.rebalance.rebalancing import ALL_KINDS, rebalance
from geo.staffing.town import Ints

ROUNDS = 4
_NARROWEST = 0.5
"""A round that ended outside lets the next aim so much nearer to the mean, at most this share."""


def rebalance_recounted(
    problem: Problem,
    weigh: Weigh,
    progress: Progress = carry_on,
    kinds: Sequence[AnswerKind] = ALL_KINDS,
) -> tuple[Answer, ...]:
    """Return one answer a kind, its weights as `weigh` counts them; the nearest of all rounds."""
    answers = []
    for at, kind in enumerate(kinds):
        telling = _Telling(progress, at, len(kinds))
        answers.append(_nearest(problem, weigh, telling, kind))
        if telling.is_stopped:
            break
    return tuple(answers)


def counted(problem: Problem, weigh: Weigh, group: Ints) -> Problem:
    """Return the problem with the extra weight that groups have under a grouping."""
    cells = replace(problem, extra=None).weights_of(group)
    return replace(problem, extra=weigh(group) - cells)


class _Telling:
    """The progress of one kind among several, over all its rounds."""

    def __init__(self, progress: Progress, at: int, kinds: int) -> None:
        self._progress, self._at, self._kinds = progress, at, kinds
        self.round, self.is_stopped = 0, False

    def __call__(self, share: float, best: Answer | None) -> bool:
        done = (self._at + (self.round + share) / ROUNDS) / self._kinds
        self.is_stopped = not self._progress(done, best)
        return not self.is_stopped


def _narrowed(problem: Problem, tolerance: float) -> Problem:
    return replace(problem, wishes=replace(problem.wishes, tolerance=tolerance))


def _nearest(problem: Problem, weigh: Weigh, telling: _Telling, kind: AnswerKind) -> Answer:
    now, best = counted(problem, weigh, problem.group), None
    asked = within = problem.wishes.tolerance
    for telling.round in range(ROUNDS):
        found = rebalance(_narrowed(now, within), telling, [kind])[0]
        bound = found.bound_share if within == asked else least_moved_share(now)
        now = counted(problem, weigh, found.group)
        shown = answer_of(now, found.group, kind, bound)
        within = max(within - max(shown.max_deviation - asked, 0.0), asked * _NARROWEST)
        if best is None or shown.max_deviation < best.max_deviation:
            best = shown
        if shown.is_within or telling.is_stopped:
            return shown if shown.is_within else best
    assert best is not None  # noqa: S101 - there is at least one round; narrows the type
    return best
