"""Incident rows as a table reads them: words in the user's language, unknown named."""

import pandas as pd

from geo.domain.kinds import Language
from geo.domain.units import H_PER_DAY
from geo.messages import text
from geo.messages.category_names import category_name
from geo.views.incident_words import channel_words, state_words

COLUMNS = ("id", "category", "grid", "left_days", "state", "due", "reported", "address", "channel")
"""The columns of the file, in their order; `incidents.column_<name>` names each."""
SHOWN = ("id", "category", "grid", "left_days", "state", "due", "address")
"""The columns shown: what a desk needs to take the next one, without scrolling."""

_MINUTES = "%Y-%m-%d %H:%M"


def incident_table(rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return one row an incident with `COLUMNS` and grid_code.

    `left_days` counts to the deadline of an open one, negative past it, NaN for others.
    """
    unknown = text(language, "common.unknown")
    withheld = text(language, "incidents.place_withheld")
    address = rows["address"].fillna(unknown).mask(rows["is_place_withheld"], withheld)
    return pd.DataFrame(
        {
            "id": rows["id"],
            "category": [category_name(language, one) for one in rows["category"]],
            "grid": rows["grid"].fillna(text(language, "incidents.no_grid")),
            "left_days": rows["left_h"] / H_PER_DAY,
            "state": [state_words(language, one) for one in rows["state"]],
            "due": _minutes(rows["due_at"], unknown),
            "reported": _minutes(rows["reported_at"], unknown),
            "address": address,
            "channel": [channel_words(language, one) for one in rows["channel"]],
            "grid_code": rows["grid_code"],
        },
    )


def incident_file(rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return the same rows under their names for the user, with closing times, for a file."""
    table = incident_table(rows, language)
    closed = _minutes(rows["closed_at"], "")
    named = {name: text(language, f"incidents.column_{name}") for name in (*COLUMNS, "grid_code")}
    whole = table.assign(left_days=table["left_days"].round(1)).rename(columns=named)
    return whole.assign(**{text(language, "incidents.column_closed"): closed})


def _minutes(moments: "pd.Series[pd.Timestamp]", unknown: str) -> "pd.Series[str]":
    return moments.dt.strftime(_MINUTES).fillna(unknown)
