"""Cameras, stations, staff and settings of the demo, and that it is the same town every time."""

import hashlib
from collections.abc import Mapping

import pandas as pd
import pytest
import shapely
from scipy.spatial import cKDTree
from shapely import STRtree

from geo.domain.kinds import CameraState, GridKind, StaffKind
from geo.domain.layers import GEOMETRY_KINDS, LAYERS, FieldKind, Layer
from geo.samples import DEMO_SEED, Demo, build_demo
from geo.samples.land import build_land
from geo.samples.plane import to_km

pytestmark = pytest.mark.slow

Layers = Mapping[Layer, pd.DataFrame]


def _points(rows: pd.DataFrame) -> list[shapely.Point]:
    return list(shapely.points(rows[["lon_deg", "lat_deg"]].to_numpy()))


def _hashes(demo: Demo) -> dict[Layer, str]:
    digests = {}
    for layer, rows in demo.layers.items():
        plain = rows.drop(columns="geometry", errors="ignore")
        text = pd.DataFrame(plain).to_csv(index=False).encode()
        shapes = b"".join(shapely.to_wkb(rows["geometry"])) if "geometry" in rows else b""
        digests[layer] = hashlib.sha256(text + shapes).hexdigest()
    return digests


def test_the_same_seed_gives_the_same_town(demo: Demo) -> None:
    assert _hashes(build_demo()) == _hashes(demo)


def test_frames_hold_fields_of_their_layer_with_the_required_ones(layers: Layers) -> None:
    for layer, rows in layers.items():
        spec = LAYERS[layer]
        assert set(rows.columns) <= {field.name for field in spec.fields}
        required = [field.name for field in spec.fields if field.required]
        assert rows[required].notna().all().all()


def test_values_keep_to_their_choices_and_bounds(layers: Layers) -> None:
    for layer, rows in layers.items():
        for field in LAYERS[layer].fields:
            if field.name not in rows or field.kind in GEOMETRY_KINDS:
                continue
            known = rows[field.name].dropna()
            if field.kind is FieldKind.CHOICE:
                assert set(known) <= set(field.choices)
            if field.low is not None:
                assert known.min() >= field.low
            if field.high is not None:
                assert known.max() <= field.high


def test_one_worker_for_each_grid_where_anyone_is_and_none_elsewhere(layers: Layers) -> None:
    grids, staff = layers[Layer.GRIDS], layers[Layer.STAFF]
    named = staff[~staff["mobile"] & (staff["kind"] != StaffKind.VOLUNTEER)]
    expected = set(grids.loc[grids["kind"] != GridKind.UNINHABITED, "code"])
    assert named["grid_code"].is_unique
    assert set(named["grid_code"]) == expected
    assert set(staff["grid_code"]) == expected


def test_staff_are_about_130_mostly_part_time_with_six_mobile(layers: Layers) -> None:
    staff = layers[Layer.STAFF]
    assert 120 <= len(staff) <= 140
    assert (staff["kind"] == StaffKind.PART).mean() > 0.5
    assert staff["mobile"].sum() == 6


def test_every_unit_has_a_station_of_its_own_and_the_town_a_centre(layers: Layers) -> None:
    stations, areas = layers[Layer.STATIONS], layers[Layer.AREAS]
    villages = areas.loc[areas["level"] == "village", "geometry"].to_numpy()
    desks = stations[stations["kind"].str.startswith("便民调解服务站")]
    _, village = STRtree(villages).query(_points(desks), predicate="within")
    assert sorted(village) == list(range(22))
    assert (stations["kind"] == "综治中心").sum() == 1


def test_cameras_stand_in_the_town_beside_roads(layers: Layers) -> None:
    cameras, roads = layers[Layer.CAMERAS], layers[Layer.ROADS]
    areas = layers[Layer.AREAS]
    town = areas.loc[areas["level"] == "township", "geometry"].iloc[0]
    points = _points(cameras)
    assert 380 <= len(cameras) <= 420
    assert shapely.contains(town, points).all()
    # 0.0003 degrees are at most 33 m; sites stand 9 m beside the line.
    road = shapely.union_all(roads["geometry"].to_numpy())
    assert shapely.dwithin(road, points, 0.0003).all()


def test_no_camera_stands_within_40_m_of_a_home(layers: Layers) -> None:
    homes_km = to_km(build_land(DEMO_SEED).homes_deg)
    cameras_km = to_km(layers[Layer.CAMERAS][["lon_deg", "lat_deg"]].to_numpy())
    nearest_km, _ = cKDTree(homes_km).query(cameras_km)
    assert nearest_km.min() > 0.0399


def test_camera_sites_have_something_to_check(layers: Layers) -> None:
    cameras = layers[Layer.CAMERAS]
    assert (cameras["state"] == CameraState.DEAD).sum() >= 15
    assert cameras["filed_on"].isna().sum() >= 8
    assert (cameras["sign"] == False).sum() >= 8  # noqa: E712 (three-valued)
    assert cameras["bearing_deg"].isna().sum() >= 8
    domes = cameras[cameras["angle_deg"] == 360]
    assert 0.15 < len(domes) / len(cameras) < 0.35


def test_hand_placed_names_say_that_they_are_schematic(layers: Layers) -> None:
    assert layers[Layer.PLACES]["name"].str.endswith("（示意）").all()


def test_settings_name_the_town_and_say_that_it_is_a_demo(demo: Demo) -> None:
    assert demo.settings == {
        "town_name": "郭勒木德镇",
        "is_demo": "1",
        "timezone": "Asia/Shanghai",
        "now": "2022-12-31T18:00",
    }
