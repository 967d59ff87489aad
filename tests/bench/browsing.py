"""Browsing a large town against its peers: `python -m tests.bench.browsing [--side N]`.

Cold visits in turn (empty folium map, ours, folium with inline GeoJSON, pydeck with the same), what
each fetched, tiles per zoom over HTTP, and a change of filter. Runs in which the machine itself
stalled are done again.
"""

import argparse
import os
import statistics
import sys
import tempfile
import urllib.request
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from geo.spatial.tiles import world_xy
from tests.bench import browsing_town as town
from tests.bench.browsing_page import Visit, visited
from tests.browser.app_server import ROOT, running
from tests.load.machine import watched

T = TypeVar("T")
KINDS = ("empty", "ours", "folium", "pydeck")
MOST_STALLED, MOST_TRIES = 0.15, 6
CHROMIUM = ("--no-sandbox", "--disable-gpu", "--use-angle=swiftshader", "--disable-sync")
TILES_A_ZOOM, MAP_ZOOMS = 40, range(8, 18)
GRID_COARSER, MARK_COARSER = 1, 2
LEVEL_SHOWN = "() => window.wanggeMaps.main.wanggeGrids?.drawnLevel ?? ''"
WATCH_DRAWN = """() => {
  window.drawnAt = 0;
  addEventListener("message", ({ data }) => {
    if (data?.type === "wangge:drawn") window.drawnAt = performance.now();
  });
}"""


def say(line: str) -> None:
    """Write a line at once, so that a long bench shows where it is."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def undisturbed(run: Callable[[], T]) -> T:
    """Return the answer of a run in which the machine did not stall; say which were discarded."""
    for _ in range(MOST_TRIES):
        with watched() as stall:
            answer = run()
        if stall.share <= MOST_STALLED:
            return answer
        say(f"  discarded: the machine stalled for {stall.share:.0%} of a run")
    raise SystemExit("the machine stalls too often to measure anything on it")


def visits(browser: Browser, addresses: dict[str, str], rounds: int) -> dict[str, list[Visit]]:
    """Return cold visits of each kind, in turn so that all meet the same machine."""
    found: dict[str, list[Visit]] = {kind: [] for kind in addresses}

    def once(kind: str) -> Visit:
        page, visit = visited(browser, addresses[kind], kind)
        page.wait_for_timeout(2_000)  # what comes after the map is weighed as well
        page.context.close()
        return visit

    for _ in range(rounds):
        for kind in addresses:
            found[kind].append(undisturbed(lambda kind=kind: once(kind)))  # type: ignore[misc]
    return found


def filter_changes(browser: Browser, address: str) -> list[float]:
    """Return milliseconds from the choice of another measure to its map."""
    page, _ = visited(browser, address, "ours")
    page.wait_for_timeout(3_000)
    page.evaluate(WATCH_DRAWN)
    found = [undisturbed(lambda place=place: _changed(page, place)) for place in (2, 1, 6, 0)]  # type: ignore[misc]
    page.context.close()
    return found


def _changed(page: Page, place: int) -> float:
    page.get_by_role("combobox", name="指标").click()
    option = page.get_by_role("option").nth(place)
    option.wait_for()
    began = page.evaluate("() => { window.drawnAt = 0; return performance.now(); }")
    option.click()
    page.wait_for_function("() => window.drawnAt > 0", polling=20)
    return float(page.evaluate("() => window.drawnAt")) - float(began)


def tile_times(link: str, zoom: int, level: str = "") -> list[float]:
    """Return milliseconds of each of the tiles about places of the town, packed."""
    seeded = np.random.default_rng(zoom)
    share = seeded.random((TILES_A_ZOOM, 2))
    lon, lat = (share * town.SIDE_DEG + (town.WEST_DEG, town.SOUTH_DEG)).T
    places = np.unique(np.floor(world_xy(lon, lat) * 2**zoom).astype(int), axis=0)
    more = f"&level={level}" if level else ""
    return [_took_ms(f"{link}{more}&z={zoom}&x={x}&y={y}") for x, y in places.tolist()]


def _took_ms(address: str) -> float:
    request = urllib.request.Request(address, headers={"accept-encoding": "gzip"})
    began = perf_counter()
    with urllib.request.urlopen(request) as answer:
        answer.read()
    return 1e3 * (perf_counter() - began)


def told_times(name: str, times: list[float]) -> None:
    """Print the median, the 95th of 100 and the longest of times in milliseconds."""
    high = float(np.percentile(times, 95))
    say(
        f"  {name:<24} n {len(times):3d}  p50 {statistics.median(times):6.1f} ms"
        f"  p95 {high:6.1f} ms  longest {max(times):6.1f} ms"
    )


def told_visits(found: dict[str, list[Visit]]) -> None:
    """Print the median visit of each kind, and its time against the empty map's."""
    middle = {kind: statistics.median(one.shown_s for one in some) for kind, some in found.items()}
    for kind, some in found.items():
        own, spoken = (
            statistics.median(values) / 1e3
            for values in ([v.own_bytes for v in some], [v.websocket_bytes for v in some])
        )
        say(
            f"  {kind:<8} {middle[kind]:6.2f} s  {middle[kind] / middle['empty']:5.2f} × empty"
            f"  {own:7.0f} kB files  {spoken:7.0f} kB websocket"
            f"  ({', '.join(f'{one.shown_s:.2f}' for one in some)})"
        )


