"""A step as the browser gets it: what the camera sees, colours by share, shapes by name alone."""

import numpy as np

from geo.messages.figures import KeyFigure, Note, Tone
from geo.messages.wall_scenes import Camera, Column, Scene, Shot, Shown, Step
from geo.views.wall import colours
from geo.views.wall.playbill import Playbill

# Nine grids of 0.01° in a row, and one of 2° around: a dense town in an empty plain.
SMALL = [[94 + n * 0.01, 36.0, 94.01 + n * 0.01, 36.01] for n in range(9)]
BOUNDS = np.array([*SMALL, [93.0, 35.0, 95.0, 37.0]])
AREAS = np.array([1.0] * 9 + [40_000.0])


def step_of(step: Step, *layers: str) -> dict:
    scene = Scene("1-x", "x", "题", "注", layers, (step,))
    shown = Shown("r", "镇", "2022-12-31 18:00", True, 60.0, "", (scene,), ())
    return Playbill(BOUNDS, AREAS).written(shown)["scenes"][0]["steps"][0]


def seen(shot: Shot, *focus: int) -> list[float]:
    return step_of(Step(5.0, Camera(shot, 30.0, 0.0, focus)))["box"]


def test_the_camera_sees_the_dense_part_the_whole_town_or_the_grids_named() -> None:
    west, south, east, north = seen(Shot.DENSE)
    assert (west < 94, east > 94.09, east - west < 0.2) == (True,) * 3
    west, south, east, north = seen(Shot.TOWN)
    assert (west <= 93, south <= 35, east >= 95, north >= 37) == (True,) * 4
    # One grid of 0.01° with 0.01° of room on each side.
    assert seen(Shot.FOCUS, 2) == [94.01, 35.99, 94.04, 36.02]


def test_columns_rise_by_their_share_and_the_highest_bears_its_name() -> None:
    columns = (Column(94.0, 36.0, 1.0, "甲网格 41 小时"), Column(94.01, 36.0, 0.1))
    drawn = step_of(Step(5.0, Camera(Shot.DENSE, 30.0), columns=columns), "columns")["layers"]
    by_id = {layer["id"]: layer for layer in drawn}
    high, low = by_id["columns"]["data"]
    assert (high["high"], high["of"]) == (1.0, colours.CLASSES[4])
    assert (low["high"], low["of"]) == (0.1, colours.CLASSES[0])
    (top,) = by_id["tops"]["data"]
    assert top["words"] == "甲网格 41 小时"
    assert top["at"][2] == by_id["columns"]["elevationScale"]
    assert set(top["words"]) <= set(by_id["tops"]["characterSet"])


def test_shapes_are_named_and_never_sent_with_a_step() -> None:
    drawn = step_of(Step(5.0, Camera(Shot.DENSE, 0.0)), "borders")["layers"]
    assert [(layer["id"], layer["data"]) for layer in drawn] == [
        ("ground", []),
        ("lines", []),
        ("outlined", []),
    ]


def test_what_a_scene_does_not_draw_is_left_out() -> None:
    columns = (Column(94.0, 36.0, 1.0),)
    bare = step_of(Step(5.0, Camera(Shot.DENSE, 0.0), columns=columns, shades="0" * 10))
    assert bare["shades"] == ""
    assert "columns" not in {layer["id"] for layer in bare["layers"]}


def test_a_figure_takes_the_tone_of_its_note_and_drops_one_without_words() -> None:
    figure = KeyFigure("道路", "有逾期", "", (Note("", Tone.BAD),))
    told = step_of(Step(5.0, Camera(Shot.DENSE, 0.0), figures=(figure,)))["figures"][0]
    assert (told["tone"], told["notes"]) == ("bad", [])
