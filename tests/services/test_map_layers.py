"""Bodies of map layers: what is in them, and that each is written once."""

import json

import pytest

from geo.domain.errors import BadValue
from geo.services.map_layers import MapLayers
from geo.services.scope_choices import scope_in, to_choices
from geo.services.snapshots import Snapshots
from tests.fakes.crowd_town import fill
from tests.fakes.memory_store import MemoryStore

SIDE = 4
INCIDENTS = 300


@pytest.fixture(scope="module")
def snapshots() -> Snapshots:
    store = MemoryStore()
    fill(store, SIDE, INCIDENTS)
    return Snapshots(store)


@pytest.fixture
def layers(snapshots: Snapshots) -> MapLayers:
    return MapLayers(snapshots.current, snapshots._store.layers)


def test_grids_stand_in_position_order_with_code_and_name(layers: MapLayers) -> None:
    features = json.loads(layers.grids())["features"]
    assert [one["id"] for one in features] == list(layers.current().grids["code"])
    assert features[0]["properties"] == {"name": layers.current().grids["name"][0]}


def test_one_revision_is_written_once(layers: MapLayers) -> None:
    assert layers.grids() is layers.grids()


def test_a_scope_survives_its_link(snapshots: Snapshots) -> None:
    snapshot = snapshots.current()
    chosen = scope_in({"channels": "patrol", "categories": snapshot.categories[0]})
    assert scope_in(to_choices(chosen)) == chosen
    assert 0 < chosen.mask(snapshot).sum() < INCIDENTS


@pytest.mark.parametrize("choices", [{"month": "2025-13"}, {"channels": "smoke"}])
def test_a_link_that_names_no_month_or_channel_is_refused(choices: dict[str, str]) -> None:
    with pytest.raises(BadValue):
        scope_in(choices, in_month=True)
