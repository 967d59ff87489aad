"""Backdrops: which are taken, how tiles are asked for and kept, and what nobody is told."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from geo.domain.backdrops import Backdrop, BackdropKind, checked
from geo.domain.errors import BackdropDown, BadValue, NotFound, NotPermitted
from geo.domain.kinds import Role
from geo.domain.policy import Actor
from geo.ports.tiles import TileImage, TilePlaces
from geo.services.backdrop_presets import TIANDITU, tianditu
from geo.services.backdrops import Backdrops
from geo.spatial.tiles import Tile
from tests.fakes.memory_store import MemoryStore

ADMINISTRATOR, LEADER = Actor("a", Role.ADMINISTRATOR), Actor("l", Role.LEADER)
AT = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)
KEY = "k-12/3"
XYZ = "https://tiles.example/{z}/{x}/{y}.png?tk={key}"
PICTURE = TileImage(b"picture", "image/png", 60)


@dataclass
class FakeSource:
    asked: list[str] = field(default_factory=list)
    is_off: bool = False

    def fetch(self, address: str, *, is_local: bool) -> TileImage:
        self.asked.append(address)
        if self.is_off:
            raise BackdropDown("unreachable", host="tiles.example")
        return PICTURE


@dataclass
class FakeCache:
    kept: dict[str, TileImage] = field(default_factory=dict)
    holds: bool = True

    def read(self, key: str) -> tuple[TileImage, bool] | None:
        return (self.kept[key], self.holds) if key in self.kept else None

    def write(self, key: str, tile: TileImage) -> None:
        self.kept[key] = tile


@dataclass
class FakeArchives:
    asked: list[tuple[str, int, int, int]] = field(default_factory=list)

    def read(self, name: str, zoom: int, x: int, y: int) -> TileImage:
        self.asked.append((name, zoom, x, y))
        return PICTURE


@dataclass
class Desk:
    store: MemoryStore
    source: FakeSource
    cache: FakeCache
    archives: FakeArchives

    @property
    def service(self) -> Backdrops:
        return Backdrops(self.store, TilePlaces(self.source, self.cache, self.archives))


@pytest.fixture
def desk() -> Desk:
    return Desk(MemoryStore(), FakeSource(), FakeCache(), FakeArchives())


def one(
    address: str, kind: BackdropKind = BackdropKind.XYZ, backdrop_id: str = "town", **more: str
) -> Backdrop:
    return Backdrop(backdrop_id, more.get("name", "镇"), kind, (address,), "© 某局")


@pytest.mark.parametrize(
    "host",
    [
        "webrd01.is.autonavi.com", "wprd01.amap.com", "map.gaode.com", "online1.map.bdimg.com",
        "maponline0.bdimg.com", "api.map.baidu.com", "rt0.map.gtimg.com", "p0.map.qq.com",
        "map.tencent.com", "mt0.google.cn", "WPRD01.AMAP.COM.",
    ],
)  # fmt: skip
def test_hosts_with_shifted_coordinates_are_refused_by_name(host: str) -> None:
    with pytest.raises(BadValue) as refused:
        checked(one(f"https://{host}/{{z}}/{{x}}/{{y}}"))
    assert refused.value.reason == "backdrop_shifted"


@pytest.mark.parametrize(
    ("address", "kind", "reason"),
    [
        ("ftp://a.example/{z}/{x}/{y}", "xyz", "backdrop_address"),
        ("file:///etc/{z}/{x}/{y}", "xyz", "backdrop_address"),
        ("https://u:p@a.example/{z}/{x}/{y}", "xyz", "backdrop_address"),
        ("https://{s}.a.example/{z}/{x}/{y}", "xyz", "backdrop_address"),
        ("https://a.example:port/{z}/{x}/{y}", "xyz", "backdrop_address"),
        ("https://a.example/{z}/{x}", "xyz", "backdrop_places"),
        ("https://a.example/{z}/{x}/{y}/{now}", "xyz", "backdrop_places"),
        ("https://a.example/{z}/{x}/{y}?tk=written", "xyz", "backdrop_key_written"),
        ("https://t0.tianditu.gov.cn/vec_c/wmts?LAYER=vec&tk={key}", "wmts", "backdrop_matrix"),
        ("https://a.example/wmts?LAYER=a&TileMatrixSet=EPSG:4490", "wmts", "backdrop_matrix"),
        ("https://t0.tianditu.gov.cn/DataServer?T=vec_c&x={x}&y={y}&l={z}", "xyz",
         "backdrop_matrix"),
        ("https://a.example/wmts", "wmts", "backdrop_places"),
        ("../town.pmtiles", "pmtiles", "backdrop_file"),
        ("town.sqlite", "pmtiles", "backdrop_file"),
    ],
)  # fmt: skip
def test_an_address_that_does_not_do_is_refused_with_its_reason(
    address: str, kind: str, reason: str
) -> None:
    with pytest.raises(BadValue) as refused:
        checked(one(address, BackdropKind(kind)))
    assert refused.value.reason == reason


def test_a_wmts_is_asked_by_template_or_by_names() -> None:
    rest = "https://a.example/wmts/vec/{TileMatrix}/{TileRow}/{TileCol}.png"
    assert checked(one(rest, BackdropKind.WMTS)).addresses == (
        "https://a.example/wmts/vec/{z}/{y}/{x}.png",
    )
    (named,) = checked(
        one("https://a.example/w?layer=vec&tileMatrixSet=3857&token={key}", BackdropKind.WMTS)
    ).addresses
    assert "LAYER=vec" in named
    assert "TILEMATRIXSET=3857" in named
    assert "&token={key}&" in named
    assert "TILEMATRIX={z}&TILEROW={y}&TILECOL={x}" in named


@pytest.mark.parametrize("kind", TIANDITU)
def test_tianditu_is_asked_for_the_ground_and_its_names_in_mercator(desk: Desk, kind: str) -> None:
    put = desk.service.put(ADMINISTRATOR, tianditu(kind, "天地图", "© 天地图"), KEY, AT)
    for layer in (0, 1):
        desk.service.tile(LEADER, put.id, layer, Tile(3, 5, 2))
    ground, names = desk.source.asked
    assert f"/{kind}_w/wmts?" in ground
    assert ("/cva_w/" if kind == "vec" else "/cia_w/") in names
    assert "TILEMATRIX=3&TILEROW=2&TILECOL=5" in ground
    assert "SERVICE=WMTS&REQUEST=GetTile" in ground
    # What would end a key's place in the address is written out: 0x2F is the slash.
    assert "&tk=k-12%2F3&" in ground


def test_a_key_is_neither_listed_nor_audited_and_goes_with_its_backdrop(desk: Desk) -> None:
    desk.service.put(ADMINISTRATOR, one(XYZ), KEY, AT)
    (told,) = desk.service.configured(ADMINISTRATOR)
    assert told.key_state == "key_set"
    assert KEY not in repr((told, desk.service.offered(LEADER), desk.store.audit(10)))
    assert [entry.subject for entry in desk.store.audit(10)] == ["backdrops:town"]
    desk.service.remove(ADMINISTRATOR, "town", AT)
    assert KEY not in desk.store.settings().values()


def test_a_key_stays_when_none_is_given_unless_the_host_is_another(desk: Desk) -> None:
    desk.service.put(ADMINISTRATOR, one(XYZ), KEY, AT)
    desk.service.put(ADMINISTRATOR, one(XYZ, name="改名"), None, AT)
    assert desk.service.configured(ADMINISTRATOR)[0].has_key
    moved = XYZ.replace("tiles.example", "other.example")
    desk.service.put(ADMINISTRATOR, one(moved), None, AT)
    assert not desk.service.configured(ADMINISTRATOR)[0].has_key
    with pytest.raises(BackdropDown):
        desk.service.tile(LEADER, "town", 0, Tile(1, 0, 0))
    assert desk.source.asked == []


def test_a_tile_is_fetched_once_and_an_old_one_is_better_than_none(desk: Desk) -> None:
    desk.service.put(ADMINISTRATOR, one(XYZ), KEY, AT)
    tile = Tile(2, 1, 3)
    for _ in range(2):
        assert desk.service.tile(LEADER, "town", 0, tile) == PICTURE
    assert len(desk.source.asked) == 1
    desk.cache.holds, desk.source.is_off = False, True
    assert desk.service.tile(LEADER, "town", 0, tile) == PICTURE
    with pytest.raises(BackdropDown):
        desk.service.tile(LEADER, "town", 0, Tile(2, 0, 0))


def test_a_file_is_read_and_not_fetched(desk: Desk) -> None:
    desk.service.put(ADMINISTRATOR, one("town.pmtiles", BackdropKind.PMTILES), None, AT)
    assert desk.service.tile(LEADER, "town", 0, Tile(2, 1, 3)) == PICTURE
    assert desk.archives.asked == [("town.pmtiles", 2, 1, 3)]
    assert desk.source.asked == []


def test_what_is_not_there_is_told(desk: Desk) -> None:
    desk.service.put(ADMINISTRATOR, one(XYZ), KEY, AT)
    for backdrop_id, layer, zoom in (("other", 0, 1), ("town", 1, 1), ("town", 0, 19)):
        with pytest.raises(NotFound):
            desk.service.tile(LEADER, backdrop_id, layer, Tile(zoom, 0, 0))
    with pytest.raises(NotFound):
        desk.service.remove(ADMINISTRATOR, "other", AT)


def test_only_who_manages_the_store_configures(desk: Desk) -> None:
    with pytest.raises(NotPermitted):
        desk.service.put(LEADER, one(XYZ), KEY, AT)
    with pytest.raises(NotPermitted):
        desk.service.configured(LEADER)
    with pytest.raises(NotPermitted):
        desk.service.remove(LEADER, "town", AT)
    with pytest.raises(NotPermitted):
        desk.service.checked(LEADER, "town", Tile(1, 0, 0))
    with pytest.raises(NotPermitted):
        desk.service.offered(Actor("s", Role.SCREEN))
