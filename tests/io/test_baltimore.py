"""The real city's incidents, read by the same service as any file."""

from datetime import UTC, datetime
from pathlib import Path

from geo.domain.kinds import Role
from geo.domain.layers import Layer
from geo.domain.policy import Actor
from geo.io import LocalFiles
from geo.services.import_options import ImportOptions
from geo.services.imports import ImportService
from tests.fakes.memory_store import MemoryStore


def test_every_row_of_the_real_city_is_accepted_or_quarantined(shared_data: Path) -> None:
    service = ImportService(MemoryStore(), LocalFiles())
    actor, at = Actor("a", Role.ADMINISTRATOR), datetime(2026, 1, 1, tzinfo=UTC)
    city = shared_data / "baltimore"
    grids = service.run(
        actor, city / "grid_neighborhoods.geojson", Layer.GRIDS, ImportOptions(), at
    )
    incidents = service.run(
        actor,
        city / "incidents_311_2014_2018_sample.csv",
        Layer.INCIDENTS,
        ImportOptions(timezone="America/New_York"),
        at,
    )
    assert (grids.read, grids.accepted, grids.quarantined) == (279, 277, 2)
    assert (incidents.accepted, incidents.quarantined) == (8318, 590 + 892 + 200)
