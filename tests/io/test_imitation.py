"""Import of a city with the real one's dirt, on every clone; each count is known beforehand."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.domain.errors import BadInput, NotPermitted
from geo.domain.kinds import Role
from geo.domain.layers import Layer
from geo.domain.policy import Actor
from geo.domain.records import ImportReport
from geo.io import LocalFiles
from geo.services.import_options import ImportOptions
from geo.services.imports import ImportService
from tests.fakes.memory_store import MemoryStore
from tests.io.imitation import GRIDS, Dirt, grids_file, incidents_file

PLANNER, AT = Actor("p", Role.PLANNER), datetime(2026, 1, 1, tzinfo=UTC)


class City:
    """One empty store and the service that imports into it."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.service = ImportService(self.store, LocalFiles())

    def take(self, path: Path, layer: Layer, actor: Actor = PLANNER, **options) -> ImportReport:
        return self.service.run(actor, path, layer, ImportOptions(**options), AT)

    def state(self) -> tuple:
        """Return all that an import may change."""
        revisions = dict(self.store.layers.revisions())
        return revisions, len(self.store.quarantined()), len(self.store.audit())


def counted(report: ImportReport) -> dict[str, int]:
    return {problem.code: problem.count for problem in report.problems}


def test_each_kind_of_dirt_is_found_in_its_number(tmp_path: Path) -> None:
    city, dirt = City(), Dirt()
    grids = city.take(grids_file(tmp_path), Layer.GRIDS)
    assert (grids.read, grids.accepted, grids.quarantined) == (GRIDS, GRIDS - 1, 1)
    assert counted(grids)["invalid_geometry"] == 1
    report = city.take(incidents_file(tmp_path, dirt, 7), Layer.INCIDENTS)
    found = counted(report)
    assert (report.read, report.accepted) == (dirt.read, dirt.accepted)
    assert found["no_coordinates"] == dirt.blank
    assert found["coordinate_pile"] == dirt.piled
    assert found["shared_point"] == dirt.shared
    assert found["outside_grids"] == dirt.outside
    assert "姓名" in report.dropped_columns


def test_no_dropped_column_reaches_the_quarantine(tmp_path: Path) -> None:
    city = City()
    city.take(grids_file(tmp_path), Layer.GRIDS)
    city.take(incidents_file(tmp_path, Dirt(), 7), Layer.INCIDENTS)
    assert all("某甲" not in str(row.fields) for row in city.store.quarantined())


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    dirt=st.builds(
        Dirt,
        good=st.integers(1, 30),
        blank=st.integers(0, 9),
        piled=st.sampled_from([0, 5, 8]),
        shared=st.sampled_from([0, 5, 6]),
        outside=st.integers(0, 9),
    ),
    seed=st.integers(0, 99),
)
def test_read_is_always_accepted_and_quarantined(tmp_path: Path, dirt: Dirt, seed: int) -> None:
    city = City()
    city.take(grids_file(tmp_path), Layer.GRIDS)
    report = city.take(incidents_file(tmp_path, dirt, seed), Layer.INCIDENTS)
    assert report.read == report.accepted + report.quarantined == dirt.read
    assert report.quarantined == dirt.refused
    assert city.store.layers.count(Layer.INCIDENTS) == report.accepted
    assert len(city.store.quarantined(Layer.INCIDENTS)) == report.quarantined


def test_rows_outside_every_grid_come_in_when_their_grid_does(tmp_path: Path) -> None:
    city, dirt = City(), Dirt()
    city.take(grids_file(tmp_path), Layer.GRIDS)
    city.take(incidents_file(tmp_path, dirt, 7), Layer.INCIDENTS)
    far = tmp_path / "far.geojson"
    far.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"远格"},'
        '"geometry":{"type":"Polygon","coordinates":'
        "[[[95.4,36.4],[95.6,36.4],[95.6,36.5],[95.4,36.5],[95.4,36.4]]]}}]}",
        "utf-8",
    )
    report = city.take(far, Layer.GRIDS)
    assert report.released == dirt.outside
    assert city.store.layers.count(Layer.INCIDENTS) == dirt.accepted + dirt.outside
    assert len(city.store.quarantined(Layer.INCIDENTS)) == dirt.blank + dirt.piled


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("header.csv", b"a,b\n1,2\n"),
        ("damaged.geojson", b'{"type": "FeatureCollection", "features": ['),
        ("binary.csv", b"PK\x03\x04\x00\x00"),
        ("list.xlsx", b"PK\x03\x04"),
        (
            "bytes.csv",
            b"id,reported_at,category,lon,lat\n1,2024-01-01," + b"\xff\xfe\x80\n",
        ),
        ("object.geojson", b"[1, 2, 3]"),
    ],
)
def test_a_file_that_is_refused_leaves_the_store_as_it_was(
    tmp_path: Path, name: str, content: bytes
) -> None:
    city = City()
    city.take(grids_file(tmp_path), Layer.GRIDS)
    before = city.state()
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadInput):
        city.take(path, Layer.INCIDENTS)
    assert city.state() == before


