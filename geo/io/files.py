"""Layer files on disk, GeoJSON and CSV: the one door through which `geo.io` is used."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from geo.domain.errors import BadFile
from geo.domain.layers import LAYERS, Layer, LayerSpec
from geo.domain.records import CrsUse
from geo.io.columns import GEOMETRY, proposal, require_complete
from geo.io.csv_source import open_csv
from geo.io.geojson_source import open_geojson
from geo.io.masking import masked
from geo.io.points import points_of, read_points
from geo.io.shapes import read_shapes
from geo.io.sniff import FileKind, file_kind
from geo.io.source import RawTable, Source, Told
from geo.io.synonyms import datum_in
from geo.io.values import trimmed, typed
from geo.io.writing import write_layer
from geo.ports.files import ColumnProposal, Finding, Progress, ReadOptions, ReadTable
from geo.spatial import frames

_POINT_TYPES = frozenset(["Point", "Unknown", "GeometryCollection"])


class LocalFiles:
    """Reads and writes GeoJSON and CSV by their extension."""

    def propose(self, path: Path, layer: Layer, options: ReadOptions) -> ColumnProposal:
        """Return the mapping a reader would use; BadFile or BadColumns when it cannot."""
        return proposal(_opened(path, options), layer, options.columns)

    def read(self, path: Path, layer: Layer, options: ReadOptions, progress: Progress) -> ReadTable:
        """Return the file's rows, those with faults included; refuses as the port says."""
        progress("open", 0.0)
        plan = _plan(path, layer, options)
        progress("read", 0.1)
        raw = plan.source.read(plan.columns, _part(progress, "read", 0.1, 0.4))
        if raw.text.index.empty:
            raise BadFile("no_rows", file=path.name)
        text = trimmed(raw.text, plan.spec, _part(progress, "values", 0.4, 0.5))
        raw = RawTable(text, raw.geometry, raw.broken)
        told = _part(progress, "values", 0.5, 0.6)
        rows, findings = typed(raw.text, plan.spec, options.timezone, told)
        progress("coordinates", 0.6)
        told = _part(progress, "coordinates", 0.6, 0.7)
        table = _located(plan, raw, rows, findings, told)
        told(1.0)
        return table

    def write(self, path: Path, layer: Layer, rows: pd.DataFrame, timezone: str) -> None:
        """Write a layer whole or not at all; equal rows give equal bytes."""
        write_layer(path, layer, rows, timezone)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A file opened, its mapping complete, and how to read it."""

    source: Source
    found: ColumnProposal
    spec: LayerSpec
    options: ReadOptions

    @property
    def columns(self) -> dict[str, str]:
        """Return the mapping without what comes from geometries."""
        return {f: c for f, c in self.found.mapping.items() if c in self.source.columns}

    @property
    def file(self) -> str:
        """Return the name of the file."""
        return self.source.path.name

    @property
    def declared_crs(self) -> str | None:
        """Return the system the file names itself or in its coordinate columns."""
        column = self.found.mapping.get("lon_deg", "")
        return self.source.declared_crs or datum_in(column)[0]


def _part(progress: Progress, step: str, low: float, high: float) -> Told:
    """Return what a step tells its own share to, as a part of the whole."""
    return lambda share: progress(step, low + (high - low) * share)


def _plan(path: Path, layer: Layer, options: ReadOptions) -> _Plan:
    source = _opened(path, options)
    found = proposal(source, layer, options.columns)
    require_complete(layer, found)
    spec = LAYERS[layer]
    if spec.is_point and source.geometry_type not in {None, *_POINT_TYPES}:
        raise BadFile("no_points", file=path.name)
    return _Plan(source, found, spec, options)


def _opened(path: Path, options: ReadOptions) -> Source:
    if file_kind(path, options.max_bytes) is FileKind.CSV:
        return open_csv(path)
    return open_geojson(path)


def _located(
    plan: _Plan, raw: RawTable, rows: pd.DataFrame, findings: tuple[Finding, ...], told: Told
) -> ReadTable:
    if plan.spec.geometry_kind:
        return _with_shapes(plan, raw, rows, findings)
    if plan.spec.is_point:
        return _with_points(plan, raw, rows, findings, told)
    crs = CrsUse(None, frames.STORAGE_CRS, "no_coordinates")
    return ReadTable(rows, _kept_text(raw.text, findings), findings, crs, plan.found.dropped)


def _with_shapes(
    plan: _Plan, raw: RawTable, rows: pd.DataFrame, findings: tuple[Finding, ...]
) -> ReadTable:
    kind = plan.spec.geometry_kind
    assert kind is not None  # noqa: S101 - the caller's branch; narrows the type
    shapes = read_shapes(raw, kind, plan.options.crs, plan.declared_crs, plan.file)
    found = (*findings, *shapes.findings)
    framed = frames.from_wkb(rows, list(shapely.to_wkb(shapes.geometry)))
    text = _kept_text(raw.text.drop(columns=[GEOMETRY], errors="ignore"), found)
    reasons = shapes.reasons.reindex(text.index)
    text = text.assign(geometry=reasons) if reasons.notna().any() else text
    return ReadTable(framed, text, found, shapes.crs, plan.found.dropped)


def _with_points(
    plan: _Plan, raw: RawTable, rows: pd.DataFrame, findings: tuple[Finding, ...], told: Told
) -> ReadTable:
    asked, text = plan.options.crs, raw.text
    if raw.geometry is not None and plan.found.mapping["lon_deg"] == GEOMETRY:
        points = points_of(raw.geometry, text.index, asked, plan.declared_crs, plan.file)
    else:
        points = read_points(text, asked, plan.declared_crs, plan.file, told)
    found = (*findings, *points.findings)
    return ReadTable(
        rows.join(points.degrees), _kept_text(text, found), found, points.crs, plan.found.dropped
    )


def _kept_text(text: pd.DataFrame, findings: tuple[Finding, ...]) -> pd.DataFrame:
    """Return the text of the rows that have a fault, personal numbers masked."""
    faults = [finding.rows for finding in findings if not finding.is_warning]
    rows = np.unique(np.concatenate(faults)) if faults else np.empty(0, dtype="int64")
    return text.loc[rows].apply(masked)
