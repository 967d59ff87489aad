"""Seeded random edits of every kind, as a planner's hand would draw them: many are refused."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from geo.domain.codes import CellCode, GridCode
from geo.domain.errors import WanggeError
from geo.spatial.partition import (
    NO_RULES,
    EditRules,
    Partition,
    Step,
    add_area,
    cut_out,
    delete_vertex,
    insert_vertex,
    merge,
    move_vertex,
    nodes,
    reassign,
    remove_area,
    reshape,
    split,
)

Floats = np.ndarray
Edit = Callable[[Partition], Step]
FEWEST_CELLS = 30
TRIES = 50
SHARE = {
    "move": 25, "insert": 8, "delete": 8, "reassign": 14, "cut_out": 12, "reshape": 14, "split": 8,
    "merge": 3, "add": 5, "remove": 3,
}  # fmt: skip
"""How often a hand makes each kind of edit."""


@dataclass(slots=True)
class Hand:
    """Draws edits of a partition; the same seed draws the same edits of the same partition."""

    seed: int
    rules: EditRules = NO_RULES
    made: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    rng: np.random.Generator = field(init=False)
    grids: int = 0

    def __post_init__(self) -> None:
        self.rng = np.random.default_rng(self.seed)

    def edit(self, partition: Partition) -> Step | None:
        """Return the step of the next random edit, None where it is refused."""
        names = list(SHARE)
        share = np.array(list(SHARE.values()), float)
        name = names[int(self.rng.choice(len(names), p=share / share.sum()))]
        kind = self.kinds()[name]
        try:
            step = kind(partition)
        except WanggeError as error:
            self.refused[f"{name} {error.code} {error.reason}"] += 1
            return None
        self.made[name] += 1
        return step

    def kinds(self) -> dict[str, Edit]:
        """Return by name what makes one edit of each kind."""
        return {name: getattr(self, f"_{name}") for name in SHARE}

    def _cell(self, partition: Partition) -> CellCode:
        return partition.codes[int(self.rng.integers(len(partition.codes)))]

    def _ring(self, partition: Partition) -> np.ndarray:
        rings = partition.cells[self._cell(partition)].rings
        return rings[int(self.rng.integers(len(rings)))]

    def _size(self, partition: Partition, code: CellCode) -> float:
        west, south, east, north = partition.boxes[partition.codes.index(code)]
        return float(np.hypot(east - west, north - south))

    def _move(self, partition: Partition) -> Step:
        ring = self._ring(partition)
        row = int(self.rng.integers(len(ring)))
        at, near = partition.xy[ring[row]], partition.xy[ring[row - 1]]
        reach = max(float(np.hypot(*(at - near))), 1.0) * self.rng.choice([0.3, 0.3, 3.0])
        to = at + self.rng.normal(0, reach, 2)
        return move_vertex(partition, int(ring[row]), (float(to[0]), float(to[1])), self.rules)

    def _insert(self, partition: Partition) -> Step:
        ring = self._ring(partition)
        row = int(self.rng.integers(len(ring)))
        first, second = partition.xy[ring[row]], partition.xy[ring[row - 1]]
        middle = (first + second) / 2 + self.rng.normal(0, 0.1, 2) * np.hypot(*(first - second))
        at = (float(middle[0]), float(middle[1]))
        return insert_vertex(partition, int(ring[row]), int(ring[row - 1]), at, self.rules)

    def _delete(self, partition: Partition) -> Step:
        ring = self._ring(partition)
        return delete_vertex(partition, int(ring[int(self.rng.integers(len(ring)))]), self.rules)

    def _reassign(self, partition: Partition) -> Step:
        code = self._cell(partition)
        near = sorted(partition.neighbours[code]) or [code]
        grid = partition.grid_of(near[int(self.rng.integers(len(near)))])
        return reassign(partition, [code], grid, self.rules)

    def _grid(self, partition: Partition) -> GridCode:
        if self.rng.random() < 0.3:
            self.grids += 1
            return GridCode(f"new{self.grids}")
        return partition.grid_of(self._cell(partition))

    def _cut_out(self, partition: Partition) -> Step:
        code = self._cell(partition)
        ring = self._blob(partition, code, 0.5)
        return cut_out(partition, ring, partition.grid_of(code), self._grid(partition), self.rules)

    def _blob(self, partition: Partition, code: CellCode, size: float) -> Floats:
        """Return a star-shaped ring around a vertex of a cell."""
        ring = partition.cells[code].rings[0]
        middle = partition.xy[ring[int(self.rng.integers(len(ring)))]]
        angle = np.sort(self.rng.uniform(0, 2 * np.pi, int(self.rng.integers(3, 12))))
        reach = self._size(partition, code) * size * self.rng.uniform(0.1, 1, len(angle))
        return middle + reach[:, None] * np.column_stack((np.cos(angle), np.sin(angle)))

    def _reshape(self, partition: Partition) -> Step:
        """Bend a stretch of the border between two grids."""
        for _ in range(TRIES):
            code = self._cell(partition)
            own = partition.grid_of(code)
            other = sorted({partition.grid_of(one) for one in partition.neighbours[code]} - {own})
            if other:
                break
        else:
            return self._reassign(partition)
        found = nodes(partition, own)
        shared = np.flatnonzero(found.shared)
        middle = partition.xy[partition.cells[code].rings[0][0]]
        near = shared[np.argsort(np.hypot(*(found.xy[shared] - middle).T))[:12]]
        start, end = self.rng.choice(near, 2, replace=len(near) < 2)
        line = self._wave(found.xy[start], found.xy[end])
        return reshape(partition, line, (own, other[0]), self.rules)

    def _wave(self, start: Floats, end: Floats) -> Floats:
        count = int(self.rng.integers(2, 9))
        share = np.linspace(0, 1, count)[:, None]
        noise = self.rng.normal(0, 0.15 * np.hypot(*(end - start)), (count, 2))
        noise[[0, -1]] *= self.rng.choice([0, 0.01, 0.3])
        return start + share * (end - start) + noise

    def _split(self, partition: Partition) -> Step:
        code = self._cell(partition)
        middle = partition.xy[partition.cells[code].rings[0]].mean(axis=0)
        angle = self.rng.uniform(0, np.pi)
        reach = self._size(partition, code) * self.rng.choice([1.0, 4.0, 16.0])
        arm = reach * np.array([np.cos(angle), np.sin(angle)])
        self.grids += 1
        line = self._wave(middle - arm, middle + arm)
        new = GridCode(f"new{self.grids}")
        return split(partition, line, (partition.grid_of(code), new), self.rules)

    def _merge(self, partition: Partition) -> Step:
        code = self._cell(partition)
        near = sorted({partition.grid_of(one) for one in partition.neighbours[code]})
        grid = partition.grid_of(code)
        return merge(partition, grid, next((one for one in near if one != grid), grid), self.rules)

    def _add(self, partition: Partition) -> Step:
        code = self._cell(partition)
        ring = self._blob(partition, code, 1.5)
        return add_area(partition, ring, partition.grid_of(code), self.rules)

    def _remove(self, partition: Partition) -> Step:
        if len(partition.codes) < FEWEST_CELLS:
            return self._reassign(partition)
        return remove_area(partition, [self._cell(partition)], self.rules)
