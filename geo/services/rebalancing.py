"""Use cases: rebalance a file of cells, or the cells of the store; changes no boundary itself."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geo.domain.errors import CannotBalance
from geo.domain.policy import Action, Actor, require
from geo.ports.cell_files import CellFiles
from geo.services.rebalancing_cells import Cells, Named, named, percent, within_s
from geo.services.rebalancing_columns import groups_in, weights_in
from geo.spatial import frames
from geo.spatial.frames import StorageFrame
from geo.staffing.rebalance import (
    Answer,
    AnswerKind,
    Ground,
    Progress,
    Wishes,
    ground_of,
    rebalance,
    warm,
)
from geo.staffing.rebalance.answer import carry_on


@dataclass(frozen=True, slots=True)
class FileRequest:
    """A file of cells, its columns, what may not move and where the result goes, if anywhere."""

    cells: Path
    group: str
    weight: str
    wishes: Wishes
    locked: tuple[str, ...] = ()
    barriers: Path | None = None
    out: Path | None = None
    time_limit_s: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FileReport:
    """What was asked and found, in how many seconds once the search was compiled."""

    asked: Named
    answer: Answer
    wall_s: float


@dataclass(frozen=True, slots=True)
class FileRebalancing:
    """Rebalances files; needs no store."""

    files: CellFiles
    clock: Callable[[], float] = time.monotonic

    def run(self, actor: Actor, request: FileRequest, progress: Progress = carry_on) -> FileReport:
        """Return the fewest changes of a file's groups, and write them where that is asked.

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
        answer = rebalance(asked.problem, limited, [AnswerKind.FEWEST_CHANGES])[0]
        if answer.is_impossible:
            raise CannotBalance("none_exists", percent=percent(request.wishes.tolerance))
        if request.out is not None:
            rows = _rows_taken(asked, answer)
            self.files.write(request.out, request.cells, request.group, rows)
        return FileReport(asked, answer, self.clock() - start)

    def _asked(self, request: FileRequest) -> Named:
        columns = {"group": request.group, "weight": request.weight}
        table = self.files.read(request.cells, columns)
        weight = weights_in(table["weight"], request.weight)
        groups = groups_in(table["group"], request.group)
        codes = [f"#{row}" for row in table.index]
        ground = self._ground(table, request.barriers)
        return named(Cells(codes, groups, weight, ground), request.wishes, request.locked)

    def _ground(self, table: StorageFrame, barriers: Path | None) -> Ground:
        west, south, east, north = table.total_bounds
        crs = frames.metric_crs_for((float(west), float(south), float(east), float(north)))
        lines = None if barriers is None else self.files.read_lines(barriers)
        in_metres = None if lines is None else frames.to_metric(lines, crs)
        return ground_of(frames.to_metric(table, crs), in_metres)


def _rows_taken(asked: Named, answer: Answer) -> list[int]:
    """Return for each row the row whose group it takes: its own, or one of its new group."""
    today = asked.problem.group
    _, first = np.unique(today, return_index=True)
    own = np.arange(len(today))
    rows: list[int] = np.where(answer.group == today, own, first[answer.group]).tolist()
    return rows
