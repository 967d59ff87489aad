"""What scenes show of the town of four squares, every figure worked out by hand."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from geo.domain.errors import NotPermitted
from geo.domain.kinds import Language
from geo.messages.wall_scenes import Bars, Facts, Lines, Shot, Week
from geo.services.wall.scene_kinds import SceneKind
from tests.services.town import LEADER, SCREEN, SmallTown, incident
from tests.services.wall.walls import SmallWall, scenes

NUMBER = re.compile(r"\d[\d,.]*")
NOW = "2022-12-31T18:00"
CAMERAS = [
    {"id": "c1", "lon_deg": 94.905, "lat_deg": 36.405, "state": "alive"},
    {"id": "c2", "lon_deg": 94.905, "lat_deg": 36.415, "state": "dead"},
    {"id": "c3", "lon_deg": 94.915, "lat_deg": 36.415, "state": "dead"},
]
STATIONS = [
    {"id": "s1", "kind": "站", "name": "南站", "lon_deg": 94.905, "lat_deg": 36.405},
    {"id": "s2", "kind": "站", "name": "北站", "lon_deg": 94.905, "lat_deg": 36.415},
]
STAFF = [
    {"id": "w1", "grid_code": "632801100100-001", "mobile": False},
    {"id": "w2", "grid_code": "632801100200-002", "mobile": True},
]


def overdue(count: int, grid: str, first: int = 0, **more: str) -> list[dict]:
    """Return so many incidents that were due on 20 December and are open."""
    fields = {"due_at": "2022-12-20", "state": "dispatched", **more}
    return [incident(first + place, grid, "2022-12-10", **fields) for place in range(count)]


def town(incidents: list[dict], **more: Any) -> SmallTown:
    given = {"cameras": CAMERAS, "stations": STATIONS, "staff": STAFF, **more}
    return SmallTown(incidents=incidents, settings={"now": NOW}, **given)


def bars(wall: SmallWall) -> Bars:
    panel = wall.scene().steps[0].panel
    assert isinstance(panel, Bars)
    return panel


def test_overdue_of_a_closed_wall_is_counted_by_village(tmp_path: Path) -> None:
    found = [*overdue(12, "A"), *overdue(3, "C", 100)]
    wall = SmallWall(tmp_path, scenes("due", public=False), town(found))
    assert [(row.label, row.value) for row in bars(wall).rows] == [
        ("南村", "12 件"),
        ("北村", "3 件"),
    ]


def test_a_public_wall_tells_neither_the_small_count_nor_what_gives_it_away(tmp_path: Path) -> None:
    # 15 in all are shown; were the 12 shown as well, the 3 would be told.
    found = [*overdue(12, "A"), *overdue(3, "C", 100)]
    wall = SmallWall(tmp_path, scenes("due", public=True), town(found))
    assert bars(wall).rows == ()
    assert "少于10件" in bars(wall).note
    values = {one.label: one.value for one in wall.scene().steps[0].figures}
    assert values["逾期未结"] == "15"


def test_a_public_wall_tells_no_lonely_count(tmp_path: Path) -> None:
    wall = SmallWall(tmp_path, scenes("due", public=True), town(overdue(4, "A")))
    values = {one.label: one.value for one in wall.scene().steps[0].figures}
    assert values["逾期未结"] == "不公布"


def test_a_sum_that_could_only_be_of_ones_is_held_back(tmp_path: Path) -> None:
    # One in each of two villages would be small; held in one word with every other sum held back.
    found = [*overdue(1, "A"), *overdue(1, "C", 100)]
    wall = SmallWall(tmp_path, scenes("due", public=True), town(found))
    values = {one.label: one.value for one in wall.scene().steps[0].figures}
    assert values["逾期未结"] == "不公布"


def test_disputes_are_suppressed_on_a_closed_wall_as_well(tmp_path: Path) -> None:
    disputes = [incident(n, "A", "2022-12-01", category="家庭纠纷") for n in range(4)]
    wall = SmallWall(tmp_path, scenes("stations", public=False), town(disputes))
    values = {one.label: one.value for one in wall.scene().steps[0].figures}
    assert values["在办纠纷"] == "少于10"
    assert bars(wall).rows == ()


@pytest.mark.parametrize("public", [True, False])
def test_a_village_is_told_by_states(tmp_path: Path, public: bool) -> None:
    more = '[groups]\nroad = ["路灯"]\norder = ["治安"]'
    text = scenes("villages", public=public, more=more)
    found = [*overdue(2, "A"), incident(50, "C", "2022-12-30", category="治安", state="new")]
    south, north = SmallWall(tmp_path, text, town(found)).scene().steps
    assert (south.said, north.said) == ("南村", "北村")
    told = {one.label: one.value for one in south.figures}
    assert (told["道路"], told["秩序"], told["派遣"]) == ("有逾期", "平稳", "无积压")
    assert (told["在册网格员"], told["视频在线"], told["调解站"]) == ("1", "1", "1")
    assert {one.label: one.value for one in north.figures}["派遣"] == "待派遣"
    # States are words alone, whoever sees the wall; of two cameras in the north both are dead.
    assert [note.words for one in south.figures for note in one.notes if note.words] == []
    assert [note.words for one in north.figures for note in one.notes if note.words] == ["有离线的"]


def test_dead_cameras_are_counted_and_their_places_kept(tmp_path: Path) -> None:
    wall = SmallWall(tmp_path, scenes("coverage", public=True), town([]))
    assert [(row.label, row.value) for row in bars(wall).rows] == [("北村", "2 个")]
    assert wall.scene().steps[0].marks == ()


def test_camera_places_are_shown_where_the_file_asks_for_them(tmp_path: Path) -> None:
    text = scenes("coverage", public=False, more="exact_cameras = true")
    marks = SmallWall(tmp_path, text, town([])).scene().steps[0].marks
    assert [(mark.lon_deg, mark.lat_deg) for mark in marks] == [
        (94.905, 36.405),
        (94.905, 36.415),
        (94.915, 36.415),
    ]


def test_the_hours_of_the_week_go_by_four_at_a_time(tmp_path: Path) -> None:
    # 2022-12-12 is a Monday: 12 in the south at 9 o'clock, 3 in the north at 14.
    found = [incident(n, "A", "2022-12-12T09:30") for n in range(12)]
    found += [incident(50 + n, "C", "2022-12-12T14:10") for n in range(3)]
    steps = SmallWall(tmp_path, scenes("hours", public=False), town(found)).scene().steps
    assert len(steps) == 42
    assert (steps[2].said, steps[0].said) == ("周一 8–12 时", "周一 0–4 时")
    assert [one.share for one in steps[2].columns] == [1.0, 0.0]
    assert [one.share for one in steps[3].columns] == [0.0, 0.25]
    public = SmallWall(tmp_path, scenes("hours", public=True), town(found)).scene().steps
    assert [one.share for one in public[3].columns] == [0.0, 0.0]


def week_of(wall: SmallWall) -> dict[int, float]:
    panel = wall.scene().steps[0].panel
    assert isinstance(panel, Week)
    return {hour: share for hour, share in enumerate(panel.shares) if share}


def test_a_public_wall_tells_no_small_count_by_the_hours_of_the_week(tmp_path: Path) -> None:
    # 12 on Monday at 9; 3 at 14, a quarter of them, would be told by its shade.
    found = [incident(n, "A", "2022-12-12T09:30") for n in range(12)]
    found += [incident(50 + n, "C", "2022-12-12T14:10") for n in range(3)]
    closed = SmallWall(tmp_path, scenes("hours", public=False), town(found))
    assert week_of(closed) == {9: 1.0, 14: 0.25}
    assert week_of(SmallWall(tmp_path, scenes("hours", public=True), town(found))) == {9: 1.0}


def test_hours_and_columns_beside_each_other_tell_no_small_rest(tmp_path: Path) -> None:
    # On Monday from 8 to 12 there are 30 at 9 o'clock and 3 at 10, and in the villages 33: shown,
    # they would tell 33 − 30. On Tuesday the south has 30 and the north 3, all at 9 o'clock.
    monday = [incident(n, "A", "2022-12-12T09:30") for n in range(30)]
    monday += [incident(50 + n, "A", "2022-12-12T10:30") for n in range(3)]
    tuesday = [incident(100 + n, "A", "2022-12-13T09:30") for n in range(30)]
    tuesday += [incident(150 + n, "C", "2022-12-13T09:30") for n in range(3)]
    wall = SmallWall(tmp_path, scenes("hours", public=True), town(monday + tuesday))
    assert week_of(wall) == {33: 1.0}
    steps = wall.scene().steps
    assert [one.share for one in steps[2].columns] == [1.0, 0.0]
    assert [one.share for one in steps[8].columns] == [0.0, 0.0]
    assert "少于10件" in steps[0].panel.note


def test_what_lies_in_no_grid_is_not_told_by_what_lies_in_villages(tmp_path: Path) -> None:
    # 33 at 9 o'clock, 30 of them in the south: the other 3 are in no grid.
    found = [incident(n, "A", "2022-12-12T09:30") for n in range(30)]
    found += [incident(50 + n, (94.99, 36.49), "2022-12-12T09:30") for n in range(3)]
    wall = SmallWall(tmp_path, scenes("hours", public=True), town(found))
    assert (week_of(wall), [one.share for one in wall.scene().steps[2].columns]) == (
        {9: 1.0},
        [0.0, 0.0],
    )


def test_two_years_stand_side_by_side_month_by_month(tmp_path: Path) -> None:
    # December 2022 has 22 working days, December 2021 has 23: 11 ÷ 22 and 23 ÷ 23.
    found = [incident(n, "A", "2022-12-05") for n in range(11)]
    found += [incident(100 + n, "A", "2021-12-06") for n in range(23)]
    lines = SmallWall(tmp_path, scenes("trend", public=False), town(found)).scene().steps[0].panel
    assert isinstance(lines, Lines)
    assert (lines.this[11], lines.before[11]) == (0.5, 1.0)
    assert (lines.this_name, lines.before_name) == ("2022年", "2021年")


def test_without_a_plan_in_force_the_wall_says_so(tmp_path: Path) -> None:
    panel = SmallWall(tmp_path, scenes("plan", public=True), town([])).scene().steps[0].panel
    assert isinstance(panel, Facts)
    assert panel.lines == (("", "现行网格为导入的边界，尚无生效的调整方案", ""),)


def test_every_scene_stands_in_a_town_that_holds_nothing_but_grids(tmp_path: Path) -> None:
    text = scenes(*SceneKind, public=True)
    empty = SmallTown(settings={"now": NOW})
    for language in (Language.ZH_CN, Language.EN):
        shown = SmallWall(tmp_path, text, empty).shown(language=language)
        assert [scene.kind for scene in shown.scenes] == list(SceneKind)
        assert all(scene.steps for scene in shown.scenes)


def test_no_scene_carries_more_than_seven_numbers(tmp_path: Path) -> None:
    found = [*overdue(12, "A"), *overdue(11, "C", 100)]
    shown = SmallWall(tmp_path, scenes(*SceneKind, public=False), town(found)).shown()
    for scene in shown.scenes:
        for step in scene.steps:
            rows = step.panel.rows if isinstance(step.panel, Bars) else ()
            said = [f"{one.value} {one.unit}" for one in step.figures]
            said += [note.words for one in step.figures for note in one.notes]
            said += [row.value for row in rows]
            said += [column.words for column in step.columns]
            assert len([one for words in said for one in NUMBER.findall(words)]) <= 7


def test_nothing_that_names_a_case_leaves_for_the_wall(tmp_path: Path) -> None:
    found = [
        incident(n, "A", "2022-12-31T17:30", category="消防隐患", address="某某路七号门")
        for n in range(12)
    ]
    more = '[takeover]\ncategories = ["消防隐患"]'
    text = scenes(*SceneKind, public=True, more=more)
    told = repr(asdict(SmallWall(tmp_path, text, town(found)).shown()))
    assert "某某路" not in told
    assert not re.search(r"I00\d\d", told)


def test_only_who_may_look_at_walls_is_answered(tmp_path: Path) -> None:
    wall = SmallWall(tmp_path, scenes("due", public=True), town([]))
    with pytest.raises(NotPermitted):
        wall.board.scenes(SCREEN, Language.ZH_CN)
    assert wall.shown(LEADER).scenes


def test_the_camera_looks_at_what_the_file_names(tmp_path: Path) -> None:
    text = 'public = true\n[[scene]]\nkind = "due"\ncamera = ["town", "oasis"]\nseconds = 20'
    steps = SmallWall(tmp_path, text, town([])).scene().steps
    assert [step.camera.shot for step in steps] == [Shot.TOWN, Shot.DENSE]
    assert [step.seconds for step in steps] == [10.0, 10.0]


def small_numbers(told: object) -> Iterator[int]:
    """Yield the counts from 1 to 9 with the unit of cases in anything written."""
    for found in re.finditer(r"(?<![\d,.])([1-9]) 件", repr(told)):
        yield int(found[1])


def test_a_public_wall_writes_no_small_count_of_cases_at_all(tmp_path: Path) -> None:
    found = [*overdue(12, "A"), *overdue(3, "C", 100), *overdue(2, "B", 200)]
    found += [
        incident(300 + n, "A", "2022-12-30", due_at="2022-12-31T20:00", state="new")
        for n in range(13)
    ]
    text = scenes(*SceneKind, public=True, more='[groups]\nroad = ["路灯"]')
    shown = SmallWall(tmp_path, text, town(found)).shown()
    assert list(small_numbers(asdict(shown))) == []
    closed = SmallWall(tmp_path, scenes(*SceneKind, public=False), town(found)).shown()
    assert list(small_numbers(asdict(closed)))
