"""A serious incident takes the screen over: which, when, and what stands around it."""

from datetime import UTC, datetime
from pathlib import Path

from geo.messages.wall_scenes import Facts, Takeover
from tests.services.town import CENTRES, LEADER, incident
from tests.services.wall.test_scenes import town
from tests.services.wall.walls import SmallWall, scenes

AT = datetime(2023, 1, 1, 8, tzinfo=UTC)
SERIOUS = '[takeover]\ncategories = ["消防隐患"]\nwithin_min = 60\nseconds = 30'


def wall(folder: Path, *incidents: dict, public: bool = False) -> SmallWall:
    return SmallWall(folder, scenes("due", public=public, more=SERIOUS), town(list(incidents)))


def fire(number: int, at: str, where: str | tuple[float, float] = "A", **more: str) -> dict:
    return incident(number, where, at, category="消防隐患", **more)


def facts(one: Takeover) -> dict[str, tuple[str, str]]:
    assert isinstance(one.step.panel, Facts)
    return {label: (said, behind) for label, said, behind in one.step.panel.lines}


def test_the_newest_open_one_of_the_last_hour_takes_over(tmp_path: Path) -> None:
    (found,) = (
        wall(tmp_path, fire(1, "2022-12-31T17:10"), fire(2, "2022-12-31T17:40", "D"))
        .shown()
        .takeovers
    )
    assert (found.title, found.seconds, found.is_drill) == ("消防隐患", 30.0, False)
    assert facts(found)["责任网格"] == ("D网格", "")
    assert facts(found)["上报时间"] == ("17:40", "")


def test_old_closed_and_other_ones_do_not(tmp_path: Path) -> None:
    old = fire(1, "2022-12-31T16:59")
    closed = fire(2, "2022-12-31T17:30", closed_at="2022-12-31T17:50")
    other = incident(3, "A", "2022-12-31T17:55", category="路灯")
    to_come = fire(4, "2022-12-31T18:30")
    assert wall(tmp_path, old, closed, other, to_come).shown().takeovers == ()


def test_a_dispute_never_does_even_if_the_file_were_wrong(tmp_path: Path) -> None:
    dispute = incident(1, "A", "2022-12-31T17:30", category="家庭纠纷")
    assert wall(tmp_path, dispute).shown().takeovers == ()


def test_what_stands_around_is_named_with_its_distance(tmp_path: Path) -> None:
    (found,) = wall(tmp_path, fire(1, "2022-12-31T17:40")).shown().takeovers
    said = facts(found)
    # In A: one worker; mobile staff stand in D, a diagonal of a square off:
    # 0.01° are 1.110 km north and 0.8971 km east at 36.41°, so √(1.110² + 0.897²) = 1.43 km.
    assert said["网格员"] == ("1 人", "")
    assert said["最近机动力量"] == ("D网格", "约 1.4 公里")
    # Station and camera stand in the middle of A, where the incident is.
    assert said["最近站点"] == ("南站", "约 0.00 公里")
    assert said["附近视频"] == ("1 公里内在线 1 个", "")


def test_a_public_wall_marks_the_middle_of_the_grid_not_the_place(tmp_path: Path) -> None:
    lon, lat = CENTRES["A"]
    there = fire(1, "2022-12-31T17:40", (lon + 0.003, lat + 0.003))
    (public,) = wall(tmp_path, there, public=True).shown().takeovers
    assert abs(public.step.marks[0].lon_deg - lon) < 1e-6
    (closed,) = wall(tmp_path, there).shown().takeovers
    assert abs(closed.step.marks[0].lon_deg - lon - 0.003) < 1e-6


def test_a_drill_plays_the_newest_one_however_old_and_says_so(tmp_path: Path) -> None:
    small = wall(tmp_path, fire(1, "2022-11-01T10:00"))
    assert small.shown().takeovers == ()
    small.control.drill(LEADER, AT)
    (first,) = small.shown().takeovers
    assert (first.is_drill, first.title) == (True, "演练：消防隐患")
    small.control.drill(LEADER, AT)
    (second,) = small.shown().takeovers
    assert second.key != first.key
