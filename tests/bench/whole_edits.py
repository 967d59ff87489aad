"""What a whole edit of a draft costs at 10,000 cells and 1M incidents, from JSON to JSON.

`python -m tests.bench.whole_edits [--cells N] [--incidents N] [--edits N] [--seed N]`

Each edit passes the endpoint that the browser calls, on a store on disk: it is checked, kept,
reckoned and told. Beside it geopandas works out anew what the edit shows.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Connection, Engine, event
from starlette.requests import Request
from starlette.responses import Response

from geo.domain.errors import WanggeError
from geo.http import drafts as door
from geo.http.draft_door import Asked, DraftDesk
from geo.services.links import Claim, LinkKind
from geo.spatial.partition import warm
from tests.bench.edit_pen import Body, Pen
from tests.bench.edit_town import EditTown, edit_town
from tests.bench.editing import say
from tests.bench.one_run import forget_peak, memory_bytes, peak_bytes
from tests.bench.steadiness import Steadiness
from tests.bench.whole_edits_peer import Peer

MS, MB = 1e3, 1e6
TARGET_MS, TARGET_TIMES = 30.0, 100
ROUNDS = 3
UNDONE_EVERY = 4
UNDO, REDO = "undo", "redo"
NOT_JUDGED = 2


class Cost(NamedTuple):
    """One edit in seconds: in all, of the processor, of these until the disk has it; and bytes."""

    wall_s: float
    cpu_s: float
    disk_s: float
    answer_bytes: int


Costs = dict[str, list[Cost]]


class Clock(NamedTuple):
    """A clock by its name, and its column in `Cost`."""

    name: str
    column: int


WALL, CPU = Clock("wall", 0), Clock("CPU", 1)


@dataclass
class Editor:
    """Sends edits of one town's draft to the door, one after the other."""

    town: EditTown
    revision: int = 0
    costs: Costs = field(default_factory=lambda: defaultdict(list))
    refused: Counter[str] = field(default_factory=Counter)
    disk_s: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        opened, editing = self.town.opened, self.town.editing
        self.desk = DraftDesk(opened.links, opened.drafts, lambda said, _: said)
        self.claim = Claim(LinkKind.DRAFT, editing.actor, editing.language, {})
        self.revision = opened.drafts.open(editing).revision

    def send(self, name: str, endpoint: Callable[[Asked], Response], edit: Body | None) -> bool:
        """Return whether the edit was taken; its cost is noted then."""
        sent = json.dumps({"revision": self.revision, "edit": edit, "override": ""})
        disk_s, wall_s, cpu_s = sum(self.disk_s), time.perf_counter(), time.process_time()
        try:
            answer = endpoint(self._asked(json.loads(sent)))
        except WanggeError as error:
            self.refused[f"{name} {error.code}"] += 1
            return False
        cpu_s, wall_s = time.process_time() - cpu_s, time.perf_counter() - wall_s
        waited_s = sum(self.disk_s) - disk_s
        self.costs[name].append(Cost(wall_s, cpu_s, waited_s, len(answer.body)))
        self.revision = json.loads(bytes(answer.body))["revision"]
        return True

    def _asked(self, body: dict[str, Any]) -> Asked:
        return Asked(Request({"type": "http"}), self.desk, self.claim, self.town.editing, body)


@contextmanager
def commits_timed(found: list[float]) -> Iterator[None]:
    """Note how long each commit takes: with `synchronous = FULL` it waits for the disk."""
    begun: list[float] = []

    def before(_connection: Connection) -> None:
        begun.append(time.perf_counter())

    def after(*_: object) -> None:
        if begun:
            found.append(time.perf_counter() - begun.pop())

    event.listen(Engine, "commit", before)
    event.listen(Engine, "checkin", after)
    try:
        yield
    finally:
        event.remove(Engine, "commit", before)
        event.remove(Engine, "checkin", after)


def main() -> int:
    """Measure both and compare; return 1 where a target is missed, 2 where none can be judged."""
    options = chosen()
    warm()
    with tempfile.TemporaryDirectory() as folder:
        town = edit_town(
            Path(folder) / "town.sqlite", options.cells, options.incidents, options.seed
        )
        start = time.perf_counter()
        editor = Editor(town)
        say(
            f"\na whole edit: {options.cells:,} cells, {options.incidents:,} incidents, "
            f"seed {options.seed}; opened in {time.perf_counter() - start:.1f} s; "
            f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
        )
        peer = Peer(town)
        steady = Steadiness()
        measured(editor, peer, steady, options)
    reported(editor)
    return compared(editor.costs, peer, steady)


