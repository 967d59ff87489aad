"""Grids over the wire: tiles by level, kept by the browser; what is asked wrongly is refused."""

import gzip
import json
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from mapbox_vector_tile import decode

from geo import bootstrap
from geo.domain.kinds import Language, Role
from geo.domain.layers import Layer
from geo.domain.policy import LOCAL_ACTORS, Action
from geo.http.routes import routes
from geo.services import grid_tiles
from geo.services.links import Claim, LinkKind
from geo.spatial.tiles import world_xy
from tests.bench import browsing_town
from tests.fakes.asgi_client import Answer, get
from tests.fakes.crowd_town import ADMINISTRATOR, AT

SIDE = 10
WEST_SOUTH = world_xy(np.array([101.51]), np.array([36.41]))[0]
TILE = "&z=9&x={}&y={}".format(*np.floor(WEST_SOUTH * 2**9).astype(int))

Get = Callable[..., Answer]


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bootstrap.Container]:
    made = bootstrap.container(str(tmp_path_factory.mktemp("s") / "w.sqlite"), create=True)
    with made.store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "town", AT) as transaction:
        transaction.append(Layer.GRIDS, browsing_town.grids(SIDE))
        transaction.append(Layer.INCIDENTS, browsing_town.happenings(500))
    yield made
    bootstrap.close_containers()


@pytest.fixture
def ask(container: bootstrap.Container) -> Get:
    """Return a command that asks for a kind of layer, with more behind its link."""
    ours = routes(lambda: container, ["/"])
    actor = next(person for person in LOCAL_ACTORS if person.role is Role.LEADER)

    def asked(kind: LinkKind, more: str = "", measure: str = "", **headers: str) -> Answer:
        claim = Claim(kind, actor, Language.ZH_CN, {"measure": measure})
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return get(ours, container.links.path(claim, time.time()) + more, named)

    return asked


def test_a_tile_holds_the_level_that_is_asked_for_packed_and_sent_once(ask: Get) -> None:
    first = ask(LinkKind.GRIDS, f"{TILE}&level=village", accept_encoding="gzip")
    layers = decode(gzip.decompress(first.body))
    assert list(layers) == ["village"]
    assert {one["properties"]["code"] for one in layers["village"]["features"]} <= {
        f"630121100{number:03d}" for number in (1, 2, 6, 7)
    }
    again = ask(LinkKind.GRIDS, f"{TILE}&level=village", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_a_feature_is_numbered_by_its_place_among_the_measures_classes(ask: Get) -> None:
    features = decode(ask(LinkKind.GRIDS, TILE).body)["grid"]["features"]
    codes = sorted(browsing_town.grids(SIDE)["code"])
    assert features
    assert all(codes[one["id"]] == one["properties"]["code"] for one in features)


def test_measures_come_by_level_and_null_where_a_level_has_none(ask: Get) -> None:
    for level, count in (("town", 1), ("village", 4), ("grid", 100)):
        answer = ask(LinkKind.MEASURE, f"&level={level}", "incidents")
        assert len(json.loads(answer.body)["classes"]) == count
    assert json.loads(ask(LinkKind.MEASURE, "&level=village", "station_distance_km").body) is None


@pytest.mark.parametrize("more", ["&level=street", "&z=9&x=-1&y=0", "&z=99&x=0&y=0", "&z=a"])
def test_what_is_no_level_and_no_tile_is_refused(ask: Get, more: str) -> None:
    asked = more if "z=" in more else TILE + more
    assert ask(LinkKind.GRIDS, asked).status == 400


def test_a_large_town_answers_with_its_levels_and_outlines_by_code(
    ask: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(json.loads(ask(LinkKind.GRIDS).body)["features"]) == SIDE * SIDE
    monkeypatch.setattr(grid_tiles, "MOST_WHOLE", 10)
    assert [one["name"] for one in json.loads(ask(LinkKind.GRIDS).body)["levels"]] == [
        "town",
        "village",
        "grid",
    ]
    outlined = json.loads(ask(LinkKind.GRIDS, "&codes=630121100001001,x").body)["features"]
    assert [one["id"] for one in outlined] == ["630121100001001"]
