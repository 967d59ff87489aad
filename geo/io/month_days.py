"""Days of any year as they stand in files (5-20, 5/20, 5月20日, 0520, --05-20) → text 05-20."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.seasons import month_day

_SPELT = r"^(?:--)?(?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})[日号]?$"
_COMPACT = r"^(?:--)?(?P<month>[0-9]{2})(?P<day>[0-9]{2})$"


def read_month_days(column: "pd.Series[str]") -> "tuple[pd.Series[str], NDArray[np.bool_]]":
    """Return month and day as 05-20, and which rows hold text that is no day of a year.

    A date with a year is none: seasons come back every year.
    """
    text = column.str.normalize("NFKC").str.replace(r"\s", "", regex=True)
    parts = text.str.extract(_SPELT).fillna(text.str.extract(_COMPACT))
    spelt = parts["month"].str.zfill(2) + "-" + parts["day"].str.zfill(2)
    is_day = np.array([isinstance(one, str) and month_day(one) is not None for one in spelt], bool)
    return spelt.where(is_day).astype("string"), column.notna().to_numpy() & ~is_day
