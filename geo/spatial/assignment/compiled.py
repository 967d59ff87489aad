"""The one door to numba: how kernels are compiled; no kernel lives here.

Kernels free the interpreter lock and are never parallel themselves: threads come from an executor,
because numba's own threading layers abort under several callers or after a fork.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

Kernel = TypeVar("Kernel", bound=Callable[..., object])
Scalar = TypeVar("Scalar", bound=np.generic)

# Without a type: numba's own knows no `_nrt`.
COMPILER: Callable[..., Callable[[Callable[..., object]], object]] = partial(
    cast("Callable[..., Callable[[Callable[..., object]], object]]", numba.njit),
    nogil=True,
    cache=True,
    error_model="numpy",
)


def kernel(function: Kernel) -> Kernel:
    """Return `function` compiled on first use and cached on disk.

    Kernels make no arrays, so theirs are not reference-counted (`_nrt`): the atomic counting took
    half the time, and more with two threads on the same arrays. Scratch space is passed in.
    """
    return cast("Kernel", COMPILER(_nrt=False)(function))


def allocating_kernel(function: Kernel) -> Kernel:
    """Return what `kernel` returns, for the rare path that needs an array of its own."""
    return cast("Kernel", COMPILER(_nrt=True)(function))


def read_only(values: NDArray[Scalar]) -> NDArray[Scalar]:
    """Return a contiguous view nobody can write through.

    Numba compiles writable and read-only arguments apart, so every input passes here.
    """
    view = np.ascontiguousarray(values).view()
    view.flags.writeable = False
    return view


def drop_stale_cache(*packages: Path) -> None:
    """Delete the last package's compiled code that is older than any source file of `packages`.

    Numba compares a cached kernel with its own file alone and would keep old code of a changed
    callee elsewhere.
    """
    sources = [source for package in packages for source in package.glob("*.py")]
    newest = max(source.stat().st_mtime for source in sources)
    with suppress(OSError):
        for cached in (packages[-1] / "__pycache__").glob("*.nb?"):
            if cached.stat().st_mtime < newest:
                cached.unlink(missing_ok=True)


drop_stale_cache(Path(__file__).parent)
