"""The whole of one rebalancing: groupings of several kinds from one problem."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from geo.staffing.rebalance.answer import Answer, AnswerKind, Progress, carry_on
from geo.staffing.rebalance.board import Board, board_of
from geo.staffing.rebalance.bounds import least_moved_share
from geo.staffing.rebalance.finishing import finished
from geo.staffing.rebalance.judging import answer_of, is_within
from geo.staffing.rebalance.pricing import prices_of
from geo.staffing.rebalance.problem import Problem
from geo.staffing.rebalance.search import Report, searched
from geo.staffing.rebalance.units import Whole, whole
from geo.staffing.rebalance.weighing import chosen, graded, weighed
from geo.staffing.town import Ints

ALL_KINDS = tuple(AnswerKind)


def rebalance(
    problem: Problem, progress: Progress = carry_on, kinds: Sequence[AnswerKind] = ALL_KINDS
) -> tuple[Answer, ...]:
    """Return one answer a kind, each the best found; a grouping that serves two comes once.

    An answer outside the tolerance is the nearest found: `obstacles` says what rules it out. When
    `progress` stops the search, the kinds begun by then are returned.
    """
    work = _Work(problem, whole(problem), progress, len(kinds))
    for kind in kinds:
        work.answer(kind)
        if work.is_stopped:
            break
    return tuple(work.answers)


@dataclass(slots=True)
class _Work:
    """One rebalancing under way."""

    problem: Problem
    whole: Whole
    progress: Progress
    kinds: int
    answers: list[Answer] = field(default_factory=list)
    bound_share: float = 0.0
    begun: int = 0
    is_impossible: bool = False
    is_stopped: bool = False
    fewest: Ints | None = None
    board: Board = field(init=False)
    graded: list[Problem] = field(init=False)

    def __post_init__(self) -> None:
        self.board = board_of(weighed(self.whole.problem))
        self.graded = graded(self.whole.problem)
        self.bound_share = least_moved_share(self.whole.problem)

    def answer(self, kind: AnswerKind) -> None:
        """Add the best grouping of one kind."""
        plain = self._plain(kind)
        others = [
            self._searched(problem, board_of(problem), kind)
            for problem in self.graded
            if not self.is_stopped
        ]
        group = chosen(self.whole.problem, kind, plain, others)
        if kind is AnswerKind.FEWEST_CHANGES:
            self.fewest = group
        found = self._shown(kind, group if self._is_within(group) else self._nearer(group))
        if all((found.group != other.group).any() for other in self.answers):
            self.answers.append(found)

    def _nearer(self, group: Ints) -> Ints:
        """Return the fewest changes where they reach the tolerance and a grouping does not."""
        if self.fewest is None and not self.is_stopped:
            self.fewest = self._plain(AnswerKind.FEWEST_CHANGES)
        return group if self.fewest is None or not self._is_within(self.fewest) else self.fewest

    def _is_within(self, group: Ints) -> bool:
        return is_within(self.whole.problem, self.whole.problem.weights_of(group))

    def _plain(self, kind: AnswerKind) -> Ints:
        """Return the best grouping when form and ways weigh nothing."""
        problem = weighed(self.whole.problem)
        group = self._searched(problem, self.board, kind)
        if kind is not AnswerKind.FEWEST_CHANGES or self.is_stopped:
            return group
        price = prices_of(problem, kind).strict
        finish = finished(problem, self.board, price, group, self.bound_share)
        self.bound_share, self.is_impossible = finish.bound_share, finish.is_impossible
        return finish.group

    def _searched(self, problem: Problem, board: Board, kind: AnswerKind) -> Ints:
        group = searched(problem, board, prices_of(problem, kind), self._reporter(kind))
        self.begun += 1
        return group

    def _reporter(self, kind: AnswerKind) -> Report:
        told = list[tuple[Ints, Answer]]()

        def report(share: float, group: Ints) -> bool:
            done = min((self.begun + share) / self.kinds / (1 + len(self.graded)), 1.0)
            if not told or (told[0][0] != group).any():
                told[:] = [(group.copy(), self._shown(kind, group))]
            self.is_stopped = not self.progress(done, told[0][1])
            return not self.is_stopped

        return report

    def _shown(self, kind: AnswerKind, group: Ints) -> Answer:
        shown = answer_of(self.problem, self.whole.spread(group), kind, self.bound_share)
        return replace(shown, is_impossible=self.is_impossible)
