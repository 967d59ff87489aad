"""The town's name: as set, else as its only area or its file of grids says."""

import geopandas as gpd
import pandas as pd
import pytest

from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.services.settings import Settings
from geo.services.town_name import town_name
from geo.spatial import frames
from tests.fakes.memory_store import MemoryStore
from tests.services.town import SmallTown, square
from tests.store.examples import ADMINISTRATOR, AT


@pytest.fixture
def store() -> MemoryStore:
    return SmallTown(settings={}).store()


def imported(store: MemoryStore, file: str) -> None:
    with store.write(ADMINISTRATOR, Action.IMPORT_LAYER, f"grids:{file}", AT):
        pass


def with_areas(store: MemoryStore, *levels: str) -> None:
    rows = pd.DataFrame({"code": list(map(str, range(len(levels)))), "level": list(levels)})
    rows["name"] = rows["level"] + rows["code"]
    shaped = frames.from_file(gpd.GeoDataFrame(rows, geometry=[square("A")] * len(rows)), 4326)
    with store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "areas:areas.geojson", AT) as opened:
        opened.append(Layer.AREAS, shaped)


def test_a_store_that_tells_nothing_has_no_name(store: MemoryStore) -> None:
    assert not town_name(store)


def test_the_newest_file_of_grids_names_the_town(store: MemoryStore) -> None:
    imported(store, "old.geojson")
    imported(store, "Baltimore 2018.geojson")
    assert town_name(store) == "Baltimore 2018"


def test_the_only_township_outweighs_the_file_and_a_name_that_is_set_outweighs_both(
    store: MemoryStore,
) -> None:
    imported(store, "grids.geojson")
    with_areas(store, "county", "township", "village", "village")
    assert town_name(store) == "township1"
    Settings(store).change(ADMINISTRATOR, "town_name", "郭勒木德镇", AT)
    assert town_name(store) == "郭勒木德镇"


def test_of_two_townships_the_county_above_them_names_the_whole(store: MemoryStore) -> None:
    with_areas(store, "county", "township", "township")
    assert town_name(store) == "county0"
