"""The command `within`: one object, files beside it, and what it refuses."""

import csv
import json
from pathlib import Path

import pytest

from geo.store import open_store
from tests.cli.test_commands import Shell
from tests.fakes.crowd_town import SIDE_DEG, SOUTH_DEG, WEST_DEG, fill

pytestmark = pytest.mark.slow

WEST, SOUTH, SIDE = WEST_DEG, SOUTH_DEG, SIDE_DEG / 4
RING = [[WEST, SOUTH], [WEST + SIDE, SOUTH], [WEST + SIDE, SOUTH + SIDE], [WEST, SOUTH + SIDE]]
SQUARE = {"type": "Polygon", "coordinates": [[*RING, RING[0]]]}


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Return a shell on a crowded town of 4 × 4 squares with 300 households each."""
    shell = Shell(tmp_path, capsys)
    store = open_store(str(shell.store), create=True)
    fill(store, 4, 400)
    store.close()
    return shell


def shape_file(shell: Shell, said: object) -> str:
    path = shell.folder / "shape.geojson"
    path.write_text(json.dumps(said), "utf-8")
    return str(path)


def test_one_grid_as_a_shape_holds_itself(shell: Shell) -> None:
    status, told = shell("within", "--shape", shape_file(shell, SQUARE))
    assert status == 0
    assert [(one["code"], one["inside_share"]) for one in told["grids"]] == [
        ("632801100000000", 1.0)
    ]
    people = {"households": 300, "residents": 900}
    assert told["people"] == {**people, "is_estimated": True, "is_below_50_households": False}
    assert told["outside_share"] == 0.0


def test_features_are_shapes_as_well_and_the_table_lists_what_was_counted(shell: Shell) -> None:
    feature = {"type": "Feature", "properties": {}, "geometry": SQUARE}
    collection = {"type": "FeatureCollection", "features": [feature]}
    out = shell.file("inside.csv")
    status, told = shell("within", "--shape", shape_file(shell, collection), "--out", out)
    assert (status, told["out"]) == (0, out)
    with Path(out).open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if row[0] == "事件"]
    assert len(rows) == told["incidents"]["total"] > 0


def test_days_choose_what_was_reported(shell: Shell) -> None:
    path = shape_file(shell, SQUARE)
    _, never = shell("within", "--shape", path, "--from", "1999-01-01", "--to", "1999-12-31")
    assert never["incidents"]["total"] == 0


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"type": "Point", "coordinates": [94, 36]}, "bad_file"),
        ({"type": "Polygon", "coordinates": [[*RING, RING[0]], RING]}, "bad_file"),
        ({"type": "Polygon", "coordinates": [[[RING[0][0]]]]}, "bad_file"),
        ({"type": "Polygon", "coordinates": [[RING[0], RING[2], RING[1], RING[3]]]}, "bad_value"),
        ([], "bad_file"),
    ],
)
def test_what_is_not_one_sound_polygon_is_refused(shell: Shell, said: object, code: str) -> None:
    status, told = shell("within", "--shape", shape_file(shell, said))
    assert (status, told["error"]["code"]) == (1, code)
    assert told["error"]["message"]


@pytest.mark.parametrize(
    "words", [("--from", "2022-01-01"), ("--from", "x", "--to", "y"), ("--out", "inside.doc")]
)
def test_half_a_period_and_another_kind_of_file_are_refused(
    shell: Shell, words: tuple[str, ...]
) -> None:
    status, _ = shell("within", "--shape", shape_file(shell, SQUARE), *words)
    assert status == 1


def test_a_file_that_is_not_there_is_named(shell: Shell) -> None:
    status, told = shell("within", "--shape", shell.file("none.geojson"))
    assert status == 1
    assert "none.geojson" in told["error"]["message"]
