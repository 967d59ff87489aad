"""Camera sites and their cover as tables read them: names for codes, unknown named."""

from collections.abc import Mapping

import pandas as pd

from geo.domain.kinds import Language
from geo.messages import numbers, text

COVER = ("grid", "share", "covered", "cameras", "unseen", "inside", "total")
"""The columns of the cover table; `cameras.column_<name>` names each."""
SITES = ("id", "grid", "faults", "place")
"""The columns of the list of sites with faults."""
_FAULTS = ("is_dead", "is_unfiled", "is_unsigned", "is_sector_unknown")


def cover_table(cover: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return one row a grid that has sites or incidents, least covered first, and its `code`.

    `cover` has the columns of `coverage_by_grid`; `share` is in percent. What is unknown stays
    missing; figures are rounded to what is shown.
    """
    told = cover[(cover["cameras"] > 0) | (cover["incidents_total"] > 0)]
    ordered = told.sort_values(["covered_share", "incidents_total"], ascending=[True, False])
    return pd.DataFrame(
        {
            "grid": ordered["grid"].map(lambda code: names.get(code, code)),
            "share": (ordered["covered_share"] * numbers.PERCENT).round(1),
            "covered": ordered["covered_km2"].round(2),
            "cameras": ordered["cameras"],
            "unseen": ordered["cameras_unknown"],
            "inside": ordered["incidents_inside"].astype("Int64"),
            "total": ordered["incidents_total"],
            "code": ordered["grid"],
        },
    )


def fault_table(sites: pd.DataFrame, grids: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return the sites with a fault, most faults first; `sites` as `Cameras.sites` gives them."""
    flawed = sites[sites[list(_FAULTS)].any(axis=1)]
    return pd.DataFrame(
        {
            "id": flawed["id"],
            "grid": grids["name"].fillna(grids["code"]).reindex(flawed["grid"]).array,
            "faults": [_faults(language, row) for row in flawed.to_dict("records")],
            "place": flawed["place_kind"],
            "code": grids["code"].reindex(flawed["grid"]).array,
        },
    ).fillna({"grid": text(language, "cameras.no_grid"), "place": text(language, "common.unknown")})


def _faults(language: Language, row: Mapping[object, object]) -> str:
    named = [text(language, f"cameras.fault_{name[3:]}") for name in _FAULTS if row[name]]
    return text(language, "cameras.comma").join(named)
