import pandas as pd
import pytest

from geo.domain.kinds import Language
from geo.views.camera_tables import cover_table, fault_table

GRIDS = pd.DataFrame({"code": ["G1", "G2"], "name": ["北格", None]})


def test_the_least_covered_grid_comes_first_and_unknown_cover_stays_missing():
    cover = pd.DataFrame(
        {
            "grid": ["G1", "G2", "G3"],
            "covered_km2": [0.5, float("nan"), 0.0],
            "covered_share": [0.25, float("nan"), 0.0],
            "cameras": [2, 1, 0],
            "cameras_unknown": [0, 1, 0],
            "incidents_inside": pd.array([3, None, 0], dtype="Int64"),
            "incidents_total": [4, 5, 6],
        }
    )
    table = cover_table(cover, {"G1": "北格"})
    assert list(table["code"]) == ["G3", "G1", "G2"]
    assert list(table["grid"]) == ["G3", "北格", "G2"]
    assert list(table["share"]) == [0.0, 25.0, pytest.approx(float("nan"), nan_ok=True)]
    assert list(table["inside"][:2]) == [0, 3]
    assert table["inside"].isna().iloc[2]


def test_a_site_is_listed_with_every_fault_and_a_sound_one_is_not():
    sites = pd.DataFrame(
        {
            "id": ["a", "b", "c"],
            "grid": [1, 0, -1],
            "place_kind": pd.array(["道路", "道路", None], dtype="string"),
            "is_dead": [True, False, False],
            "is_unfiled": [False, False, True],
            "is_unsigned": [True, False, False],
            "is_sector_unknown": [False, False, False],
        }
    )
    table = fault_table(sites, GRIDS, Language.ZH_CN)
    assert list(table["id"]) == ["a", "c"]
    assert list(table["faults"]) == ["失效、无标识", "未备案"]
    assert list(table["grid"]) == ["G2", "不在任何网格内"]
    assert list(table["place"]) == ["道路", "未知"]
