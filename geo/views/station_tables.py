"""Stations and distances as tables and a chart read them: names for codes, unknown named."""

from collections.abc import Callable

import pandas as pd

from geo.domain.kinds import Language
from geo.messages import numbers, text

LOAD = ("name", "disputes", "backlog", "timely", "days", "km", "far_km")
"""The columns of the load table; `stations.column_<name>` names each."""
FAR = ("grid", "distance", "households", "station")
"""The columns of the list of far grids."""
_ENDLESS = float("inf")


def load_table(load: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return one row a station, the largest backlog first; `load` as `station_load` gives it.

    What can be unknown is text, so that unknown has its word.
    """
    ordered = load.sort_values(["backlog", "disputes", "id"], ascending=[False, False, True])
    return pd.DataFrame(
        {
            "name": ordered["name"].fillna(ordered["id"]),
            "disputes": _told(language, ordered["disputes"], numbers.count),
            "backlog": _told(language, ordered["backlog"], numbers.count),
            "timely": _told(language, ordered["within_30_days_share"], numbers.percent),
            "days": _told(language, ordered["median_days"], numbers.decimal),
            "km": _told(language, ordered["median_km"], numbers.decimal),
            "far_km": _told(language, ordered["far_km"], numbers.decimal),
        },
    )


def far_table(grids: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return the grids in their order with `code`; `grids` as `far_grids` gives them."""
    households = pd.to_numeric(grids["households"]).astype("float64")
    return pd.DataFrame(
        {
            "grid": grids["name"],
            "distance": _told(language, grids["distance_km"], numbers.decimal),
            "households": _told(language, households, numbers.count),
            "station": grids["station"],
            "code": grids["code"],
        },
    )


def band_rows(bands: pd.DataFrame, measured: str) -> pd.DataFrame:
    """Return label and value of each band of distance; `measured` is households or incidents."""
    return pd.DataFrame(
        {
            "label": [
                _band(start, end)
                for start, end in zip(bands["from_km"], bands["to_km"], strict=True)
            ],
            "value": bands[measured].to_numpy(float),
        },
    )


def _band(start: float, end: float) -> str:
    return f"≥{start:g}" if end == _ENDLESS else f"{start:g}–{end:g}"


def _told(
    language: Language, values: "pd.Series[float]", write: Callable[[float], str]
) -> list[str]:
    unknown = text(language, "common.unknown")
    return [unknown if pd.isna(value) else write(value) for value in values]
