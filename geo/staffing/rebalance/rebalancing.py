"""The whole of one rebalancing: groupings of several kinds from one problem."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from geo.staffing.rebalance.answer import Answer, AnswerKind, Progress, carry_on
from geo.staffing.rebalance.board import Board, board_of
from geo.staffing.rebalance.bounds import least_moved_share
from geo.staffing.rebalance.finishing import Finish, finished
from geo.staffing.rebalance.judging import answer_of
from geo.staffing.rebalance.moving import Price
from geo.staffing.rebalance.pricing import prices_of
from geo.staffing.rebalance.problem import Problem
from geo.staffing.rebalance.search import Report, searched
from geo.staffing.rebalance.units import Whole, whole
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
    board: Board = field(init=False)

    def __post_init__(self) -> None:
        self.board = board_of(self.whole.problem)
        self.bound_share = least_moved_share(self.whole.problem)

    def answer(self, kind: AnswerKind) -> None:
        """Add the best grouping of one kind."""
        problem = self.whole.problem
        prices = prices_of(problem, kind)
        group = searched(problem, self.board, prices, self._reporter(kind))
        self.begun += 1
        if kind is AnswerKind.FEWEST_CHANGES and not self.is_stopped:
            finish = self._finish(group, prices.strict)
            self.bound_share, group = finish.bound_share, finish.group
            self.is_impossible = finish.is_impossible
        found = self._shown(kind, group)
        if all((found.group != other.group).any() for other in self.answers):
            self.answers.append(found)

    def _finish(self, group: Ints, price: Price) -> Finish:
        return finished(self.whole.problem, self.board, price, group, self.bound_share)

    def _reporter(self, kind: AnswerKind) -> Report:
        def report(share: float, group: Ints) -> bool:
            done = (self.begun + share) / self.kinds
            self.is_stopped = not self.progress(done, self._shown(kind, group))
            return not self.is_stopped

        return report

    def _shown(self, kind: AnswerKind, group: Ints) -> Answer:
        shown = answer_of(self.problem, self.whole.spread(group), kind, self.bound_share)
        return replace(shown, is_impossible=self.is_impossible)
