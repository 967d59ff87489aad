"""Draws edits as a planner's browser sends them: JSON in degrees, drawn on a draft as it stands."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from geo.domain.codes import CellCode, GridCode
from geo.services.drafting.state import DraftState
from geo.spatial import frames
from geo.spatial.frames import MetricCrs
from geo.spatial.partition import Partition, nodes
from tests.spatial.partition.random_edits import TRIES, Floats, Hand

BRUSHED = 12
STRETCH = 24
Body = dict[str, Any]
Drawing = Callable[[DraftState], Body]


class Pen(Hand):
    """Draws one edit of a kind; the same seed draws the same edits of the same drafts."""

    def __init__(self, seed: int, crs: MetricCrs) -> None:
        super().__init__(seed)
        self.crs = crs

    def drawings(self) -> dict[str, Drawing]:
        """Return by name what draws an edit of each kind."""
        return {
            "move": self.move,
            "reshape": self.reshape,
            "split": self.split,
            "cut_out": self.cut_out,
            "reassign": self.reassign,
            "brush": self.brush,
        }

    def move(self, state: DraftState) -> Body:
        """Move a vertex by about a third of an edge."""
        partition = state.partition
        ring = self._ring(partition)
        row = int(self.rng.integers(len(ring)))
        at, near = partition.xy[ring[row]], partition.xy[ring[row - 1]]
        to = at + self.rng.normal(0, 0.3 * float(np.hypot(*(at - near))), 2)
        return {"kind": "move_vertex", "vertex": int(ring[row]), "to": self._line(to[None])[0]}

    def reshape(self, state: DraftState) -> Body:
        """Lay a stretch of the border between two grids anew."""
        first, second, border = self._common_border(state.partition)
        start = border[int(self.rng.integers(len(border)))]
        near = border[np.argsort(np.hypot(*(border - start).T))[1:STRETCH]]
        end = near[int(self.rng.integers(len(near)))]
        line = self._line(self._wave(start, end))
        return {"kind": "reshape", "first": first, "second": second, "line": line}

    def split(self, state: DraftState) -> Body:
        """Cut a grid through one of its cells; the line ends anywhere."""
        partition, code = state.partition, self._cell(state.partition)
        middle = partition.xy[partition.cells[code].rings[0]].mean(axis=0)
        angle = self.rng.uniform(0, np.pi)
        reach = self._size(partition, code) * self.rng.choice([1.0, 4.0, 16.0])
        arm = reach * np.array([np.cos(angle), np.sin(angle)])
        self.grids += 1
        line = self._line(self._wave(middle - arm, middle + arm))
        grid = partition.grid_of(code)
        return {"kind": "split", "grid": grid, "line": line, "new_grid": f"{grid}~{self.grids}"}

    def cut_out(self, state: DraftState) -> Body:
        """Give a drawn piece of one grid to a neighbour of the cell it lies in."""
        code, grid = self._beside_another(state.partition)
        ring = self._line(self._blob(state.partition, code, 0.5))
        own = state.partition.grid_of(code)
        return {"kind": "cut_out", "ring": ring, "from_grid": own, "to_grid": grid}

    def reassign(self, state: DraftState) -> Body:
        """Give a cell to a grid beside it."""
        code, grid = self._beside_another(state.partition)
        return {"kind": "reassign", "cells": [code], "to_grid": grid}

    def brush(self, state: DraftState) -> Body:
        """Give a dozen cells that hang together to a grid beside them."""
        partition = state.partition
        code, grid = self._beside_another(partition)
        own, cells = partition.grid_of(code), [code]
        for one in cells:
            near = sorted(partition.neighbours[one])
            cells += [c for c in near if partition.grid_of(c) == own and c not in cells]
            if len(cells) >= BRUSHED:
                break
        return {"kind": "reassign", "cells": cells[:BRUSHED], "to_grid": grid}

    def _beside_another(self, partition: Partition) -> tuple[CellCode, GridCode]:
        """Return a cell, and another grid that it borders on."""
        for _ in range(TRIES * TRIES):
            code = self._cell(partition)
            own = partition.grid_of(code)
            others = sorted({partition.grid_of(one) for one in partition.neighbours[code]} - {own})
            if others:
                return code, others[int(self.rng.integers(len(others)))]
        raise ValueError("no two grids meet")

    def _common_border(self, partition: Partition) -> tuple[GridCode, GridCode, Floats]:
        """Return two grids and the places they share."""
        for _ in range(TRIES):
            code, other = self._beside_another(partition)
            own = partition.grid_of(code)
            mine, theirs = nodes(partition, own), nodes(partition, other)
            shared = np.isin(mine.ids, theirs.ids)
            if shared.sum() > 2:
                return own, other, mine.xy[shared]
        raise ValueError("no two grids share a border")

    def _line(self, xy: Floats) -> list[list[float]]:
        return [list(at) for at in self._degrees(xy)]

    def _degrees(self, xy: Floats) -> Iterable[list[float]]:
        found: list[list[float]] = frames.storage_xy(xy, self.crs).tolist()
        return found
