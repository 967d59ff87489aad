"""What the camera page draws beside its map: figures, sites with faults, cover by grid."""

from collections.abc import Mapping

from geo.bootstrap import Container
from geo.domain.kinds import Language
from geo.messages import numbers, text
from geo.services.cameras import CameraCounts
from geo.ui import choices, widgets
from geo.views.camera_tables import COVER, SITES, cover_table, fault_table
from geo.views.csv_file import csv_bytes
from geo.views.figures import KeyFigure, Note, Tone

_WRITERS = {"covered": numbers.two_decimals}
_SITES_PX = {"id": 62, "grid": 112, "faults": 92, "place": 56}
"""The list of sites fits the panel beside the map; a click opens a name that is cut."""


def key_figures(language: Language, counts: CameraCounts) -> list[KeyFigure]:
    """Return the cards: alive, dead, not filed, without a sign."""
    is_state_known = counts.state_unknown < counts.sites
    is_sign_known = counts.sign_unknown < counts.sites
    state = _note(language, "state_unknown", counts.state_unknown)
    sign = _note(language, "sign_unknown", counts.sign_unknown)
    return [
        _figure(language, "alive", counts.alive if is_state_known else None, _of(language, counts)),
        _figure(language, "dead", counts.dead if is_state_known else None, state, is_fault=True),
        _figure(
            language,
            "unfiled",
            counts.unfiled,
            text(language, "cameras.unfiled_note"),
            is_fault=True,
        ),
        _figure(
            language, "unsigned", counts.unsigned if is_sign_known else None, sign, is_fault=True
        ),
    ]


def draw_faults(container: Container, counts: CameraCounts) -> None:
    """Draw the sites to see to first; a click outlines the grid."""
    language = choices.language()
    widgets.title(text(language, "cameras.faults_title"))
    widgets.words(text(language, "cameras.sector_unknown", count=counts.sector_unknown))
    grids = container.snapshots.current().grids
    rows = fault_table(container.cameras.sites(choices.actor()), grids, language)
    if rows.empty:
        widgets.empty(text(language, "cameras.no_faults"))
        return
    columns = _columns(language, SITES, _SITES_PX)
    widgets.table(rows, columns, "sites", choice=choices.GRID, choice_column="code", height=360)


def draw_cover(container: Container) -> None:
    """Draw what is seen of each grid, the least covered first, and its file."""
    language = choices.language()
    grids = container.snapshots.current().grids
    names = dict(zip(grids["code"], grids["name"].fillna(grids["code"]), strict=True))
    rows = cover_table(container.coverage.table(choices.actor()), names)
    widgets.title(text(language, "cameras.cover_title"))
    widgets.words(text(language, "cameras.cover_note"))
    columns = _columns(language, COVER, {})
    widgets.table(rows, columns, "coverage", choice=choices.GRID, choice_column="code", height=330)
    named = {name: column.label for name, column in columns.items()}
    widgets.download(
        text(language, "common.download_csv"),
        lambda: csv_bytes(rows[["code", *COVER]].rename(columns=named)),
        text(language, "cameras.file_name"),
        "coverage",
    )


def _figure(
    language: Language, name: str, count: int | None, note: str, *, is_fault: bool = False
) -> KeyFigure:
    tone = Tone.BAD if is_fault and count else Tone.PLAIN
    written = None if count is None else numbers.count(count)
    return KeyFigure(
        text(language, f"cameras.figure_{name}"),
        numbers.or_unknown(language, written),
        text(language, "cameras.unit_sites") if written else "",
        (Note(note, tone),) if note else (),
    )


def _of(language: Language, counts: CameraCounts) -> str:
    return text(language, "cameras.of_sites", count=numbers.count(counts.sites))


def _note(language: Language, name: str, count: int) -> str:
    return text(language, f"cameras.{name}", count=numbers.count(count)) if count else ""


def _columns(
    language: Language, names: tuple[str, ...], widths_px: Mapping[str, int]
) -> dict[str, widgets.Column]:
    return {
        name: widgets.Column(
            text(language, f"cameras.column_{name}"), _WRITERS.get(name), widths_px.get(name)
        )
        for name in names
    }
