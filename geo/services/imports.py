"""Import of one file into one layer: read, check, write all of it or nothing, report."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pandas as pd

from geo.domain.layers import LAYERS, FieldKind, Layer
from geo.domain.policy import Action, Actor, require
from geo.domain.records import ImportReport
from geo.ports.files import ColumnProposal, LayerFiles, Progress, ReadOptions, ReadTable
from geo.ports.store import Store
from geo.ports.transactions import Transaction
from geo.services.history import keep_before_import
from geo.services.import_options import ImportOptions
from geo.services.import_plan import Planned, planned
from geo.services.settings import DEFAULT_TIMEZONE, TIMEZONE

MAX_MEGABYTES = "import_max_mb"
_DEFAULT_MEGABYTES = 200
_BYTES_PER_MB = 1_000_000


_ROWS_AT_ONCE = 20_000
"""Between so many rows a cancel is heard."""


def unwatched(step: str, share: float) -> None:
    """Let progress pass untold."""


@dataclass(frozen=True, slots=True)
class ImportService:
    """Imports files that `files` can read into `store`."""

    store: Store
    files: LayerFiles

    def propose(
        self, path: Path, layer: Layer, columns: Mapping[str, str] | None = None
    ) -> ColumnProposal:
        """Return which column would fill which field, for a user to confirm.

        Raises:
            BadFile: it cannot be opened.
            BadColumns: a chosen column is unknown or about persons.
        """
        options = ImportOptions(columns=columns or {})
        return self.files.propose(path, layer, self._read_options(options))

    def run(  # noqa: PLR0913, PLR0917 - who, what, how and when; all of them are asked
        self,
        actor: Actor,
        path: Path,
        layer: Layer,
        options: ImportOptions,
        at: datetime,
        progress: Progress = unwatched,
    ) -> ImportReport:
        """Return what came of the file; `progress` may raise to cancel, which leaves no trace.

        Raises:
            NotPermitted: the actor may not import.
            BadInput: the file, its columns or the options cannot be taken.
        """
        require(actor, Action.IMPORT_LAYER)
        table = self.files.read(path, layer, self._read_options(options), progress)
        if options.dry_run:
            return self._planned(path, layer, table, progress).report
        subject = f"{layer.value}:{path.name}"
        with self.store.write(actor, Action.IMPORT_LAYER, subject, at) as transaction:
            plan = self._planned(path, layer, table, progress)
            if plan.report.accepted:
                keep_before_import(transaction, self.store, layer, at)
            progress("write", 0.9)
            _append(transaction, layer, plan.accepted, progress)
            self._write(transaction, layer, plan, options)
        progress("done", 1.0)
        return plan.report

    def _planned(self, path: Path, layer: Layer, table: ReadTable, progress: Progress) -> Planned:
        progress("check", 0.75)
        return planned(self.store, path.name, layer, table)

    def _write(
        self, transaction: Transaction, layer: Layer, plan: Planned, options: ImportOptions
    ) -> None:
        transaction.quarantine(plan.quarantined)
        for release in plan.releases:
            transaction.append(release.layer, release.rows)
            transaction.release(release.ids)
        for key, value in {**plan.settings, **self._timezone(layer, options)}.items():
            transaction.put_setting(key, value)
        report = plan.report
        transaction.note(
            f"read {report.read}, accepted {report.accepted}, "
            f"quarantined {report.quarantined}, released {report.released}"
        )

    def _timezone(self, layer: Layer, options: ImportOptions) -> dict[str, str]:
        """Return the zone as a setting when this is the first timed import that names one."""
        is_timed = any(field.kind is FieldKind.TIME for field in LAYERS[layer].fields)
        if options.timezone is None or not is_timed or self.store.layers.count(layer):
            return {}
        return {TIMEZONE: options.timezone}

    def _read_options(self, options: ImportOptions) -> ReadOptions:
        settings = self.store.settings()
        megabytes = float(settings.get(MAX_MEGABYTES, _DEFAULT_MEGABYTES))
        return replace(
            ReadOptions(crs=options.crs, columns=options.columns),
            timezone=options.timezone or settings.get(TIMEZONE, DEFAULT_TIMEZONE),
            max_bytes=int(megabytes * _BYTES_PER_MB),
        )


def _append(transaction: Transaction, layer: Layer, rows: pd.DataFrame, progress: Progress) -> None:
    """Append in the order of keys, in which a store's index grows at its end."""
    order = rows[LAYERS[layer].key].argsort().to_numpy()
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        transaction.append(layer, rows.iloc[order[start : start + _ROWS_AT_ONCE]])
        progress("write", 0.9 + 0.1 * start / len(rows))
