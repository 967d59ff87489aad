"""This year against last, month by month, per working day."""

import pandas as pd

from geo.messages import text
from geo.messages.wall_scenes import Lines, Step
from geo.services.scope import EVERYTHING
from geo.services.small_counts.least import is_small
from geo.services.trends import monthly_series
from geo.services.wall.figures import figures
from geo.services.wall.scene_file import SceneSpec
from geo.services.wall.shots import cameras
from geo.services.wall.town import WallTown

_MONTHS = 12


def steps(town: WallTown, spec: SceneSpec) -> tuple[Step, ...]:
    """Return the one step."""
    camera = cameras(spec)[0]
    shown = figures(town, spec.measures)
    return (Step(spec.seconds, camera, figures=shown, panel=_lines(town)),)


def _lines(town: WallTown) -> Lines:
    series = monthly_series(town.snapshot, EVERYTHING, 2 * _MONTHS)
    labels = series["label"].to_list()
    known = {label: _value(town, *row) for label, row in zip(labels, _rows(series), strict=True)}
    year = town.snapshot.now.year
    months = range(1, _MONTHS + 1)
    this, before = (
        tuple(known.get(f"{one:04d}-{month:02d}") for month in months) for one in (year, year - 1)
    )
    return Lines(
        town.say("trend_title"),
        tuple(text(town.language, f"common.month_{month}") for month in months),
        town.say("year", year=year),
        this,
        town.say("year", year=year - 1),
        before,
    )


def _rows(series: pd.DataFrame) -> list[tuple[int, float]]:
    received = series["received"].to_numpy(int).tolist()
    return list(zip(received, series["received_per_workday"].to_numpy(float).tolist(), strict=True))


def _value(town: WallTown, received: int, per_workday: float) -> float | None:
    is_held = town.book.is_public and is_small(received)
    return None if is_held or pd.isna(per_workday) else round(per_workday, 1)
