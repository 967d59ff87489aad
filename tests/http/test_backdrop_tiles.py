"""Tiles of a backdrop by link: from a source on this machine, by way of the disk, without a key."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geo import bootstrap
from geo.domain.backdrops import Backdrop, BackdropKind
from geo.domain.errors import NotPermitted
from geo.domain.kinds import Language, Role
from geo.domain.policy import Actor
from geo.http.routes import routes
from geo.io.tile_archives import LocalArchives
from geo.io.tile_cache import DiskTiles
from geo.io.tile_fetching import TileFetcher
from geo.ports.tiles import TilePlaces
from geo.services.backdrops import Backdrops
from geo.services.links import Claim, LinkKind
from tests.fakes.asgi_client import Answer, get
from tests.fakes.tile_server import GREEN, TileServer, tile_server

ADMINISTRATOR, LEADER = Actor("a", Role.ADMINISTRATOR), Actor("local-leader", Role.LEADER)
KEY = "secret-of-the-town"


@pytest.fixture
def source() -> Iterator[TileServer]:
    with tile_server() as running:
        yield running


@pytest.fixture
def container(tmp_path: Path, source: TileServer) -> Iterator[bootstrap.Container]:
    made = bootstrap.container(str(tmp_path / "w.sqlite"), create=True)
    places = TilePlaces(TileFetcher(), DiskTiles(tmp_path / "tiles"), LocalArchives(tmp_path))
    made = replace(made, backdrops=Backdrops(made.store, places))
    address = source.address("/{z}/{x}/{y}?tk={key}")
    ground = Backdrop("town", "镇", BackdropKind.XYZ, (address,), "© 某局", is_local=True)
    made.backdrops.put(ADMINISTRATOR, ground, KEY, datetime.now(UTC))
    yield made
    bootstrap.close_containers()


def asked(
    container: bootstrap.Container, rest: str = "&layer=0&z=3&x=5&y=2", **headers: str
) -> Answer:
    claim = Claim(LinkKind.BACKDROP_TILE, LEADER, Language.EN, {"ground": "town"})
    link = container.links.path(claim, time.time())
    return get(routes(lambda: container, ["/"]), link + rest, headers)


def test_a_tile_is_fetched_once_and_then_handed_on_from_the_disk(
    container: bootstrap.Container, source: TileServer
) -> None:
    first, again = asked(container), asked(container)
    assert (first.status, first.body, first.headers["content-type"]) == (200, GREEN, "image/png")
    assert again.body == GREEN
    assert len(source.asked) == 1
    assert source.asked[0].startswith("/3/5/2?tk=")
    held = asked(container, **{"if-none-match": first.headers["etag"]})
    assert (held.status, held.body) == (304, b"")


def test_a_source_that_fails_is_a_tile_that_is_not_there(
    container: bootstrap.Container, source: TileServer
) -> None:
    source.status = 500
    answer = asked(container)
    assert answer.status == 404
    assert b"127.0.0.1" in answer.body
    assert KEY.encode() not in answer.body


@pytest.mark.parametrize(
    ("rest", "status"),
    [
        ("&layer=1&z=3&x=5&y=2", 404), ("&layer=a&z=3&x=5&y=2", 400), ("&layer=0&z=3&x=9&y=2", 400),
        ("&layer=0&z=19&x=0&y=0", 404), ("&layer=%C2%B2&z=3&x=5&y=2", 400),
    ],
)  # fmt: skip
def test_what_is_no_tile_is_refused_and_not_fetched(
    container: bootstrap.Container, source: TileServer, rest: str, status: int
) -> None:
    assert asked(container, rest).status == status
    assert source.asked == []


def test_a_link_without_signature_or_for_a_wall_opens_nothing(
    container: bootstrap.Container, source: TileServer
) -> None:
    forged = get(routes(lambda: container, ["/"]), "/backdrops/tile?t=a&z=3&x=5&y=2", {})
    assert forged.status == 403
    screen = Actor("s", Role.SCREEN)
    claim = Claim(LinkKind.BACKDROP_TILE, screen, Language.EN, {"ground": "town"})
    with pytest.raises(NotPermitted):
        container.links.path(claim, time.time())
    assert source.asked == []
