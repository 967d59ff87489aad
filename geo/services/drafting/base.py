"""What a draft starts from: its partition, its grids, its people, and the rules that hold there."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.domain.codes import AreaCode, CellCode, GridCode, village_code
from geo.domain.kinds import GridKind
from geo.ports.layers import LayerReader
from geo.services.drafting.groups import groups_of
from geo.services.drafting.settled import Settled, settled_in
from geo.services.other_boundaries import Boundaries
from geo.services.snapshot import Snapshot
from geo.services.village_names import village_names
from geo.spatial import frames
from geo.spatial.frames import MetricCrs, MetricFrame, StorageFrame
from geo.spatial.partition import Partition, build_partition

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CellPeople:
    """Who lives in a cell; None is unknown, `is_estimated` that a cut cell's share is meant.

    `origins` says of which grid of the base its households were.
    """

    residents: int | None
    origins: Mapping[GridCode, int | None]
    is_estimated: bool = False

    @property
    def households(self) -> int | None:
        """Return the households of the cell, None where those of an origin are unknown."""
        known = [one for one in self.origins.values() if one is not None]
        return sum(known) if len(known) == len(self.origins) else None


@dataclass(frozen=True, slots=True)
class GridFacts:
    """What a grid is called and is; a grid that the draft made has no kind of its own."""

    name: str
    kind: GridKind | None
    village: AreaCode | None


@dataclass(frozen=True, slots=True, eq=False)
class DraftBase:
    """The boundaries a plan was drawn on, in metres, and the town as the snapshot knows it.

    `degrees` (n, 2) is lon and lat of the partition's vertices, to the bit as they were stored.
    """

    partition: Partition
    degrees: Floats
    boundaries: Boundaries
    snapshot: Snapshot
    people: Mapping[CellCode, CellPeople]
    grids: Mapping[GridCode, GridFacts]
    village_names: Mapping[AreaCode, str]
    village_of_cell: Mapping[CellCode, AreaCode]
    group_of_cell: Mapping[CellCode, str]
    settled: Settled

    @property
    def crs(self) -> MetricCrs:
        """Return the metres that the partition is in."""
        return self.snapshot.metric_crs


def base_of(boundaries: Boundaries, snapshot: Snapshot, layers: LayerReader) -> DraftBase:
    """Return the base of a draft.

    Raises:
        NotAPartition: its cells overlap or leave slits.
    """
    cells = frames.as_storage(
        boundaries.cells.sort_values("code", kind="stable", ignore_index=True)
    )
    metric = frames.to_metric(cells, snapshot.metric_crs)
    partition = build_partition(metric)
    return DraftBase(
        partition=partition,
        degrees=_degrees(cells, metric),
        boundaries=boundaries,
        snapshot=snapshot,
        people=_people(cells),
        grids=_grids(boundaries.grids),
        village_names=village_names(layers),
        village_of_cell=villages_of_cells(cells),
        group_of_cell=groups_of(metric, layers),
        settled=settled_in(layers, snapshot.metric_crs),
    )


def _degrees(cells: StorageFrame, metric: MetricFrame) -> Floats:
    """Return the stored lon and lat of the vertices in the order of the partition's table.

    The table holds the distinct places in metres, ascending; equal places share their degrees.
    """
    stored = shapely.get_coordinates(cells.geometry.to_numpy())
    places = shapely.get_coordinates(metric.geometry.to_numpy())
    _, first = np.unique(places, axis=0, return_index=True)
    return np.asarray(stored[first], np.float64)


def _people(cells: pd.DataFrame) -> dict[CellCode, CellPeople]:
    residents, households = (_counts(cells[name]) for name in ("residents", "households"))
    codes = [CellCode(str(code)) for code in cells["code"]]
    grids = [GridCode(str(code)) for code in cells["grid_code"]]
    return {
        code: CellPeople(lives, {grid: homes})
        for code, grid, lives, homes in zip(codes, grids, residents, households, strict=True)
    }


def _counts(column: "pd.Series[int]") -> list[int | None]:
    return [None if pd.isna(value) else int(value) for value in column]


def _grids(grids: pd.DataFrame) -> dict[GridCode, GridFacts]:
    return {
        GridCode(str(code)): GridFacts(
            name=name if isinstance(name, str) else str(code),
            kind=GridKind(kind) if isinstance(kind, str) else None,
            village=village_code(str(code)),
        )
        for code, name, kind in zip(grids["code"], grids["name"], grids["kind"], strict=True)
    }


def villages_of_cells(cells: pd.DataFrame) -> dict[CellCode, AreaCode]:
    """Return the village of each cell: that of its own code, else of its grid's."""
    found = {}
    for code, grid in zip(cells["code"].to_list(), cells["grid_code"].to_list(), strict=True):
        village = village_code(str(code)) or village_code(str(grid))
        if village is not None:
            found[CellCode(str(code))] = village
    return found
