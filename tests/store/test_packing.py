"""Layers kept whole: what was kept before a field existed still opens."""

import io

import pandas as pd

from geo.domain.layers import Layer
from geo.store.packing import packed, unpacked_rows
from tests.store.examples import rows_of


def test_a_field_newer_than_what_was_kept_is_unknown() -> None:
    older = pd.read_parquet(io.BytesIO(packed(Layer.STAFF, rows_of(Layer.STAFF, ["s1"]))))
    blob = io.BytesIO()
    older.drop(columns=["work_phone", "sign_name"]).to_parquet(blob, index=False)
    row = unpacked_rows(Layer.STAFF, blob.getvalue()).iloc[0]
    assert row["id"] == "s1"
    assert row[["work_phone", "sign_name"]].isna().all()