def measured(editor: Editor, peer: Peer, steady: Steadiness, options: argparse.Namespace) -> None:
    """Draw and send edits of every kind in rounds, the peer at the end of each."""
    held, _ = editor.town.opened.drafts.at_hand(editor.town.editing)
    pen, forgotten = Pen(options.seed, held.base.crs), forget_peak()
    before = memory_bytes("VmRSS")
    with commits_timed(editor.disk_s):
        for number in range(1, ROUNDS + 1):
            drawn(editor, pen, steady, options.edits * number // ROUNDS)
            added = peak_bytes(forgotten) - before
            say(f"round {number} of {ROUNDS}: {added / MB:.0f} MB more memory at most than opened")
            peer.run()
            forgotten = forget_peak()


def drawn(editor: Editor, pen: Pen, steady: Steadiness, edits: int) -> None:
    """Send edits until there are that many of each kind; each fourth is undone and redone."""
    kinds, costs = pen.drawings(), editor.costs
    while min(len(costs[name]) for name in kinds) < edits:
        name = min(kinds, key=lambda one: len(costs[one]))
        _, state = editor.town.opened.drafts.at_hand(editor.town.editing)
        steady.look()
        taken = editor.send(name, door.edit, kinds[name](state))
        if taken and len(costs[name]) % UNDONE_EVERY == 0:
            editor.send(UNDO, door.undo, None)
            editor.send(REDO, door.redo, None)


def reported(editor: Editor) -> None:
    """Print a row for each kind, in milliseconds."""
    say(f"{'edit':<10}{'count':>6}{'wall p50':>10}{'p95 ms':>8}{'CPU p50':>9}{'p95 ms':>8}"
        f"{'commit p50':>12}{'p95 ms':>8}{'answer kB':>11}")  # fmt: skip
    for name, costs in editor.costs.items():
        every = np.array(costs)
        (low, high), cpu, disk = (np.percentile(every[:, k] * MS, [50, 95]) for k in range(3))
        say(
            f"{name:<10}{len(every):>6}{low:>10.1f}{high:>8.1f}{cpu[0]:>9.1f}{cpu[1]:>8.1f}"
            f"{disk[0]:>12.1f}{disk[1]:>8.1f}{every[:, 3].mean() / 1e3:>11.0f}"
        )
    refused = ", ".join(f"{name} {count}" for name, count in editor.refused.most_common(6))
    say(f"refused and not counted: {refused}")


def compared(costs: Costs, peer: Peer, steady: Steadiness) -> int:
    """Print how each kind stands to the targets; return 1 for a miss, 2 where none is judged."""
    say(peer.told())
    say(steady.told())
    found = [
        line
        for clock, judged, theirs_s in (
            (CPU, steady.may_judge_cpu, peer.cpu_s),
            (WALL, steady.may_judge_wall, peer.wall_s),
        )
        for line in verdicts(costs, clock, theirs_s, judged)
    ]
    if not steady.may_judge_wall:
        say("wall times are NOT JUDGED: others had the processors meanwhile")
    if not steady.may_judge_cpu:
        say("nothing is JUDGED: the machine stalled; run this again on a quiet one")
        return NOT_JUDGED
    return int(not all(found))


def verdicts(costs: Costs, clock: Clock, theirs_s: float, judged: bool) -> Iterator[bool]:
    """Print a line for each kind by one clock; yield whether it reaches what is judged."""
    for name, own in costs.items():
        low, high = np.percentile([cost[clock.column] for cost in own], [50, 95])
        is_quick = high * MS <= TARGET_MS
        is_less = theirs_s / high >= TARGET_TIMES
        said = "reached" if is_quick and is_less else "MISSED"
        say(
            f"  {clock.name:<5}{name:<10} p95 {high * MS:6.1f} ms (at most {TARGET_MS:g}), "
            f"everything again {theirs_s / high:,.0f}× at p95, {theirs_s / low:,.0f}× at p50 "
            f"(at least {TARGET_TIMES}) {said if judged else 'not judged'}"
        )
        if judged:
            yield is_quick and is_less


def chosen() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cells", type=int, default=10_000)
    parser.add_argument("--incidents", type=int, default=1_000_000)
    parser.add_argument("--edits", type=int, default=60, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
