"""Use cases: rebalance a file of cells, or the cells of the store; changes no boundary itself."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from geo.domain.errors import CannotBalance
from geo.domain.policy import Action, Actor, require
from geo.ports.cell_files import CellFiles
from geo.services.rebalancing_cells import Cells, Named, named, percent, within_s
from geo.services.rebalancing_columns import groups_in, weights_in, wholes_in
from geo.spatial import frames
from geo.spatial.frames import StorageFrame
from geo.staffing.rebalance import (
    Answer,
    AnswerKind,
    Ground,
    Problem,
    Progress,
    Wishes,
    ground_of,
    rebalance,
    warm,
    ways_km,
)
from geo.staffing.rebalance.answer import carry_on
from geo.staffing.rebalance.judging import gap_share


@dataclass(frozen=True, slots=True)
class FileRequest:
    """A file of cells, its columns, what may not move and where the result goes, if anywhere.

    Cells that have the same value in the column `whole` move together. With `out`, the first of
    `kinds` is written.
    """

    cells: Path
    group: str
    weight: str
    wishes: Wishes
    locked: tuple[str, ...] = ()
    barriers: Path | None = None
    out: Path | None = None
    time_limit_s: float | None = None
    whole: str | None = None
    kinds: tuple[AnswerKind, ...] = (AnswerKind.FEWEST_CHANGES,)


@dataclass(frozen=True, slots=True, eq=False)
class FileReport:
    """What was asked and found, one answer a kind, in how many seconds once all was compiled."""

    asked: Named
    answers: tuple[Answer, ...]
    wall_s: float

    @property
    def answer(self) -> Answer:
        """Return the first answer."""
        return self.answers[0]


@dataclass(frozen=True, slots=True)
class FileRebalancing:
    """Rebalances files; needs no store."""

    files: CellFiles
    clock: Callable[[], float] = time.monotonic

    def run(self, actor: Actor, request: FileRequest, progress: Progress = carry_on) -> FileReport:
        """Return changes of a file's groups, and write the first where that is asked.

        Raises:
            NotPermitted: the actor may not draw plans.
            BadInput: the file, a column or a value cannot be taken.
            NotFound: a locked group is none of the file's.
            CannotBalance: no grouping can be inside the tolerance.
        """
        require(actor, Action.EDIT_PLAN)
        if request.out is not None:
            self.files.require_writable(request.out, request.cells)
        warm()
        start = self.clock()
        asked = self._asked(request)
        refusal = asked.refusal()
        if refusal is not None:
            raise refusal
        limited = within_s(progress, request.time_limit_s, self.clock)
        answers = one_a_kind(asked.problem, limited, request.kinds)
        if any(one.is_impossible for one in answers):
            raise CannotBalance("none_exists", percent=percent(request.wishes.tolerance))
        if request.out is not None:
            rows = _rows_taken(asked, answers[0])
            self.files.write(request.out, request.cells, request.group, rows)
        return FileReport(asked, answers, self.clock() - start)

    def _asked(self, request: FileRequest) -> Named:
        columns = {"group": request.group, "weight": request.weight}
        if request.whole is not None:
            columns["whole"] = request.whole
        table = self.files.read(request.cells, columns)
        weight = weights_in(table["weight"], request.weight)
        groups = groups_in(table["group"], request.group)
        codes = [f"#{row}" for row in table.index]
        ground = self._ground(table, request.barriers)
        villages = None if request.whole is None else wholes_in(table["whole"])
        cells = Cells(codes, groups, weight, ground, villages)
        found = named(cells, request.wishes, request.locked)
        first = found.problem
        ways = ways_km(ground, first.weight, first.group, first.groups)
        return replace(found, problem=replace(first, travel=ways))

    def _ground(self, table: StorageFrame, barriers: Path | None) -> Ground:
        west, south, east, north = table.total_bounds
        crs = frames.metric_crs_for((float(west), float(south), float(east), float(north)))
        lines = None if barriers is None else self.files.read_lines(barriers)
        in_metres = None if lines is None else frames.to_metric(lines, crs)
        return ground_of(frames.to_metric(table, crs), in_metres)


def one_a_kind(
    problem: Problem, progress: Progress, kinds: Sequence[AnswerKind]
) -> tuple[Answer, ...]:
    """Return one answer a kind, even where one grouping serves two; the best bound goes for all."""
    found = []
    for place, kind in enumerate(kinds):

        def told(share: float, best: Answer | None, at: int = place) -> bool:
            return progress((at + share) / len(kinds), best)

        found.append(rebalance(problem, told, [kind])[0])
    bound = max(one.bound_share for one in found)
    return tuple(
        replace(one, bound_share=bound, gap_share=gap_share(one.moved_share, bound))
        for one in found
    )


def _rows_taken(asked: Named, answer: Answer) -> list[int]:
    """Return for each row the row whose group it takes: its own, or one of its new group."""
    today = asked.problem.group
    _, first = np.unique(today, return_index=True)
    own = np.arange(len(today))
    rows: list[int] = np.where(answer.group == today, own, first[answer.group]).tolist()
    return rows
