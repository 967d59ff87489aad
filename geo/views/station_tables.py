"""Stations and distances as tables and a chart read them: names for codes, unknown named."""

import pandas as pd

from geo.messages import numbers

LOAD = ("name", "disputes", "backlog", "timely", "days", "km", "far_km")
"""The columns of the load table; `stations.column_<name>` names each."""
FAR = ("grid", "distance", "households")
"""The columns of the list of far grids."""
_ENDLESS = float("inf")


def load_table(load: pd.DataFrame) -> pd.DataFrame:
    """Return one row a station, the largest backlog first; `load` as `station_load` gives it.

    What is unknown stays missing; figures are rounded to what is shown.
    """
    ordered = load.sort_values(["backlog", "disputes", "id"], ascending=[False, False, True])
    return pd.DataFrame(
        {
            "name": ordered["name"].fillna(ordered["id"]),
            "disputes": ordered["disputes"].astype("Int64"),
            "backlog": ordered["backlog"].astype("Int64"),
            "timely": (ordered["within_30_days_share"] * numbers.PERCENT).round(1),
            "days": ordered["median_days"].round(1),
            "km": ordered["median_km"].round(1),
            "far_km": ordered["far_km"].round(1),
        },
    )


def far_table(grids: pd.DataFrame) -> pd.DataFrame:
    """Return the grids in their order with `code`; `grids` as `far_grids` gives them."""
    return pd.DataFrame(
        {
            "grid": grids["name"],
            "distance": grids["distance_km"].round(1),
            "households": pd.to_numeric(grids["households"]).astype("Int64"),
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
