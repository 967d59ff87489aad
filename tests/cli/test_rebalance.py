"""`rebalance` in this process: its object, what it writes, what it refuses."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from geo.cli.main import main

FIELDS = {
    "tolerance", "max_deviation_before", "max_deviation_after", "cv_before", "cv_after",
    "weight_moved_share", "cells_moved", "groups", "disconnected_groups",
    "mean_polsby_popper_before", "mean_polsby_popper_after", "bound", "gap", "wall_s",
}  # fmt: skip
SIDE_DEG = 0.01
COLUMNS = 6
# Six columns by four rows; group 7 has the four columns on the left, 8 the two on the right.
GROUPS = [7, 7, 7, 7, 8, 8] * 4


def feature(place: int, group: object, people: object) -> dict:
    west, south = 94 + place % COLUMNS * SIDE_DEG, 36 + place // COLUMNS * SIDE_DEG
    square = shapely.box(west, south, west + SIDE_DEG, south + SIDE_DEG)
    return {
        "type": "Feature",
        "properties": {"name": f"单元{place}", "group": group, "people": people},
        "geometry": json.loads(shapely.to_geojson(square)),
    }


def cells_file(folder: Path, **changed: object) -> Path:
    """A file of 24 squares of 10 people; `changed` sets people (p3=…) or groups (g3=…) by place."""
    features = [
        feature(place, changed.get(f"g{place}", group), changed.get(f"p{place}", 10))
        for place, group in enumerate(GROUPS)
    ]
    path = folder / "cells.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]):
    def run(cells: Path, *words: str) -> tuple[int, dict]:
        capsys.readouterr()
        named = ["--cells", str(cells), "--group", "group", "--weight", "people"]
        status = main(["rebalance", *named, *words, "--json"])
        return status, json.loads(capsys.readouterr().out)

    return run


def groups_of(path: Path) -> list[object]:
    features = json.loads(path.read_text("utf-8"))["features"]
    return [one["properties"]["group"] for one in features]


def polsby_popper(groups: list[object]) -> float:
    """The mean 4πA/P² of the cells merged by group.

    At 36° N a degree of longitude is 90.16 km on WGS 84, a degree of latitude 110.96 km.
    """
    wide = 90.16 / 110.96
    squares = [
        shapely.box(p % COLUMNS * wide, p // COLUMNS, (p % COLUMNS + 1) * wide, p // COLUMNS + 1)
        for p in range(len(groups))
    ]
    merged = [
        shapely.union_all([s for s, g in zip(squares, groups, strict=True) if g == one])
        for one in set(groups)
    ]
    return float(np.mean([4 * np.pi * m.area / m.length**2 for m in merged]))


def test_the_answer_has_the_fields_of_the_contract_and_figures_that_hold(shell, tmp_path):
    cells, out = cells_file(tmp_path), tmp_path / "out.geojson"
    status, told = shell(cells, "--tolerance", "0.05", "--out", str(out))
    assert status == 0
    assert set(told) == FIELDS
    # 160 against 80 people, mean 120: 33 % off; a CV of 40 ÷ 120. Even groups move 40 of 240.
    assert told["max_deviation_before"] == pytest.approx(1 / 3, abs=1e-6)
    assert told["cv_before"] == pytest.approx(1 / 3, abs=1e-6)
    assert (told["max_deviation_after"], told["cv_after"]) == (0, 0)
    assert told["weight_moved_share"] == pytest.approx(40 / 240, abs=1e-6)
    assert (told["cells_moved"], told["groups"], told["disconnected_groups"]) == (4, 2, 0)
    assert 0 < told["bound"] <= told["weight_moved_share"]
    assert told["gap"] == pytest.approx(0, abs=0.06)
    after = groups_of(out)
    assert sum(now != was for now, was in zip(after, GROUPS, strict=True)) == 4
    assert told["mean_polsby_popper_before"] == pytest.approx(polsby_popper(GROUPS), abs=2e-3)
    assert told["mean_polsby_popper_after"] == pytest.approx(polsby_popper(after), abs=2e-3)


def test_what_is_written_keeps_everything_but_the_group(shell, tmp_path):
    cells, out = cells_file(tmp_path), tmp_path / "out.geojson"
    assert shell(cells, "--tolerance", "0.05", "--out", str(out))[0] == 0
    before, after = (json.loads(path.read_text("utf-8")) for path in (cells, out))
    assert set(groups_of(out)) == {7, 8}
    for whole in (before, after):
        for one in whole["features"]:
            one["properties"].pop("group")
    assert after == before


def test_a_csv_file_with_shapes_as_text_works_alike(shell, tmp_path):
    cells, out = tmp_path / "cells.csv", tmp_path / "out.csv"
    with cells.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["people", "group", "wkt"])
        for place, group in enumerate(GROUPS):
            shape = shapely.from_geojson(json.dumps(feature(place, group, 10)["geometry"]))
            rows.writerow([10, f"第{group}网格", shape.wkt])
    status, told = shell(cells, "--tolerance", "0.05", "--out", str(out))
    assert (status, told["cells_moved"]) == (0, 4)
    with out.open(encoding="utf-8", newline="") as stream:
        written = list(csv.DictReader(stream))
    assert {row["group"] for row in written} == {"第7网格", "第8网格"}
    assert sum(row["group"] == "第7网格" for row in written) == 12


def test_locked_groups_and_barriers_hold(shell, tmp_path):
    wider = cells_file(tmp_path, **{f"g{place}": 9 for place in range(0, 24, COLUMNS)})
    out = tmp_path / "out.geojson"
    status, _ = shell(wider, "--tolerance", "0.6", "--lock", "9", "--out", str(out))
    assert status == 0
    assert [g == 9 for g in groups_of(out)] == [p % COLUMNS == 0 for p in range(24)]
    river = tmp_path / "river.geojson"
    line = [[94 + 4 * SIDE_DEG, 35.9], [94 + 4 * SIDE_DEG, 36.1]]
    shape = {"type": "LineString", "coordinates": line}
    drawn = [{"type": "Feature", "properties": {}, "geometry": shape}]
    river.write_text(json.dumps({"type": "FeatureCollection", "features": drawn}), "utf-8")
    status, told = shell(cells_file(tmp_path), "--tolerance", "0.05", "--barriers", str(river))
    assert (status, told["error"]["code"]) == (1, "cannot_balance")


def test_a_cell_that_outweighs_a_group_is_refused_by_name(shell, tmp_path):
    # Cell 5 holds 400 of 630 people, mean 315: 27 % above.
    status, told = shell(cells_file(tmp_path, p5=400), "--tolerance", "0.05")
    assert (status, told["error"]["code"]) == (1, "cannot_balance")
    assert "#6" in told["error"]["message"]
    assert "27" in told["error"]["message"]


@pytest.mark.parametrize(
    ("changed", "words", "refused"),
    [
        ({}, ["--weight", "nobody"], ("bad_columns", "nobody")),
        ({"p3": -1}, [], ("bad_value", "-1")),
        ({"p3": None}, [], ("bad_value", "4")),
        ({"p3": "many"}, [], ("bad_value", "many")),
        ({f"p{place}": 0 for place in range(24)}, [], ("bad_value", "people")),
        ({"g3": None}, [], ("bad_value", "4")),
        ({}, ["--lock", "99"], ("not_found", "99")),
        ({}, ["--out", "out.csv"], ("bad_file", ".geojson")),
        ({}, ["--barriers", "none.geojson"], ("bad_file", "none.geojson")),
    ],
)
def test_what_cannot_be_taken_is_said(shell, tmp_path, changed, words, refused):
    status, told = shell(cells_file(tmp_path, **changed), "--tolerance", "0.05", *words)
    assert (status, told["error"]["code"]) == (1, refused[0])
    assert refused[1] in told["error"]["message"]


@pytest.mark.parametrize("content", ["", '{"type": "FeatureCollection", "features": []}'])
def test_an_empty_file_is_refused(shell, tmp_path, content):
    path = tmp_path / "empty.geojson"
    path.write_text(content, "utf-8")
    status, told = shell(path)
    assert (status, told["error"]["code"]) == (1, "bad_file")


@pytest.mark.parametrize("tolerance", ["0", "-0.1", "1", "much", "5", "150%", "5 per"])
def test_a_tolerance_that_is_no_share_is_bad_usage_in_words(shell, tmp_path, capsys, tolerance):
    with pytest.raises(SystemExit) as stopped:
        shell(cells_file(tmp_path), f"--tolerance={tolerance}")
    assert stopped.value.code == 2
    assert "0.05 或 5%" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["0.05"], ["5%"], ["5 %"], ["5", "%"], ["±5%"], ["５％"]])
def test_a_tolerance_is_a_share_or_a_percentage(shell, tmp_path, words):
    status, told = shell(cells_file(tmp_path), "--tolerance", *words)
    assert (status, told["tolerance"], told["cells_moved"]) == (0, 0.05, 4)


def test_all_answers_stand_side_by_side_and_each_says_whether_it_reaches(shell, tmp_path):
    cells = cells_file(tmp_path)
    status, told = shell(cells, "--tolerance", "0.05", "--answer", "all")
    assert status == 0
    kinds = ["fewest_changes", "most_compact", "best_balanced"]
    assert [one["answer"] for one in told["answers"]] == kinds
    assert all(one["within_tolerance"] and not one["outside"] for one in told["answers"])
    shares = FIELDS - {"tolerance", "groups", "wall_s"}
    assert all(shares <= set(one) for one in told["answers"])
    # Columns 0 to 2 against 3 to 5: all three come to 12 cells each.
    assert {one["max_deviation_after"] for one in told["answers"]} == {0}
    with pytest.raises(SystemExit) as stopped:
        shell(cells, "--answer", "all", "--out", str(tmp_path / "out.geojson"))
    assert stopped.value.code == 2


def test_one_answer_by_name_can_be_written(shell, tmp_path):
    out = tmp_path / "out.geojson"
    words = ["--tolerance", "0.2", "--answer", "balanced", "--out", str(out)]
    status, told = shell(cells_file(tmp_path), *words)
    assert (status, told["answer"]) == (0, "best_balanced")
    # Within 20 % 14 against 10 would do (2 cells); the best balanced are 12 and 12.
    assert groups_of(out).count(7) == 12


def test_more_weight_on_form_is_heeded(shell, tmp_path):
    cells = cells_file(tmp_path)
    told = [shell(cells, "--tolerance", "0.3", "--compactness", w)[1] for w in ("0", "0.5", "50")]
    after = [one["mean_polsby_popper_after"] for one in told]
    assert after == sorted(after)
    way = [shell(cells, "--tolerance", "0.3", "--travel", w)[1] for w in ("0.1", "50")]
    assert way[1]["mean_travel_km_after"] <= way[0]["mean_travel_km_after"]


@pytest.mark.parametrize("weight", ["-1", "nan", "inf", "much"])
def test_a_weight_that_is_none_is_bad_usage(shell, tmp_path, capsys, weight):
    with pytest.raises(SystemExit) as stopped:
        shell(cells_file(tmp_path), f"--travel={weight}")
    assert stopped.value.code == 2
    assert "权重" in capsys.readouterr().err


def test_what_is_whole_stays_together(shell, tmp_path):
    # Pairs of columns 0 and 1, 2 and 3 in each row are one village: two of the pairs at the edge.
    cells, out = cells_file(tmp_path), tmp_path / "out.geojson"
    whole = json.loads(cells.read_text("utf-8"))
    for place, one in enumerate(whole["features"]):
        column, row = place % COLUMNS, place // COLUMNS
        one["properties"]["village"] = f"v{row}-{column // 2}" if column < 4 else ""
    cells.write_text(json.dumps(whole), "utf-8")
    words = ["--tolerance", "0.05", "--whole", "village", "--out", str(out)]
    status, told = shell(cells, *words)
    assert (status, told["cells_moved"]) == (0, 4)
    after = groups_of(out)
    for row in range(4):
        at = row * COLUMNS
        assert after[at + 2] == after[at + 3]


def test_columns_are_needed_with_a_file(tmp_path, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["rebalance", "--cells", str(cells_file(tmp_path)), "--json"])
    assert stopped.value.code == 2
    assert "--group" in capsys.readouterr().err


def test_who_may_not_draw_plans_may_not_rebalance(shell, tmp_path):
    status, told = shell(cells_file(tmp_path), "--as", "worker")
    assert (status, told["error"]["code"]) == (1, "not_permitted")
