"""Small rasters are built band by band here, as large ones are: that way has more to go wrong."""

from collections.abc import Iterator

import pytest

from geo.spatial.assignment import building


@pytest.fixture(scope="module", autouse=True)
def in_bands() -> Iterator[None]:
    """Let no raster be too small for threads."""
    usual = building.LEAST_FOR_THREADS
    building.LEAST_FOR_THREADS = 0
    yield
    building.LEAST_FOR_THREADS = usual
