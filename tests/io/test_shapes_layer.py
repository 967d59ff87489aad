"""Dated shapes of pastures come in from GeoJSON, are refused in words, and go out again."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
import shapely

from geo.domain.errors import BadColumns
from geo.domain.kinds import Language, Role
from geo.domain.layers import Layer
from geo.domain.policy import Actor
from geo.domain.records import ImportReport
from geo.io import LocalFiles
from geo.io.month_days import read_month_days
from geo.messages.import_words import problem_words
from geo.services.exports import ExportService
from geo.services.import_options import ImportOptions
from geo.services.imports import ImportService
from tests.fakes.memory_store import MemoryStore

PLANNER = Actor("p", Role.PLANNER)
AT = datetime(2026, 1, 1, tzinfo=UTC)
BOX = json.loads(shapely.to_geojson(shapely.box(94.0, 36.0, 94.1, 36.1)))


def _file(folder: Path, *rows: tuple[str, str, str, str], names: str = "中文") -> Path:
    """Write a file of (grid, from, until, season) rows."""
    chinese = ("所属网格编码", "开始月日", "结束月日", "季节")
    keys = chinese if names == "中文" else ("grid_code", "from", "until", "season")
    features = [
        {"type": "Feature", "properties": dict(zip(keys, row, strict=True)), "geometry": BOX}
        for row in rows
    ]
    path = folder / "shapes.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def _imported(store: MemoryStore, path: Path) -> ImportReport:
    service = ImportService(store, LocalFiles())
    return service.run(PLANNER, path, Layer.SHAPES, ImportOptions(), AT)


@pytest.mark.parametrize("names", ["中文", "english"])
def test_months_and_days_are_read_as_people_write_them(tmp_path: Path, names: str):
    store = MemoryStore()
    path = _file(
        tmp_path, ("G1", "11月1日", "5-20", "冬春"), ("G1", "6/21", "1031", "夏秋"), names=names
    )
    report = _imported(store, path)
    assert (report.accepted, report.quarantined) == (2, 0)
    rows = store.rows(Layer.SHAPES).set_index("season")
    assert rows.loc["冬春", ["starts_md", "ends_md"]].tolist() == ["11-01", "05-20"]
    assert rows.loc["夏秋", ["starts_md", "ends_md"]].tolist() == ["06-21", "10-31"]


@pytest.mark.parametrize("text", ["2022-06-06", "06-31", "13-01", "六月", "6", "6-6-6"])
def test_what_is_no_day_of_every_year_is_refused(tmp_path: Path, text: str):
    report = _imported(MemoryStore(), _file(tmp_path, ("G1", text, "10-31", "夏秋")))
    assert report.accepted == 0
    (problem,) = report.problems
    assert problem.code == "bad_month_day"
    words = problem_words(problem, Language.ZH_CN)
    assert "每年循环" in words
    assert "开始（月-日）" in words


def test_two_seasons_of_one_grid_on_one_day_are_refused_by_name(tmp_path: Path):
    store = MemoryStore()
    rows = (
        ("G1", "11-01", "05-20", "冬春"),
        ("G1", "05-20", "10-31", "夏秋"),
        ("G2", "05-01", "10-31", "夏秋"),
    )
    report = _imported(store, _file(tmp_path, *rows))
    assert (report.accepted, report.quarantined) == (2, 1)
    (problem,) = report.problems
    assert (problem.code, problem.rows) == ("season_overlap", (2,))
    said = problem_words(problem, Language.ZH_CN)
    assert "G1: 冬春 11-01…05-20 / 夏秋 05-20…10-31" in said


def test_a_season_that_the_store_holds_counts_as_well(tmp_path: Path):
    store = MemoryStore()
    _imported(store, _file(tmp_path, ("G1", "11-01", "05-20", "冬春")))
    report = _imported(store, _file(tmp_path, ("G1", "01-01", "01-01", "元旦")))
    assert [one.code for one in report.problems] == ["season_overlap"]


def test_the_same_file_again_is_a_duplicate_and_no_overlap(tmp_path: Path):
    store = MemoryStore()
    path = _file(tmp_path, ("G1", "11-01", "05-20", "冬春"))
    _imported(store, path)
    assert [one.code for one in _imported(store, path).problems] == ["duplicate_key"]


def test_a_file_without_dates_is_refused_with_the_fields_it_lacks(tmp_path: Path):
    path = tmp_path / "bare.geojson"
    feature = {"type": "Feature", "properties": {"grid_code": "G1"}, "geometry": BOX}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    with pytest.raises(BadColumns) as refused:
        _imported(MemoryStore(), path)
    told = refused.value.values  # noqa: PD011 - an error, no frame
    assert told["missing"] == "season, starts_md, ends_md"


def test_what_is_exported_comes_in_again_the_same(tmp_path: Path):
    store, other = MemoryStore(), MemoryStore()
    _imported(
        store, _file(tmp_path, ("G1", "11-01", "05-20", "冬春"), ("G1", "06-21", "10-31", "夏秋"))
    )
    out = tmp_path / "out.geojson"
    ExportService(store, LocalFiles()).run(PLANNER, Layer.SHAPES, out)
    assert _imported(other, out).accepted == 2
    assert other.rows(Layer.SHAPES).equals(store.rows(Layer.SHAPES))
    assert other.shapes(Layer.SHAPES).geom_equals(store.shapes(Layer.SHAPES)).all()


def test_unknown_stays_unknown_and_full_width_is_read():
    column = pd.Series(["５月２０日", None, " 5 - 20 ", "--05-20"], dtype="str")
    days, bad = read_month_days(column)
    assert days.fillna("").tolist() == ["05-20", "", "05-20", "05-20"]
    assert not bad.any()
