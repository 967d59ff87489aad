"""One contender, once, in a process of its own: prints wall, CPU, added memory and the hash.

`python -m tests.bench.one_run CONTENDER FOLDER`
"""

import hashlib
import json
import os
import resource
import sys
import time
from importlib import import_module
from pathlib import Path

import numpy as np

from tests.bench.contenders.given import Input, Table

KIB = 1024


def memory_bytes(field: str) -> int:
    """Return a figure of /proc/self/status: VmRSS is memory now, VmHWM its highest since reset."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * KIB for line in lines if line.startswith(field + ":"))


def forget_peak() -> bool:
    """Reset VmHWM to the memory in use now; return whether the kernel allows it."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return False
    return memory_bytes("VmHWM") <= memory_bytes("VmRSS") * 1.01


def cpu_s() -> float:
    """Return the processor time used so far by all threads, in seconds."""
    used = os.times()
    return used.user + used.system


def peak_bytes(forgotten: bool) -> int:
    """Return the highest memory since `forget_peak`, or else since the process began."""
    if forgotten:
        return memory_bytes("VmHWM")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB


def hash_of(table: Table) -> str:
    """Return a hash of the table's rows in order of grid, category and day."""
    grid, category, day, count = (np.asarray(column).astype(np.int32) for column in table)
    order = np.lexsort((day, category, grid))
    digest = hashlib.sha256()
    for column in (grid, category, day, count):
        digest.update(column[order].tobytes())
    return digest.hexdigest()[:16]


def main(name: str, folder: Path) -> None:
    """Run one contender and print what it took as one JSON line."""
    count = import_module(f"tests.bench.contenders.{name}").count
    given = Input.load(folder)
    forgotten = forget_peak()
    before = memory_bytes("VmRSS")
    wall, cpu = time.perf_counter(), cpu_s()
    table = count(given)
    wall, cpu = time.perf_counter() - wall, cpu_s() - cpu
    added = peak_bytes(forgotten) - before
    answer = {
        "wall_s": wall,
        "cpu_s": cpu,
        "added_bytes": added,
        "hash": hash_of(table),
        "rows": len(table[0]),
        "points": int(np.asarray(table[3]).sum()),
    }
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
