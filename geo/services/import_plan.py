"""What an import would change, worked out before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from geo.domain.layers import LAYERS, Layer
from geo.domain.records import ImportReport, Problem, QuarantinedRow
from geo.ports.files import Finding, ReadTable
from geo.ports.store import Store
from geo.services.import_checks import (
    Surroundings,
    grid_findings,
    key_findings,
    order_findings,
    reference_findings,
)
from geo.services.import_codes import LAST_GRID_NUMBER, Coded, coded_by_content, coded_grids
from geo.services.import_faults import HOLE
from geo.services.import_ground import Ground, ground_of
from geo.services.import_release import Release
from geo.services.import_report import first_faults, problems
from geo.services.import_rows import not_yet_kept, quarantined_rows
from geo.services.import_seasons import season_findings
from geo.spatial.frames import as_storage


@dataclass(frozen=True, slots=True)
class Planned:
    """Rows to append, to quarantine and to release, settings to put, and the report of it."""

    accepted: pd.DataFrame
    quarantined: list[QuarantinedRow]
    report: ImportReport
    releases: list[Release] = field(default_factory=list)
    settings: Mapping[str, str] = field(default_factory=dict)


def planned(store: Store, file: str, layer: Layer, table: ReadTable) -> Planned:
    """Return what importing `table` into the store, as it is now, would change."""
    around = _surroundings(store, layer)
    coded = _coded(store, layer, table, around)
    findings = _all_findings(layer, coded.rows, table.findings, around)
    faults = first_faults(findings, coded.rows.index)
    held = store.layers.rows(Layer.SHAPES)
    findings = (*findings, *season_findings(layer, coded.rows, faults, held))
    faults = first_faults(findings, coded.rows.index)
    ground = Ground((), 0, [])
    if layer is Layer.GRIDS:
        ground = ground_of(store, around.grids, as_storage(coded.rows), faults)
    rows = quarantined_rows(layer, file, table, coded.rows, faults)
    return Planned(
        accepted=coded.rows[faults.isna().to_numpy()],
        quarantined=not_yet_kept(rows, store.quarantined(layer)),
        report=_report(layer, table, (*findings, *ground.findings), faults, ground),
        releases=ground.releases,
        settings=coded.settings,
    )


def _surroundings(store: Store, layer: Layer) -> Surroundings:
    keys = frozenset(store.layers.rows(layer)[LAYERS[layer].key])
    return Surroundings(keys, store.layers.shapes(Layer.GRIDS))


def _coded(store: Store, layer: Layer, table: ReadTable, around: Surroundings) -> Coded:
    if layer is not Layer.GRIDS:
        return coded_by_content(layer, table.rows)
    usable = first_faults(table.findings, table.rows.index).isna()
    last = int(store.settings().get(LAST_GRID_NUMBER, "0"))
    return coded_grids(as_storage(table.rows), around.grids, usable, last)


def _all_findings(
    layer: Layer, rows: pd.DataFrame, found: tuple[Finding, ...], around: Surroundings
) -> tuple[Finding, ...]:
    if layer is Layer.GRIDS:
        nameless = rows.index.to_numpy()[rows["code"].isna().to_numpy()]
        found = (*found, Finding("missing_value", nameless, detail="code / name"))
    keyed = key_findings(layer, rows, first_faults(found, rows.index), around)
    return (
        *found,
        *keyed,
        *grid_findings(layer, rows, around),
        *reference_findings(layer, rows, around),
        *order_findings(layer, rows),
    )


def _report(
    layer: Layer,
    table: ReadTable,
    findings: tuple[Finding, ...],
    faults: "pd.Series[str]",
    ground: Ground,
) -> ImportReport:
    accepted = int(faults.isna().sum())
    holes = (Problem(HOLE, ground.holes, (), is_warning=True),) if ground.holes else ()
    return ImportReport(
        layer=layer,
        read=len(faults),
        accepted=accepted,
        quarantined=len(faults) - accepted,
        crs=table.crs,
        problems=(*problems(findings, faults), *holes),
        released=sum(len(release.ids) for release in ground.releases),
        dropped_columns=table.dropped_columns,
    )
