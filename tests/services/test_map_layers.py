"""Bodies of map layers: what is in them, what is kept out, and how small they are."""

import gzip
import json

import numpy as np
import pytest

from geo.domain.errors import BadValue
from geo.domain.kinds import Role
from geo.domain.policy import Actor
from geo.services.map_layers import MapLayers
from geo.services.scope_choices import scope_in, to_choices
from geo.services.snapshots import Snapshots
from tests.fakes.crowd_town import fill
from tests.fakes.memory_store import MemoryStore

LEADER = Actor("local-leader", Role.LEADER)
DISPATCHER = Actor("local-dispatcher", Role.DISPATCHER)
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


def test_steps_add_up_to_the_points(layers: MapLayers, snapshots: Snapshots) -> None:
    mask = np.ones(INCIDENTS, dtype=bool)
    body = json.loads(layers.incidents(mask, DISPATCHER))
    lon_deg = np.cumsum(body["lon"]) / body["per_deg"]
    assert np.abs(lon_deg - snapshots.current().incidents.lon_deg).max() <= 0.5 / body["per_deg"]


def test_disputes_leave_as_counts_unless_the_actor_handles_them(layers: MapLayers) -> None:
    mask = np.ones(INCIDENTS, dtype=bool)
    handled = json.loads(layers.incidents(mask, DISPATCHER))
    seen = json.loads(layers.incidents(mask, LEADER))
    hidden = sum(place["count"] for place in seen["centres"])
    assert handled["centres"] == []
    assert hidden > 0
    assert len(seen["lon"]) + hidden == len(handled["lon"]) == INCIDENTS


def test_a_dispute_is_drawn_inside_its_grid_never_at_its_point(layers: MapLayers) -> None:
    seen = json.loads(layers.incidents(np.ones(INCIDENTS, dtype=bool), LEADER))
    # 16 small grids hold them all, so at most 16 places are left of about a hundred points.
    assert len(seen["centres"]) <= SIDE * SIDE


def test_a_fifth_of_the_town_is_late(layers: MapLayers) -> None:
    # The town closes an incident an hour late with probability 0.2: 300 × 0.2 = 60, ± 3 sd = 21.
    body = json.loads(layers.incidents(np.ones(INCIDENTS, dtype=bool), DISPATCHER))
    assert 39 <= body["late"].count("1") <= 81


def test_a_scope_survives_its_link(snapshots: Snapshots) -> None:
    snapshot = snapshots.current()
    chosen = scope_in({"channels": "patrol", "categories": snapshot.categories[0]})
    assert scope_in(to_choices(chosen)) == chosen
    assert 0 < chosen.mask(snapshot).sum() < INCIDENTS


@pytest.mark.parametrize("choices", [{"month": "2025-13"}, {"channels": "smoke"}])
def test_a_link_that_names_no_month_or_channel_is_refused(choices: dict[str, str]) -> None:
    with pytest.raises(BadValue):
        scope_in(choices, in_month=True)


def test_ten_thousand_points_pack_small(snapshots: Snapshots, layers: MapLayers) -> None:
    body = layers.incidents(np.ones(INCIDENTS, dtype=bool), LEADER)
    assert len(gzip.compress(body)) < 10 * INCIDENTS
