"""What coming into force makes of a plan's boundaries: final codes, and workers tied anew.

Nothing is written here: publishing writes what is worked out, a preview shows it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd

from geo.domain.codes import CellCode, GridCode
from geo.domain.layers import Layer
from geo.ports.store import Reading
from geo.services.drafting.standing import Standing
from geo.services.plan_codes import issued_grid_codes
from geo.spatial import frames
from geo.spatial.frames import StorageFrame
from geo.spatial.partition.codes import issue_codes

Code = TypeVar("Code", GridCode, CellCode)


@dataclass(frozen=True, slots=True, eq=False)
class Numbered:
    """Boundaries under final codes; `retired` are the codes of grids and cells that are gone."""

    cells: StorageFrame
    grids: StorageFrame
    grid_codes: Mapping[GridCode, GridCode]
    cell_codes: Mapping[CellCode, CellCode]
    retired: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A worker whose grid is gone, and the grid he serves from then on, under its final code."""

    worker: str
    from_grid: GridCode
    to_grid: GridCode


def numbered(reading: Reading, standing: Standing) -> Numbered:
    """Return the boundaries of a plan under the codes they would get now."""
    cells, grids = standing.boundaries.cells, standing.boundaries.grids
    before = standing.base.boundaries
    known = {str(code) for frame in (before.cells, before.grids) for code in frame["code"]}
    used = known | reading.plans.used_codes()
    made = [code for code in standing.state.grids if code not in standing.base.grids]
    villages = [(code, standing.state.grids[code].village) for code in sorted(made)]
    grid_codes = issued_grid_codes(villages, used)
    cell_codes = issue_codes(standing.state.partition, used)
    cells = frames.as_storage(
        cells.assign(
            code=renamed(cells["code"], cell_codes),
            grid_code=renamed(cells["grid_code"], grid_codes),
        )
    )
    grids = frames.as_storage(grids.assign(code=renamed(grids["code"], grid_codes)))
    now = {str(code) for frame in (cells, grids) for code in frame["code"]}
    return Numbered(cells, grids, grid_codes, cell_codes, tuple(sorted(known - now)))


def renamed(codes: "pd.Series[str]", names: Mapping[Code, Code]) -> "pd.Series[str]":
    """Return codes under the names they get; those that get none stay."""
    plain = {str(old): str(new) for old, new in names.items()}
    return codes.map(lambda code: plain.get(code, code)).astype("string")


def heirs_of(made: Numbered, standing: Standing) -> Mapping[GridCode, GridCode]:
    """Return for each grid that is gone the one most of its households are in, by final code."""
    return {code: made.grid_codes.get(heir, heir) for code, heir in standing.heirs().items()}


def tied_anew(reading: Reading, made: Numbered, standing: Standing) -> Sequence[Tie]:
    """Return the workers whose grid is gone with the grid that most of its households are in."""
    heirs = heirs_of(made, standing)
    staff = reading.layers.rows(Layer.STAFF)
    is_moved = staff["grid_code"].isin(list(heirs))
    workers, grids = staff.loc[is_moved, "id"], staff.loc[is_moved, "grid_code"]
    return [
        Tie(str(worker), GridCode(str(grid)), heirs[GridCode(str(grid))])
        for worker, grid in zip(workers, grids, strict=True)
    ]
