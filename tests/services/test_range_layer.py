"""The map's layer of pastures in use: the season of the day, in the reader's words."""

import json
from datetime import UTC, datetime

import pytest
import shapely

from geo.domain.kinds import Language
from geo.services.boundary_views import BoundaryViews
from geo.services.range_layer import has_ranges, range_body
from tests.services.town import SIDE, SmallTown, square

NORTH = shapely.affinity.translate(square("A"), 0, 10 * SIDE)


def _snapshot(day: str):
    dated = {
        "id": "1",
        "grid_code": "A",
        "season": "冬春",
        "starts_md": "11-01",
        "ends_md": "05-20",
    }
    store = SmallTown(shapes=[(dated, NORTH)]).store()
    return BoundaryViews(store, lambda _: None, lambda: datetime.now(UTC)).snapshot(day)


@pytest.mark.parametrize(
    ("language", "season", "words"),
    [
        (Language.ZH_CN, "冬春", "冬春牧场：2021年11月1日至5月20日"),
        (Language.EN, "winter–spring", "winter–spring pasture: 1 Nov 2021 to 20 May"),
    ],
)
def test_a_range_has_its_grid_its_season_and_its_days(language: Language, season: str, words: str):
    (told,) = json.loads(range_body(_snapshot("2022-03-01"), language))["ranges"]
    assert (told["code"], told["name"], told["season"]) == ("A", "A网格", season)
    assert told["words"] == words
    drawn = shapely.from_geojson(json.dumps(told["geometry"]))
    assert drawn.equals(shapely.set_precision(NORTH, 1e-5))


def test_in_a_gap_nothing_is_drawn_but_the_layer_is_offered():
    snapshot = _snapshot("2022-07-01")
    assert json.loads(range_body(snapshot, Language.EN)) == {"ranges": []}
    assert has_ranges(snapshot)


def test_a_town_without_dated_shapes_has_no_such_layer():
    assert not has_ranges(SmallTown().snapshot())
