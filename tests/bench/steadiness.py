"""Whether the machine was steady enough to judge times by one fixed piece of work."""

import os
import time
from dataclasses import dataclass, field

import numpy as np

WALL_TIMES_MOST = 1.25
"""More wall than processor time than this, and others had the processors meanwhile."""
SPREAD_MOST = 1.6
"""The fixed work took this much longer at its 90th percentile than at its 10th: a stall."""
_SIZE = 20_000
_MS = 1e3


def _work() -> float:
    """Return a number from dictionaries and arrays, as an edit handles them; some 5 ms."""
    table = {number: number % 7 for number in range(_SIZE)}
    copied = {**table, -1: 0}
    values = np.sort(np.array(list(copied.values()), float) * 0.37)
    return float(values[_SIZE // 2])


@dataclass(slots=True)
class Steadiness:
    """Times the fixed work between the measured ones."""

    wall_s: list[float] = field(default_factory=list)
    cpu_s: list[float] = field(default_factory=list)

    def look(self) -> None:
        """Do the fixed work once."""
        wall_s, cpu_s = time.perf_counter(), time.process_time()
        _work()
        self.wall_s.append(time.perf_counter() - wall_s)
        self.cpu_s.append(time.process_time() - cpu_s)

    @property
    def wall_times(self) -> float:
        """Return how many times its processor time the fixed work took on the wall."""
        return sum(self.wall_s) / max(sum(self.cpu_s), 1e-9)

    @property
    def spread(self) -> float:
        """Return how many times as long the slow looks took on the processor as the quick ones."""
        low, high = np.percentile(self.cpu_s, [10, 90])
        return float(high / max(low, 1e-9))

    @property
    def may_judge_cpu(self) -> bool:
        """Return whether processor times mean anything."""
        return self.spread <= SPREAD_MOST

    @property
    def may_judge_wall(self) -> bool:
        """Return whether wall times do as well."""
        return self.may_judge_cpu and self.wall_times <= WALL_TIMES_MOST

    def told(self) -> str:
        """Return one line about the machine."""
        low, high = np.percentile(np.array(self.cpu_s) * _MS, [10, 90])
        return (
            f"steadiness: the same work took {low:.1f} to {high:.1f} ms of a processor "
            f"({self.spread:.2f}×) and {self.wall_times:.2f}× that on the wall; "
            f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
        )
