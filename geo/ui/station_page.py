"""What the station page draws beside its map: figures, load, far grids, distances."""

from geo.bootstrap import Container
from geo.domain.kinds import Language
from geo.messages import numbers, text
from geo.services.range_layer import has_ranges
from geo.services.stations_load import StationTotals
from geo.ui import choices, widgets
from geo.views import charts
from geo.views.csv_file import csv_bytes
from geo.views.figures import KeyFigure, Note
from geo.views.station_tables import FAR, LOAD, band_rows, far_table, load_table

NEAR_KM = 5
_WIDTHS_PX = {"distance": 85}


def key_figures(language: Language, totals: StationTotals) -> list[KeyFigure]:
    """Return the cards: stations, disputes, open now, share done within thirty days."""
    share = totals.within_30_days_share
    timely = None if share is None else numbers.percent(share)
    return [
        KeyFigure(
            text(language, "stations.figure_stations"),
            numbers.count(totals.stations),
            text(language, "stations.unit_stations"),
        ),
        _figure(language, "disputes", totals.disputes),
        _figure(language, "backlog", totals.backlog),
        KeyFigure(
            text(language, "stations.figure_timely"),
            numbers.or_unknown(language, timely),
            "%" if timely else "",
            (Note(text(language, "stations.figure_timely_note")),),
        ),
    ]


def draw_far(container: Container) -> None:
    """Draw the inhabited grids farthest from a station; a click outlines one."""
    language, actor = choices.language(), choices.actor()
    factor = container.far_grids.detour_factor(actor)
    widgets.title(text(language, "stations.far_title"))
    note = text(language, "stations.far_note", factor=numbers.decimal(factor))
    if has_ranges(container.snapshots.current()):
        note = f"{note} {text(language, 'stations.far_note_pastures')}"
    widgets.words(note)
    rows = far_table(container.far_grids.inhabited(actor))
    widgets.table(
        rows, _columns(language, FAR), "far", choice=choices.GRID, choice_column="code", height=350
    )


def draw_load(container: Container) -> None:
    """Draw what each station carries, the largest backlog first, and its file."""
    language = choices.language()
    rows = load_table(container.stations_load.table(choices.actor()))
    widgets.title(text(language, "stations.load_title"))
    widgets.words(text(language, "stations.load_note"))
    columns = _columns(language, LOAD)
    widgets.table(rows, columns, "load", height=300)
    named = {name: text(language, f"stations.column_{name}") for name in LOAD}
    widgets.download(
        text(language, "common.download_csv"),
        lambda: csv_bytes(rows.rename(columns=named)),
        text(language, "stations.file_name"),
        "load",
    )


def draw_distances(container: Container) -> None:
    """Draw households by distance to the nearest station, incidents where they are unknown."""
    language = choices.language()
    bands = container.stations_load.distances(choices.actor())
    measured = "households" if bands["households"].notna().all() else "incidents"
    rows = band_rows(bands, measured)
    near = rows["value"][bands["to_km"] <= NEAR_KM].sum()
    total = rows["value"].sum()
    if not total:
        widgets.empty(text(language, "stations.distances_empty"))
        return
    share = numbers.percent(near / total, 0)
    widgets.title(text(language, f"stations.near_{measured}", share=share, km=NEAR_KM))
    axis = text(language, f"stations.axis_{measured}")
    widgets.chart(rows, lambda: charts.bars(charts.Series(rows, "", axis)))
    widgets.words(text(language, "stations.distances_note"))


def _figure(language: Language, name: str, count: int | None) -> KeyFigure:
    written = None if count is None else numbers.count(count)
    note = Note(text(language, f"stations.figure_{name}_note"))
    unit = text(language, f"stations.unit_{name}") if written else ""
    label = text(language, f"stations.figure_{name}")
    return KeyFigure(label, numbers.or_unknown(language, written), unit, (note,))


def _columns(language: Language, names: tuple[str, ...]) -> dict[str, widgets.Column]:
    return {
        name: widgets.Column(
            text(language, f"stations.short_{name}"),
            width=_WIDTHS_PX.get(name),
            hint=text(language, f"stations.column_{name}"),
        )
        for name in names
    }