def test_a_grid_file_given_as_incidents_is_refused_and_leaves_no_trace(tmp_path: Path) -> None:
    city = City()
    with pytest.raises(BadInput):
        city.take(grids_file(tmp_path), Layer.INCIDENTS)
    assert city.store.layers.count(Layer.INCIDENTS) == 0
    assert not city.store.audit()


def test_a_trial_writes_nothing_and_says_the_same(tmp_path: Path) -> None:
    city = City()
    before = city.state()
    tried = city.take(grids_file(tmp_path), Layer.GRIDS, dry_run=True)
    assert city.state() == before
    assert city.take(tmp_path / "grids.geojson", Layer.GRIDS).problems == tried.problems


@pytest.mark.parametrize("step", ["check", "write"])
def test_an_import_that_is_cancelled_leaves_no_trace(tmp_path: Path, step: str) -> None:
    class Cancelled(Exception):
        pass

    def cancel(reached: str, _share: float) -> None:
        if reached == step:
            raise Cancelled

    city = City()
    before = city.state()
    with pytest.raises(Cancelled):
        city.service.run(PLANNER, grids_file(tmp_path), Layer.GRIDS, ImportOptions(), AT, cancel)
    assert city.state() == before


@pytest.mark.parametrize("role", [Role.LEADER, Role.DISPATCHER, Role.WORKER, Role.SCREEN])
def test_who_may_not_import_is_refused_by_the_service_itself(tmp_path: Path, role: Role) -> None:
    city = City()
    with pytest.raises(NotPermitted):
        city.take(grids_file(tmp_path), Layer.GRIDS, Actor("x", role))
    assert city.store.layers.count(Layer.GRIDS) == 0


def test_grids_without_a_shape_are_refused_without_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "shapeless.geojson"
    feature = '{"type":"Feature","properties":{"code":"%s"},"geometry":%s}'
    # Any warning is an error here: the runner's settings say so.
    shapes = ("null", '{"type":"Polygon","coordinates":[]}')
    features = ",".join(feature % (f"G{number}", shape) for number, shape in enumerate(shapes))
    path.write_text(f'{{"type":"FeatureCollection","features":[{features}]}}', "utf-8")
    report = City().take(path, Layer.GRIDS)
    assert counted(report) == {"empty_geometry": 2}


@pytest.mark.parametrize(("residents", "accepted"), [(10**6, 1), (10**6 + 1, 0), (10**15, 0)])
def test_more_residents_than_any_grid_has_are_quarantined_with_the_reason(
    tmp_path: Path, residents: int, accepted: int
) -> None:
    path = tmp_path / "cells.csv"
    square = "POLYGON ((94.9 36.4, 94.91 36.4, 94.91 36.41, 94.9 36.41, 94.9 36.4))"
    path.write_text(f'code,residents,geometry\nC1,{residents},"{square}"\n', "utf-8")
    city = City()
    report = city.take(path, Layer.CELLS)
    assert report.accepted == accepted
    told = [(row.problem, row.fields["residents"]) for row in city.store.quarantined()]
    assert told == [("out_of_range", str(residents))] * (1 - accepted)


@pytest.mark.slow
def test_a_long_import_can_be_cancelled_between_its_rows_and_then_leaves_no_trace(
    tmp_path: Path,
) -> None:
    class Cancelled(Exception):
        pass

    rows, at_once = 60_001, 20_000
    path = tmp_path / "staff.csv"
    path.write_text("id,grid_code\n" + "".join(f"s{n},G1\n" for n in range(rows)), "utf-8")
    told: list[tuple[str, float]] = []
    city = City()
    city.service.run(
        PLANNER, path, Layer.STAFF, ImportOptions(dry_run=True), AT, lambda *one: told.append(one)
    )
    assert sum(step == "read" for step, _ in told) >= rows // at_once
    seen = 0

    def cancel(step: str, _share: float) -> None:
        nonlocal seen
        seen += step == "write"
        # The first is told before any row is written, the third when two parts are.
        if seen == 3:
            raise Cancelled

    before = city.state()
    with pytest.raises(Cancelled):
        city.service.run(PLANNER, path, Layer.STAFF, ImportOptions(), AT, cancel)
    assert city.state() == before
    assert city.store.layers.count(Layer.STAFF) == 0
