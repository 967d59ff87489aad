"""The suggestion on a real city: no staff, no households, kinds and categories unknown."""

from datetime import UTC, datetime
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from geo.domain.errors import NothingToStaff, Refused
from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.domain.staffing import Cause
from geo.services.snapshots import Snapshots
from geo.services.suggestions import Suggestions
from geo.spatial import frames
from tests.fakes.memory_store import MemoryStore
from tests.services.town import ADMINISTRATOR, LEADER
from tests.staffing.towns import shipped_norms


@pytest.fixture(scope="module")
def baltimore(shared_data: Path) -> Suggestions:
    folder, store = shared_data / "baltimore", MemoryStore()
    with store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "city", datetime.now(UTC)) as opened:
        opened.append(Layer.GRIDS, _grids(folder))
        opened.append(Layer.INCIDENTS, _incidents(folder))
        opened.append(Layer.STATIONS, _stations(folder))
        opened.put_setting("timezone", "America/New_York")
        for norm in shipped_norms().values():
            opened.put_norm(norm)
    return Suggestions(Snapshots(store).current)


def _grids(folder: Path) -> frames.StorageFrame:
    read = gpd.read_file(folder / "grid_neighborhoods.geojson")
    valid = read[read.geometry.is_valid].reset_index(drop=True)
    rows = pd.DataFrame(
        {
            "code": [f"L{n:04d}" for n in range(len(valid))],
            "name": valid["name"],
            "residents": valid["population"],
        }
    )
    return frames.from_wkb(rows, list(valid.geometry.to_wkb()))


def _incidents(folder: Path) -> pd.DataFrame:
    read = pd.read_csv(folder / "incidents_311_2014_2018_sample.csv").dropna(subset=["lon", "lat"])
    reported = pd.to_datetime(read["reported_at"]).to_numpy().astype("datetime64[s]")
    return pd.DataFrame(
        {
            "id": read["id"],
            "reported_at": reported.astype(np.int64) + 5 * 3600,
            "category": read["category"],
            "lon_deg": read["lon"],
            "lat_deg": read["lat"],
        }
    )


def _stations(folder: Path) -> pd.DataFrame:
    read = pd.read_csv(folder / "stations.csv").dropna(subset=["lon", "lat"])
    named = read.rename(columns={"lon": "lon_deg", "lat": "lat_deg"})
    return named[["id", "kind", "name", "lon_deg", "lat_deg"]]


def test_the_present_staff_is_unknown_and_too_small_a_headcount_is_refused(baltimore):
    with pytest.raises(NothingToStaff):
        baltimore.suggest(LEADER)
    with pytest.raises(Refused) as refusal:
        baltimore.suggest(LEADER, 276)
    # PD011 takes an error's values for a frame's
    assert refusal.value.values == {"headcount": 276, "minimum": 277}  # noqa: PD011


def test_unknown_inputs_are_named_and_nothing_is_filled_in(baltimore):
    needs = baltimore.suggest(LEADER, 300).grids
    assert len(needs) == 277
    assert sum(need.staff_suggested for need in needs) == 300
    for need in needs:
        assert {"kind", "households", "stations", "staff"} <= set(need.missing)
        assert not {Cause.VISITS, Cause.STATION_DUTY} & set(need.parts)
        assert np.isfinite([need.fte_needed, *need.fte_interval, *need.parts.values()]).all()


def test_shrinking_keeps_the_number_of_reports(baltimore):
    # 8,300 reports and more of four years; two whole years of them at 45 minutes each
    needs = baltimore.suggest(LEADER, 300).grids
    week = sum(need.parts[Cause.INCIDENTS] for need in needs) / 0.75
    given = [
        reason.values  # noqa: PD011
        for need in needs
        for reason in need.reasons
        if reason.code in {"incidents_seen", "incidents_pulled"}
    ]
    seen = sum(int(one["count"]) / float(one["weeks"]) for one in given)
    assert week == pytest.approx(seen, rel=0.05)
