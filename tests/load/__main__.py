"""Many viewers at once on the app and on a bare Streamlit page, in turn, in one run.

`python -m tests.load [--viewers 200] [--every-s 30] [--run-s 120] [--rounds 2] [--walls 200]
[--browsers 5] [--seed N] [--store FILE]`: without a store the demo town is made. Each viewer acts
every so many seconds; an action counts from when it was due until its layers are there. Then the
walls refresh at one moment. First a few Chromium sessions say whether a viewer of the tool is one.
Exit status 1: a target is missed.
"""

import argparse
import random
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geo.services.measures import Measure
from tests.browser.app_server import ROOT, Server, make_demo_store, running
from tests.load.calibration import calibrated
from tests.load.machine import cpu_s, resident_mb, watched
from tests.load.viewer import Viewer, due_times_s
from tests.load.walls import refreshed_s, walls_of

BARE = str(ROOT / "tests" / "load" / "bare_app.py")
MOST_STALL_SHARE = 0.15
MOST_TIMES_P95, MOST_TIMES_CPU, MOST_BYTES = 1.5, 2.0, 30_000
MOST_WALLS_S = 5.0
BROWSER_ACTS = 5
OPEN_WITHIN_S = 300
MEASURES = tuple(one.value for one in Measure)
MONTHS = ("", "2022-11", "2022-10", "2022-06")


@dataclass(frozen=True, slots=True)
class Round:
    """One run of all viewers on one server."""

    acts: int
    p50_ms: float
    p95_ms: float
    cpu_ms_per_act: float
    kb_per_act: float
    resident_mb: float
    stall_share: float

    def line(self, name: str) -> str:
        """Return the round in words."""
        fate = "" if self.stall_share <= MOST_STALL_SHARE else "  DISCARDED: the machine stalled"
        return (
            f"{name:5} {self.acts:5} acts  p50 {self.p50_ms:7.0f} ms  p95 {self.p95_ms:7.0f} ms  "
            f"CPU {self.cpu_ms_per_act:6.0f} ms/act  {self.kb_per_act:6.1f} kB/act  "
            f"{self.resident_mb:5.0f} MB  stalled {self.stall_share:.1%}{fate}"
        )


def choices(rng: random.Random, count: int) -> list[Mapping[str, str]]:
    """Return what one viewer looks at in turn."""
    return [{"measure": rng.choice(MEASURES), "month": rng.choice(MONTHS)} for _ in range(count)]


def warm(server: Server) -> None:
    """Look once at everything: what is worked out once for all viewers is not what is measured."""
    everything = [{"measure": one, "month": month} for month in MONTHS for one in MEASURES]
    first = Viewer(server.address, "", everything)
    first.watch([0.0] * len(everything), threading.Barrier(1))
    if first.fault:
        raise first.fault


def one_round(server: Server, options: argparse.Namespace, seed: int) -> Round:
    """Let all viewers open the page, then act at their times, and return what it took."""
    rng = random.Random(seed)
    ready = threading.Barrier(options.viewers + 1)
    viewers, threads = [], []
    for _ in range(options.viewers):
        due_s = due_times_s(rng, options.every_s, options.run_s)
        one = Viewer(server.address, "", choices(rng, len(due_s)))
        viewers.append(one)
        threads.append(threading.Thread(target=one.watch, args=(due_s, ready), daemon=True))
    for thread in threads:
        thread.start()
    ready.wait(OPEN_WITHIN_S)
    before_s = cpu_s(server.process)
    with watched() as stall:
        for thread in threads:
            thread.join()
    fault = next((one.fault for one in viewers if one.fault), None)
    if fault:
        raise fault
    acts = [act for one in viewers for act in one.acts]
    wait_ms = np.array([act.wait_s for act in acts]) * 1e3
    return Round(
        len(acts),
        float(np.median(wait_ms)),
        float(np.percentile(wait_ms, 95)),
        (cpu_s(server.process) - before_s) * 1e3 / len(acts),
        statistics.mean(act.moved_bytes for act in acts) / 1e3,
        resident_mb(server.process),
        stall.share,
    )


@contextmanager
def both(options: argparse.Namespace) -> Iterator[Mapping[str, Server]]:
    """Yield the app and the bare page, both served."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "town.sqlite"
        if options.store is None:
            make_demo_store(made)
        store = options.store or made
        logs = Path(folder)
        with (
            running(store, logs / "app.log") as ours,
            running(store, logs / "bare.log", BARE) as bare,
        ):
            yield {"ours": ours, "bare": bare}


def main() -> int:
    """Run the rounds in turn, say what each took, and return 1 where a target is missed."""
    options = asked()
    rounds: dict[str, list[Round]] = {"ours": [], "bare": []}
    with both(options) as servers:
        for server in servers.values():
            warm(server)
        calibrate(servers["ours"], options)
        for turn in range(options.rounds):
            for name, server in servers.items():
                found = one_round(server, options, options.seed + turn)
                say(found.line(name))
                if found.stall_share <= MOST_STALL_SHARE:
                    rounds[name].append(found)
        is_late = all_walls(servers["ours"], options)
    if not all(rounds.values()):
        say("no round is left of one of the two: the machine stalled; nothing can be said")
        return 1
    return max(judged(rounds["ours"], rounds["bare"]), is_late)


def calibrate(server: Server, options: argparse.Namespace) -> None:
    """Say how a viewer of the tool compares with real browsers, unless none are asked for."""
    if options.browsers:
        rng = random.Random(options.seed)
        say(calibrated(server.address, options.browsers, BROWSER_ACTS, rng).line())


def all_walls(server: Server, options: argparse.Namespace) -> int:
    """Let all walls refresh at once, new ones and then such as know it all; 1 where late."""
    walls = walls_of(server.address, options.walls) if options.walls else []
    late = 0
    for state in ("new", "known") if walls else ():
        with watched() as stall:
            took_s = refreshed_s(walls)
        read_mb = sum(one.bytes_read for one in walls) / 1e6
        late |= int(took_s > MOST_WALLS_S)
        mark = "MISS" if took_s > MOST_WALLS_S else "ok  "
        say(
            f"{mark} {len(walls)} walls at once ({state}): {took_s:.2f} s, {read_mb:.1f} MB so far "
            f"(target {MOST_WALLS_S:g} s), stalled {stall.share:.1%}"
        )
    return late


def judged(ours: list[Round], bare: list[Round]) -> int:
    """Say the ratios of medians beside their targets; return 1 where one is missed."""
    times = [
        ("p95 of a rerun ÷ bare", _ratio(ours, bare, "p95_ms"), MOST_TIMES_P95),
        ("CPU a rerun ÷ bare", _ratio(ours, bare, "cpu_ms_per_act"), MOST_TIMES_CPU),
        ("kB a rerun", _median(ours, "kb_per_act"), MOST_BYTES / 1e3),
    ]
    for told, value, target in times:
        say(f"{'ok  ' if value <= target else 'MISS'} {told}: {value:.2f} (target {target:g})")
    return int(any(value > target for _, value, target in times))


def _ratio(ours: list[Round], bare: list[Round], name: str) -> float:
    return _median(ours, name) / _median(bare, name)


def _median(rounds: list[Round], name: str) -> float:
    return statistics.median(getattr(one, name) for one in rounds)


def say(line: str) -> None:
    """Print one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def asked() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.load")
    parser.add_argument("--viewers", type=int, default=200)
    parser.add_argument("--every-s", type=float, default=30)
    parser.add_argument("--run-s", type=float, default=120)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--walls", type=int, default=200)
    parser.add_argument("--browsers", type=int, default=5)
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--store", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
