"""What the machine did during a run: how far it stalled, and what a server used."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BEAT_S = 0.02
TICKS_PER_S = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Stall:
    """The share of a run for which a thread that only sleeps woke later than it should."""

    share: float = 0.0


@contextmanager
def watched() -> Iterator[Stall]:
    """Yield a stall whose share is known when the block ends."""
    found, ended = Stall(), threading.Event()
    late_s = [0.0]

    def beat() -> None:
        while not ended.is_set():
            began = time.monotonic()
            time.sleep(BEAT_S)
            late_s[0] += max(0.0, time.monotonic() - began - 2 * BEAT_S)

    began = time.monotonic()
    beater = threading.Thread(target=beat, daemon=True)
    beater.start()
    yield found
    ended.set()
    beater.join()
    found.share = late_s[0] / (time.monotonic() - began)


def cpu_s(process: int) -> float:
    """Return the processor time a process and its ended children have used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(int(one) for one in fields[11:15]) / TICKS_PER_S


def resident_mb(process: int) -> float:
    """Return the memory a process holds now."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    line = next(one for one in lines if one.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024