def tiles(browser: Browser, address: str) -> None:
    """Print the times of tiles: first while nothing is worked out, then as they are kept."""
    page, visit = visited(browser, address, "ours")
    page.wait_for_timeout(2_000)
    links = {url.split("&")[0] for url in visit.asked.values() if "/layers/" in url}
    page.context.close()
    grids = next(one for one in links if "/layers/grids" in one)
    marks = next(one for one in links if "/layers/incidents" in one)
    for title in ("tiles, first asked", "tiles, asked again"):
        say(title)
        for zoom in MAP_ZOOMS:
            level = "village" if zoom < 12 else "grid"
            asked = undisturbed(lambda z=zoom, at=level: tile_times(grids, z - GRID_COARSER, at))  # type: ignore[misc]
            told_times(f"zoom {zoom} {level}", asked)
            asked = undisturbed(lambda z=zoom: tile_times(marks, z - MARK_COARSER))  # type: ignore[misc]
            told_times(f"zoom {zoom} incidents", asked)


def main() -> None:
    """Make the town, serve it, and print every figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--side", type=int, default=100)
    parser.add_argument("--incidents", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    asked = parser.parse_args()
    os.environ["PYTHONPATH"] = str(ROOT)  # the peer's script lies in a folder of its own
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Path(folder) / "town.sqlite"
        town.make(store, asked.side, asked.incidents)
        say(f"{asked.side**2:,} grids, {asked.incidents:,} incidents; median of {asked.rounds}")
        browser = playwright.chromium.launch(executable_path=asked.chromium, args=list(CHROMIUM))
        peer_script = "tests/bench/browsing_peer_app.py"
        with (
            running(store, Path(folder) / "ours.log") as ours,
            running(store, Path(folder) / "peer.log", peer_script) as peer,
        ):
            addresses = {
                kind: ours.address if kind == "ours" else f"{peer.address}/?kind={kind}"
                for kind in KINDS
            }
            for kind, address in addresses.items():  # the first visit works the town out
                _, first = visited(browser, address, kind)
                say(f"  first visit after the start, {kind}: {first.shown_s:.1f} s")
            tiles(browser, ours.address)
            say("first useful map, cold browser, warm server")
            told_visits(visits(browser, addresses, asked.rounds))
            say("change of filter to its map")
            told_times("measure", filter_changes(browser, ours.address))
        browser.close()


if __name__ == "__main__":
    main()
