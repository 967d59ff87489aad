"""Fetching, keeping and reading tiles: what is taken and refused, and what stays in bounds."""

from pathlib import Path

import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from geo.domain.errors import BackdropDown
from geo.io.tile_archives import LocalArchives
from geo.io.tile_cache import DiskTiles
from geo.io.tile_fetching import TileFetcher, may_be_asked
from geo.ports.tiles import TileImage
from tests.fakes.tile_server import GREEN, tile_server


def test_a_picture_is_taken_with_the_time_its_source_names() -> None:
    with tile_server() as source:
        source.headers["Cache-Control"] = "max-age=7200"
        found = TileFetcher().fetch(source.address("/1/0/0.png"), is_local=True)
    assert (found.body, found.media_type, found.kept_s) == (GREEN, "image/png", 7_200)


@pytest.mark.parametrize(
    ("status", "body", "headers", "reason"),
    [
        (403, GREEN, {"Content-Type": "image/png"}, "status"),
        (200, b"<html>", {"Content-Type": "image/png"}, "no_picture"),
        (200, GREEN, {"Content-Type": "text/html"}, "no_picture"),
        (200, b"", {"Content-Type": "image/png"}, "no_picture"),
        (200, GREEN + bytes(2_000_000), {"Content-Type": "image/png"}, "large"),
        (302, b"", {"Location": "http://localhost:1/a.png"}, "redirected"),
        (302, b"", {"Location": "/again.png"}, "redirected"),
    ],
)
def test_what_is_no_sound_picture_of_that_host_is_refused(
    status: int, body: bytes, headers: dict[str, str], reason: str
) -> None:
    with tile_server() as source:
        source.status, source.body, source.headers = status, body, headers
        with pytest.raises(BackdropDown) as refused:
            TileFetcher().fetch(source.address("/1/0/0.png?tk=secret"), is_local=True)
    assert refused.value.reason == reason
    assert "secret" not in repr((refused.value, refused.value.values, refused.value.__cause__))


def test_this_machine_is_not_asked_without_leave() -> None:
    with tile_server() as source:
        with pytest.raises(BackdropDown) as refused:
            TileFetcher().fetch(source.address("/1/0/0.png"), is_local=False)
        assert source.asked == []
    assert refused.value.reason == "private"


@pytest.mark.parametrize(
    ("address", "with_leave", "without"),
    [
        ("8.8.8.8", True, True),
        ("192.168.1.9", True, False),
        ("::ffff:127.0.0.1", True, False),
        ("169.254.169.254", False, False),
        ("fe80::1", False, False),
        ("0.0.0.0", False, False),
        ("224.0.0.1", False, False),
    ],
)
def test_which_addresses_may_be_asked(address: str, *, with_leave: bool, without: bool) -> None:
    assert may_be_asked(address, is_local=True) is with_leave
    assert may_be_asked(address, is_local=False) is without


def test_a_host_that_does_not_answer_is_left_alone_for_a_while() -> None:
    with tile_server() as source:
        gone = source.address("/1/0/0.png")
    fetcher, reasons = TileFetcher(), []
    for _ in range(2):
        with pytest.raises(BackdropDown) as refused:
            fetcher.fetch(gone, is_local=True)
        reasons.append(refused.value.reason)
    assert reasons == ["unreachable", "resting"]


def test_a_kept_tile_is_read_until_its_time_is_over(tmp_path: Path) -> None:
    cache = DiskTiles(tmp_path)
    assert cache.read("a") is None
    cache.write("a", TileImage(GREEN, "image/png", 60))
    cache.write("b", TileImage(GREEN, "image/png", -1))
    assert cache.read("a") == (TileImage(GREEN, "image/png", 60), True)
    assert cache.read("b") == (TileImage(GREEN, "image/png", -1), False)


def test_the_disk_holds_no_more_than_the_bound(tmp_path: Path) -> None:
    cache = DiskTiles(tmp_path, bytes_max=10_000)
    for number in range(30):
        cache.write(str(number), TileImage(bytes(1_000), "image/png", 60))
    cache.tidy()
    # Some 30 × 1,000 bytes were kept; what is left lies within the bound, and is not nothing.
    size = sum(one.stat().st_size for one in tmp_path.rglob("*") if one.is_file())
    assert 1_000 < size <= 10_000


def _archive(path: Path, body: bytes) -> None:
    with path.open("wb") as stream:
        writer = Writer(stream)
        writer.write_tile(zxy_to_tileid(2, 1, 3), body)
        places = {"min_lon_e7": 0, "min_lat_e7": 0, "max_lon_e7": 1, "max_lat_e7": 1}
        header = {"tile_type": TileType.PNG, "tile_compression": Compression.NONE, **places}
        centre = {"center_zoom": 2, "center_lon_e7": 0, "center_lat_e7": 0}
        writer.finalize({**header, **centre}, {})


def test_a_file_of_pictures_hands_out_its_tiles_and_says_what_it_lacks(tmp_path: Path) -> None:
    _archive(tmp_path / "town.pmtiles", GREEN)
    _archive(tmp_path / "words.pmtiles", b"no picture")
    (tmp_path / "cut.pmtiles").write_bytes((tmp_path / "town.pmtiles").read_bytes()[:130])
    (tmp_path / "other.pmtiles").write_bytes(b"SQLite format 3" + bytes(200))
    (tmp_path / "empty.pmtiles").write_bytes(b"")
    archives = LocalArchives(tmp_path)
    assert archives.read("town.pmtiles", 2, 1, 3).body == GREEN
    reasons = {}
    for name, x in (
        ("town", 0), ("words", 1), ("cut", 1), ("other", 1), ("empty", 1), ("none", 1),
        (f"../{tmp_path.name}/town", 1),
    ):  # fmt: skip
        with pytest.raises(BackdropDown) as refused:
            archives.read(f"{name}.pmtiles", 2, x, 3)
        reasons[name] = refused.value.reason
    assert list(reasons.values()) == [
        "no_tile", "no_picture", "bad_file", "bad_file", "bad_file", "no_file", "no_file",
    ]  # fmt: skip
