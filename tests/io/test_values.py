"""Values read in parts: what is found lies in the rows where it stands, across the parts."""

import pandas as pd
import pytest

from geo.domain.layers import LAYERS, Layer
from geo.io.values import ROWS_AT_ONCE, typed


@pytest.mark.slow
def test_values_and_faults_of_a_long_column_keep_their_rows() -> None:
    rows = ROWS_AT_ONCE + 2
    hours = pd.Series(["40"] * rows, index=pd.RangeIndex(1, rows + 1), dtype="str")
    # The last of the first part, and the first of the second.
    hours[ROWS_AT_ONCE], hours[ROWS_AT_ONCE + 1] = "many", "999"
    shares: list[float] = []
    frame, findings = typed(
        pd.DataFrame({"hours_week": hours}), LAYERS[Layer.STAFF], "Asia/Shanghai", shares.append
    )
    found = {one.code: one.rows.tolist() for one in findings}
    assert found == {"bad_number": [ROWS_AT_ONCE], "out_of_range": [ROWS_AT_ONCE + 1]}
    assert frame["hours_week"].isna().sum() == 2
    assert frame["hours_week"][rows] == 40.0
    assert len(shares) == 2
