"""By brute force: whatever a reader adds and subtracts of a draft, he finds no small count.

Random towns of four grids with three cells each, random steps. After every step the numbers that
a leader is shown are read from panel, history, memo and comparison as sums over cells, by labels
that this test keeps itself. No set of cells that changed hands, and no cell, with one to nine
households may be a combination of them.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
import shapely

from geo.domain.edits import Reassign
from geo.domain.errors import EditRefused
from geo.domain.kinds import Language
from geo.io import LocalGeoPackages
from geo.services.draft_values import Editing, Figures
from geo.services.plan_comparison import PlanComparisons
from geo.services.plan_documents.service import PlanDocuments
from tests.fakes.recording_press import RecordingPress
from tests.seeds import first_fast
from tests.services.comparing import comparisons
from tests.services.drafted import AT, CORNERS, LEADER, SIDE, SOUTH, WEST, Desk, drafted_town

CELLS_A_GRID = 3
STEPS = 5
AMOUNTS = (0, 3, 5, 9, 10, 12, 20, 40, 95)
EPSILON = 1e-6
Sum = tuple[frozenset[str], float]
"""Cells, and how many households they have together."""


def cells_of(grid: str) -> list[str]:
    return [f"{grid.lower()}{place}" for place in range(1, CELLS_A_GRID + 1)]


CODES = tuple(code for grid in CORNERS for code in cells_of(grid))


def stripe(code: str) -> shapely.Polygon:
    """Return a third of a square."""
    column, row = CORNERS[code[0].upper()]
    wide = SIDE / CELLS_A_GRID
    west, south = WEST + column * SIDE + (int(code[1]) - 1) * wide, SOUTH + row * SIDE
    return shapely.box(*(round(one, 6) for one in (west, south, west + wide, south + SIDE)))


@dataclass
class Reader:
    """What a leader wrote down of one draft; the planner's truth is kept beside it."""

    homes: dict[str, int]
    desk: Desk = field(init=False)
    sums: list[Sum] = field(default_factory=list)
    secrets: set[frozenset[str]] = field(default_factory=set)
    labels: list[dict[str, str]] = field(default_factory=list)
    steps: list[frozenset[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        rows = [
            (
                {"code": one, "grid_code": one[0].upper(), "residents": 4 * count,
                 "households": count},
                stripe(one),
            )
            for one, count in self.homes.items()
        ]  # fmt: skip
        town = drafted_town()
        sums = tuple(sum(self.homes[one] for one in cells_of(grid)) for grid in CORNERS)
        store = replace(town, cells=rows, households=sums, incidents=()).store()
        self.desk = Desk(store=store)
        self.labels = [{one: one[0].upper() for one in CODES}]
        # The register of each grid is known, and so is what the card of a grid says.
        for grid, known in zip(CORNERS, sums, strict=True):
            self.note(frozenset(cells_of(grid)), known)

    @property
    def now(self) -> dict[str, str]:
        return self.labels[-1]

    def step(self, cells: tuple[str, ...], grid: str) -> bool:
        """Take a step and read everything anew; False where the draft refuses it."""
        desk, revision = self.desk, self.desk.store.plans.plan(self.desk.plan.id).revision
        try:
            desk.drafts.apply(desk.by(), revision, Reassign(cells, grid), "试")
        except EditRefused:
            return False
        given = frozenset(one for one in cells if self.now[one] != grid)
        self.labels.append({**self.now, **dict.fromkeys(cells, grid)})
        self.secrets.add(given)
        self.steps.append(given)
        self.read()
        return True

    def undo(self) -> None:
        """Undo the last step, read, and do it again."""
        desk, revision = self.desk, self.desk.store.plans.plan(self.desk.plan.id).revision
        after = self.labels.pop()
        revision = desk.drafts.undo(desk.by(), revision).revision
        self.read()
        desk.drafts.redo(desk.by(), revision)
        self.labels.append(after)

    def held(self, grid: str) -> frozenset[str]:
        return frozenset(one for one, at in self.now.items() if at == grid)

    def flow(self, source: str, target: str) -> frozenset[str]:
        return frozenset(
            one for one, at in self.now.items() if at == target and one[0].upper() == source
        )

    def read(self) -> None:
        """Write down what the panel, the history, the memo and the comparison tell."""
        editing = Editing(LEADER, self.desk.plan.id, Language.ZH_CN)
        view = self.desk.drafts.open(editing)
        moved = frozenset(one for one, at in self.now.items() if at != one[0].upper())
        self.secrets |= {self.flow(a, b) for a in CORNERS for b in CORNERS if a != b}
        self.note(moved, view.impact.households_moved)
        for one in view.impact.grids:
            after = one.after or Figures()
            self.note(self.held(one.code), after.households)
            if after.residents is not None:
                self.note(self.held(one.code), after.residents / 4)
        for one in view.impact.moved:
            self.note(frozenset({one.group}), one.households)
        for cells, line in zip(self.steps, view.history, strict=True):
            if found := re.search(r"划转 (\d+) 户", line.words):
                self.note(cells, int(found[1]))
        self._read_memo(editing, moved)
        self._read_comparison(comparisons(self.desk), moved)

    def _read_memo(self, editing: Editing, moved: frozenset[str]) -> None:
        documents = PlanDocuments(
            self.desk.store, self.desk.drafts.standing, self.desk.drafts.open, RecordingPress(),
            LocalGeoPackages(),
        )  # fmt: skip
        sections = documents.memo(editing, AT).sections
        for row in sections[1].tables[0].rows[:-1]:
            self.note(self.held(row[0][0]), number(row[2]))
        for row in sections[2].tables[0].rows:
            self.note(self.flow(row[2][0], row[3][0]), number(row[-1]))
        for line in sections[2].lines:
            self.note(moved, number("".join(re.findall(r"\d+", line))))

    def _read_comparison(self, service: PlanComparisons, moved: frozenset[str]) -> None:
        compared = service.compare(LEADER, "", self.desk.plan.id)
        self.note(moved, compared.households_moved)
        for one in compared.groups:
            self.note(frozenset({one.of.group}), one.of.households)
        for one in compared.grids:
            self.note(self.held(one.code), one.after.households if one.after else None)

    def note(self, cells: frozenset[str], count: float | None) -> None:
        if count is not None:
            assert sum(self.homes[one] for one in cells) == count, (cells, count)
            self.sums.append((cells, count))

    def told(self) -> Iterator[frozenset[str]]:
        """Yield the secrets that are a combination of what was written down."""
        rows = np.array([[one in cells for one in CODES] for cells, _ in self.sums], float)
        basis = np.linalg.svd(rows)[2][: np.linalg.matrix_rank(rows)]
        for cells in self.secrets | {frozenset({one}) for one in CODES}:
            wanted = np.array([one in cells for one in CODES], float)
            rest = wanted - basis.T @ (basis @ wanted)
            is_few = 0 < sum(self.homes[one] for one in cells) < 10
            if is_few and np.abs(rest).max() < EPSILON:
                yield cells


def number(said: str) -> int | None:
    return int(said) if said.isdigit() else None


def _town(chance: random.Random) -> dict[str, int]:
    """Return households by cell; the first of each grid has enough that its register tells none."""
    return {one: 60 if one.endswith("1") else chance.choice(AMOUNTS) for one in CODES}


@pytest.mark.parametrize("seed", first_fast(12))
def test_no_small_count_is_a_combination_of_what_a_reader_is_shown(seed: int) -> None:
    chance = random.Random(seed)
    reader = Reader(_town(chance))
    taken = 0
    for _ in range(4 * STEPS):
        cells = tuple(chance.sample(CODES, chance.choice((1, 1, 2))))
        taken += reader.step(cells, chance.choice(sorted(CORNERS)))
        if taken and chance.random() < 0.3:
            reader.undo()
        if taken == STEPS:
            break
    assert taken == STEPS
    assert list(reader.told()) == []


def test_three_large_steps_tell_no_five() -> None:
    # A gives B 95 and 5, then 20; B gives the 95 on. No step and no flow of any state is small:
    # 100, 20, 95 and in the end 25 from A to B. Yet 100 − 95 would be the five.
    homes = dict.fromkeys(CODES, 30) | {"a1": 95, "a2": 5, "a3": 20}
    reader = Reader(homes)
    assert reader.step(("a1", "a2"), "B")
    assert reader.step(("a3",), "B")
    assert reader.step(("a1",), "D")
    assert list(reader.told()) == []


def test_a_safe_draft_is_told_whole() -> None:
    reader = Reader(dict.fromkeys(CODES, 30))
    assert reader.step(("a3",), "B")
    assert reader.step(("a3", "b1"), "D")
    known = {cells for cells, _ in reader.sums}
    assert {frozenset({"a3"}), frozenset({"a3", "b1"}), frozenset({"b2", "b3"})} <= known
