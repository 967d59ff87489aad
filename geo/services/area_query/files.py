"""An area query as a file: a workbook, one table of everything, or the shape; not yet bytes."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from geo.domain.errors import BadFile
from geo.domain.kinds import Language
from geo.domain.policy import Action, Actor, require
from geo.messages import numbers, text
from geo.messages.category_names import category_name
from geo.ports.layers import LayerReader
from geo.ports.workbooks import Cell, SheetColumn, Workbook, WorkbookSheet
from geo.services.area_query.listing import Listing, listing, shape_properties
from geo.services.area_query.query import AreaQueries, shape_features
from geo.services.area_query.values import AreaAnswer, Question
from geo.services.area_query.words import lines, notes, period_words, title
from geo.services.snapshot import Snapshot

MadeFile = Workbook | pd.DataFrame | str
"""A file as a value: sheets, a table, or its text."""

MOST_IN_A_SHEET = 50_000
"""More incidents than this go into CSV alone: an office program opens no larger sheet in time."""
_MINUTES = "%Y-%m-%d %H:%M"
_WIDE = 26


class AreaFileKind(StrEnum):
    """What an area query can be saved as; the value is the file's extension."""

    XLSX = "xlsx"
    CSV = "csv"
    GEOJSON = "geojson"


def area_file_kind(extension: str, name: str) -> AreaFileKind:
    """Return the kind of file that a name's extension asks for (BadFile)."""
    kinds = {kind.value: kind for kind in AreaFileKind}
    wanted = extension.lower().removeprefix(".")
    if wanted not in kinds:
        raise BadFile("kind_within", file=name)
    return kinds[wanted]


@dataclass(frozen=True, slots=True)
class AreaFiles:
    """Makes files of area queries; who asks writes them."""

    queries: AreaQueries

    def made(
        self, actor: Actor, question: Question, kind: AreaFileKind, language: Language
    ) -> MadeFile:
        """Return the file.

        Raises:
            NotPermitted: the actor may not export, or not look at the map.
            BadValue: the shape crosses itself.
        """
        require(actor, Action.EXPORT_LAYER)
        answer = self.queries.answer(actor, question)
        snapshot = self.queries.current()
        if kind is AreaFileKind.GEOJSON:
            feature = shape_features(question.shape, shape_properties(answer, snapshot))
            return json.dumps(feature, ensure_ascii=False, indent=1)
        found = listing(snapshot, answer)
        if kind is AreaFileKind.CSV:
            return one_table(language, found)
        return _workbook(language, snapshot, answer, found)


def area_files_on(current: Callable[[], Snapshot], layers: LayerReader) -> AreaFiles:
    """Return the area queries of a store, and their files."""
    return AreaFiles(AreaQueries(current, layers))


def file_name(language: Language, snapshot: Snapshot, kind: AreaFileKind) -> str:
    """Return what a browser saves the file as; invented figures are named so."""
    demo = snapshot.settings.get("is_demo") == "1"
    stem = text(language, "within.file_name_demo" if demo else "within.file_name")
    return f"{stem}-{snapshot.now:%Y-%m-%d}.{kind}"


def one_table(language: Language, found: Listing) -> pd.DataFrame:
    """Return all things inside, one row each, under the columns' names for the user."""
    parts = []
    for name, rows in _named(language, found):
        kind = pd.Series([text(language, f"within.sheet_{name}")] * len(rows), dtype=object)
        whole = rows.astype(object).assign(kind=kind)
        for column in ("reported_at", "due_at", "closed_at"):
            if column in whole:
                whole[column] = rows[column].dt.strftime(_MINUTES)
        parts.append(whole)
    columns = list(dict.fromkeys(column for part in parts for column in part.columns))
    columns = ["kind", *(one for one in columns if one != "kind")]
    joined = pd.concat([part.reindex(columns=columns) for part in parts], ignore_index=True)
    return joined.rename(columns={name: _column(language, name) for name in columns})


def _named(language: Language, found: Listing) -> list[tuple[str, pd.DataFrame]]:
    """Return the tables with codes in words."""
    unknown = text(language, "common.unknown")

    def word(key: str, value: object) -> str:
        return text(language, f"{key}_{value}") if isinstance(value, str) else unknown

    incidents = found.incidents.assign(
        category=[category_name(language, one) for one in found.incidents["category"]],
        state=[word("incidents.state", one) for one in found.incidents["state"]],
        channel=[word("common.channel", one) for one in found.incidents["channel"]],
        is_overdue=[
            text(language, "within.overdue_yes") if one else ""
            for one in found.incidents["is_overdue"]
        ],
    )
    cameras = found.cameras.assign(
        state=[word("within.camera", one) for one in found.cameras["state"]]
    )
    grids = found.grids.assign(
        inside_km2=found.grids["inside_km2"].round(4),
        inside_share=(found.grids["inside_share"] * numbers.PERCENT).round(1),
    )
    return [
        ("incidents", incidents),
        ("cameras", cameras),
        ("stations", found.stations),
        ("grids", grids.rename(columns={"code": "grid"})),
    ]


def _workbook(
    language: Language, snapshot: Snapshot, answer: AreaAnswer, found: Listing
) -> Workbook:
    about = text(language, "within.about")
    sheets = [_about(language, snapshot, answer, len(found.incidents))]
    for name, rows in _named(language, found):
        shown = rows.head(MOST_IN_A_SHEET)
        sheets.append(
            WorkbookSheet(
                text(language, f"within.sheet_{name}"),
                [
                    SheetColumn(_column(language, column), 18, _decimals(column))
                    for column in shown.columns
                ],
                [[_cell(one) for one in row] for row in shown.itertuples(index=False, name=None)],
            )
        )
    return Workbook(about, sheets)


def _about(
    language: Language, snapshot: Snapshot, answer: AreaAnswer, incidents: int
) -> WorkbookSheet:
    settings, days = snapshot.settings, answer.question.scope.reported
    demo = settings.get("is_demo") == "1"
    pairs = [
        ("", title(language, answer)),
        (_label(language, "town"), settings.get("town_name", "")),
        (_label(language, "data"), text(language, "common.demo") if demo else ""),
        (_label(language, "as_of"), f"{snapshot.now:%Y-%m-%d}"),
        (_label(language, "period"), period_words(language, days)),
        (_label(language, "source"), text(language, "within.source")),
        *((line.label, line.value) for line in lines(language, answer)),
        *(("", note) for note in notes(language, answer)),
    ]
    if incidents > MOST_IN_A_SHEET:
        most = numbers.count(MOST_IN_A_SHEET)
        pairs.append(("", text(language, "within.note_cut", most=most)))
    told: Sequence[tuple[str, str]] = [pair for pair in pairs if pair[1]]
    columns = [SheetColumn("", _WIDE), SheetColumn("", 3 * _WIDE)]
    return WorkbookSheet(text(language, "within.about"), columns, told, has_headings=False)


def _label(language: Language, name: str) -> str:
    return text(language, f"within.label_{name}")


def _column(language: Language, name: str) -> str:
    return text(language, f"within.column_{name}")


def _decimals(column: str) -> int:
    return {"lon_deg": 6, "lat_deg": 6, "inside_km2": 4, "inside_share": 1}.get(column, 0)


def _cell(value: object) -> Cell:
    if isinstance(value, pd.Timestamp):
        return None if pd.isna(value) else f"{value:{_MINUTES}}"
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    return value if isinstance(value, int | float) else str(value)
