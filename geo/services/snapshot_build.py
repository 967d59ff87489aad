"""Assembles one snapshot from what a store holds: ties every layer to its grid, sorts by tile."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.layers import Layer
from geo.ports.layers import LayerReader
from geo.ports.store import Ground
from geo.services import local_time
from geo.services.gazetteer import gazetteer
from geo.services.incident_columns import incident_columns
from geo.services.snapshot import IncidentColumns, Snapshot
from geo.spatial import frames, measures, overlap
from geo.spatial.assignment import AssignmentIndex, build_index, locate
from geo.spatial.frames import MetricCrs, MetricFrame, StorageFrame

_PEOPLE = ("residents", "households")
_GRID_COLUMNS = ["code", "name", "kind", *_PEOPLE, "area_km2", "geometry"]
_CELL_COLUMNS = ["code", "grid", *_PEOPLE, "geometry"]
_SHAPE_COLUMNS = ["id", "grid", "season", "starts_md", "ends_md", "geometry"]
_GROUND = ("timezone", "now", "metric_crs")
_NOWHERE_DEG = (0.0, 0.0, 0.0, 0.0)


def build(reading: Ground, fallback_now: datetime) -> Snapshot:
    """Return the snapshot of what `reading` sees.

    `fallback_now` stands for the present only where the store names none and shows no incident.
    """
    layers, settings = reading.layers, reading.settings()
    timezone = settings.get("timezone", local_time.DEFAULT_ZONE)
    grids = layers.shapes(Layer.GRIDS)
    crs = _metric_crs(settings, grids)
    metric_grids = frames.to_metric(grids, crs)
    index = build_index(grids.geometry.to_numpy(), expected_points=layers.count(Layer.INCIDENTS))
    cells = _cells(layers, grids, metric_grids, crs)
    area_km2 = measures.area_km2(metric_grids).to_numpy()
    described: dict[str, frames.Column] = {**_people(grids, cells), "area_km2": area_km2}
    categories, incidents, names = incident_columns(layers.rows(Layer.INCIDENTS), index, timezone)
    return Snapshot(
        revisions=layers.revisions(),
        timezone=timezone,
        now=_now(settings, incidents, timezone, fallback_now),
        metric_crs=crs,
        grids=frames.described(grids, described, _GRID_COLUMNS),
        metric_grids=frames.described(metric_grids, described, _GRID_COLUMNS),
        index=index,
        cells=cells,
        categories=categories,
        incidents=incidents,
        cameras=_placed(layers.rows(Layer.CAMERAS), index),
        stations=_placed(layers.rows(Layer.STATIONS), index),
        staff=_by_code(layers.rows(Layer.STAFF), grids),
        norms=reading.norms(),
        settings=settings,
        incident_names=names,
        places=gazetteer(layers, grids),
        shapes=_dated(layers.shapes(Layer.SHAPES), grids),
    )


def is_same_ground(snapshot: Snapshot, reading: Ground) -> bool:
    """Return whether the settings still name the zone, the present and the metres of a snapshot."""
    settings = reading.settings()
    return all(settings.get(name) == snapshot.settings.get(name) for name in _GROUND)


def renewed(snapshot: Snapshot, reading: Ground) -> Snapshot:
    """Return the snapshot with the norms and settings of `reading`, its columns shared."""
    return replace(snapshot, norms=reading.norms(), settings=reading.settings())


def _metric_crs(settings: Mapping[str, str], grids: StorageFrame) -> MetricCrs:
    if "metric_crs" in settings:
        return MetricCrs(settings["metric_crs"])
    west, south, east, north = grids.total_bounds if len(grids) else _NOWHERE_DEG
    return frames.metric_crs_for((float(west), float(south), float(east), float(north)))


def _now(
    settings: Mapping[str, str],
    incidents: IncidentColumns,
    timezone: str,
    fallback_now: datetime,
) -> datetime:
    """Return the setting `now`, else the end of the last local day on which anything came in."""
    if "now" in settings:
        now = datetime.fromisoformat(settings["now"])
        return now if now.tzinfo else now.replace(tzinfo=ZoneInfo(timezone))
    if len(incidents.day) == 0:
        return fallback_now.astimezone(ZoneInfo(timezone))
    return local_time.end_of_day(local_time.day_of(int(incidents.day.max())), timezone)


def _cells(
    layers: LayerReader,
    grids: StorageFrame,
    metric_grids: MetricFrame,
    crs: MetricCrs,
) -> StorageFrame:
    if layers.count(Layer.CELLS) == 0:
        own = {"grid": np.arange(len(grids), dtype=np.int32)}
        return frames.described(grids, own, _CELL_COLUMNS)
    cells = layers.shapes(Layer.CELLS)
    named = _positions(cells["grid_code"], grids)
    if (named < 0).any():
        overlapping = overlap.largest_overlap(frames.to_metric(cells, crs), metric_grids)
        named = np.where(named < 0, overlapping, named)
    return frames.described(cells, {"grid": named}, _CELL_COLUMNS)


def _people(grids: StorageFrame, cells: StorageFrame) -> dict[str, "pd.Series[int]"]:
    position = cells["grid"].to_numpy()
    return {name: grids[name].fillna(_known_sums(cells[name], position, grids)) for name in _PEOPLE}


def _known_sums(
    values: "pd.Series[int]", position: NDArray[np.int32], grids: StorageFrame
) -> "pd.Series[int]":
    amount = np.asarray(values.to_numpy(float, na_value=np.nan), np.float64)
    total = overlap.summed(amount, position, len(grids))
    return pd.Series(total, index=grids.index).astype("Int64")


def _positions(codes: "pd.Series[str]", grids: StorageFrame) -> NDArray[np.int32]:
    return np.asarray(pd.Index(grids["code"]).get_indexer(pd.Index(codes)), np.int32)


def _placed(rows: pd.DataFrame, index: AssignmentIndex) -> pd.DataFrame:
    lon, lat = rows["lon_deg"].to_numpy(float), rows["lat_deg"].to_numpy(float)
    return rows.assign(grid=locate(index, lon, lat))


def _dated(shapes: StorageFrame, grids: StorageFrame) -> StorageFrame:
    named = _positions(shapes["grid_code"], grids)
    return frames.described(shapes, {"grid": named}, _SHAPE_COLUMNS)


def _by_code(rows: pd.DataFrame, grids: StorageFrame) -> pd.DataFrame:
    return rows.assign(grid=_positions(rows["grid_code"], grids))
