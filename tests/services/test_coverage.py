import numpy as np
import pytest

from geo.domain.errors import NotPermitted
from geo.domain.kinds import Role
from geo.domain.policy import Actor
from geo.services.coverage import Coverage, coverage_by_grid
from tests.services.town import CENTRES, LEADER, SmallTown, incident


def camera(name: str, where: str, **fields) -> dict:
    lon, lat = CENTRES[where]
    return {"id": name, "lon_deg": lon, "lat_deg": lat, **fields}


DOME = {"angle_deg": 360.0, "range_m": 100.0}


def test_a_dome_covers_its_disc_and_what_lies_in_it() -> None:
    lon, lat = CENTRES["A"]
    rows = [incident(1, "A", "2022-12-01"), incident(2, (lon + 0.004, lat), "2022-12-01")]
    found = coverage_by_grid(
        SmallTown(incidents=rows, cameras=[camera("K", "A", **DOME)]).snapshot()
    )
    # 0.004° of longitude are about 360 m here, outside the disc of 100 m.
    assert found.loc[0, "covered_km2"] == pytest.approx(np.pi * 0.1**2)
    assert found.loc[0, "covered_share"] == found.loc[0, "covered_km2"] / found.loc[0, "area_km2"]
    assert found.loc[0, ["cameras", "incidents_inside", "incidents_total"]].tolist() == [1, 1, 2]
    assert found.loc[1, "covered_km2"] == 0


def test_a_square_of_a_hundredth_degree_is_about_a_square_kilometre() -> None:
    area_km2 = coverage_by_grid(SmallTown().snapshot())["area_km2"]
    # 0.01° of latitude are 1.11 km, of longitude 1.11 km · cos 36.4°.
    assert area_km2.tolist() == pytest.approx(
        [1.11 * 1.11 * np.cos(np.radians(36.41))] * 4, rel=0.01
    )


def test_two_cameras_on_one_spot_cover_it_once() -> None:
    town = SmallTown(cameras=[camera("K1", "A", **DOME), camera("K2", "A", **DOME)]).snapshot()
    assert coverage_by_grid(town).loc[0, "covered_km2"] == pytest.approx(np.pi * 0.1**2)


def test_cameras_without_a_known_sector_leave_coverage_unknown() -> None:
    rows = [incident(1, "A", "2022-12-01")]
    found = coverage_by_grid(SmallTown(incidents=rows, cameras=[camera("K", "A")]).snapshot())
    assert found.loc[0, ["cameras", "cameras_unknown"]].tolist() == [1, 1]
    assert found.loc[0, ["covered_km2", "covered_share", "incidents_inside"]].isna().all()
    assert found.loc[1, "covered_km2"] == 0


def test_a_camera_looking_north_sees_north_and_not_south() -> None:
    lon, lat = CENTRES["A"]
    view = {"bearing_deg": 0.0, "angle_deg": 60.0, "range_m": 300.0}
    rows = [
        incident(1, (lon, lat + 0.002), "2022-12-01"),
        incident(2, (lon, lat - 0.002), "2022-12-01"),
    ]
    town = SmallTown(incidents=rows, cameras=[camera("K", "A", **view)]).snapshot()
    assert coverage_by_grid(town).loc[0, "incidents_inside"] == 1


def test_every_role_may_see_cameras_but_the_screen() -> None:
    answer = Coverage(SmallTown().snapshot)
    assert len(answer.table(LEADER)) == 4
    with pytest.raises(NotPermitted):
        answer.table(Actor("s", Role.SCREEN))
