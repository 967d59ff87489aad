"""The command line in this process: one object out, the status, and what it leaves behind."""

import csv
import json
from pathlib import Path

import pytest

from geo.cli.main import main
from geo.store import open_store
from tests.io.imitation import GRIDS, Dirt, grids_file, incidents_file

pytestmark = pytest.mark.slow

DIRT = Dirt()


class Shell:
    """Runs commands on one store and reads their answer."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.store = folder / "town.sqlite"

    def __call__(self, *words: str) -> tuple[int, dict]:
        self.capsys.readouterr()
        status = main(["--store", str(self.store), *words, "--json"])
        return status, json.loads(self.capsys.readouterr().out)

    def file(self, name: str) -> str:
        return str(self.folder / name)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Return a shell on a new, empty store."""
    shell = Shell(tmp_path, capsys)
    assert shell("init", "--demo", "none")[0] == 0
    return shell


@pytest.fixture
def town(shell: Shell) -> Shell:
    """Return a shell on a store that holds the imitation city."""
    for path, layer in (
        (grids_file(shell.folder), "grids"),
        (incidents_file(shell.folder, DIRT, 7), "incidents"),
    ):
        assert shell("import", str(path), "--layer", layer)[0] == 0
    return shell


def rows_of(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_import_answers_with_the_fields_of_the_contract_and_sums_that_hold(shell: Shell) -> None:
    _, answer = shell("import", str(grids_file(shell.folder)), "--layer", "grids")
    expected = {"layer", "read", "accepted", "quarantined", "repaired", "crs", "problems"}
    assert set(answer) == expected
    assert set(answer["crs"]) == {"declared", "used", "reason"}
    assert answer["read"] == answer["accepted"] + answer["quarantined"] == GRIDS
    assert all(set(one) == {"code", "count", "rows", "message"} for one in answer["problems"])
    assert all(len(one["rows"]) <= 10 for one in answer["problems"])


def test_a_refused_import_exits_with_one_and_an_error_object(shell: Shell) -> None:
    wrong = shell.folder / "wrong.csv"
    wrong.write_text("a,b\n1,2\n", "utf-8")
    status, answer = shell("import", str(wrong), "--layer", "incidents")
    assert status == 1
    assert set(answer["error"]) == {"code", "message"}
    assert answer["error"]["code"] == "bad_columns"


def test_bad_usage_exits_with_two(shell: Shell) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--store", str(shell.store), "import", "x.csv", "--layer", "persons"])
    assert stopped.value.code == 2


def test_a_column_can_be_named_by_hand(shell: Shell) -> None:
    path = shell.folder / "own.csv"
    path.write_text("nr,wann,was,x,y\n1,2024-01-01 08:00,路灯,94.9012345,36.4012345\n", "utf-8")
    named = ("id=nr", "reported_at=wann", "category=was", "lon_deg=x", "lat_deg=y")
    options = [word for pair in named for word in ("--column", pair)]
    status, answer = shell("import", str(path), "--layer", "incidents", *options)
    assert (status, answer["accepted"]) == (0, 1)


def test_counts_by_grid_category_and_day_sum_to_the_incidents(town: Shell) -> None:
    out = town.file("count.csv")
    status, _ = town("count", "--layer", "incidents", "--by", "grid,category,day", "--out", out)
    rows = rows_of(out)
    assert status == 0
    assert list(rows[0]) == ["grid", "category", "day", "count"]
    assert sum(int(row["count"]) for row in rows) == DIRT.accepted


def test_coverage_has_one_row_a_grid(town: Shell) -> None:
    out = town.file("coverage.csv")
    assert town("coverage", "--out", out)[0] == 0
    rows = rows_of(out)
    assert len(rows) == GRIDS - 1
    assert list(rows[0]) == [
        "grid", "area_km2", "covered_km2", "covered_share", "cameras", "incidents_inside",
        "incidents_total",
    ]  # fmt: skip
    assert sum(int(row["incidents_total"]) for row in rows) == DIRT.accepted


def test_suggest_needs_staff_or_a_headcount_and_then_shares_it_out(town: Shell) -> None:
    status, answer = town("suggest")
    assert (status, answer["error"]["code"]) == (1, "nothing_to_staff")
    status, answer = town("suggest", "--headcount", "8")
    assert status == 0
    assert sum(grid["staff_suggested"] for grid in answer["grids"]) == 8
    for grid in answer["grids"]:
        assert grid["staff_now"] is None
        assert sum(grid["parts"].values()) == pytest.approx(grid["workload_h_week"], abs=0.01)
        low, high = grid["fte_interval"]
        assert low <= grid["fte_needed"] <= high


def test_an_export_taken_in_again_gives_the_same_bytes(town: Shell, tmp_path: Path) -> None:
    for layer, name in (("grids", "out.geojson"), ("incidents", "out.csv")):
        assert town("export", "--layer", layer, "--out", town.file(name))[0] == 0
    other = Shell(tmp_path / "other", town.capsys)
    other.folder.mkdir()
    other("init", "--demo", "none")
    for layer, name in (("grids", "out.geojson"), ("incidents", "out.csv")):
        assert other("import", town.file(name), "--layer", layer)[0] == 0
        assert other("export", "--layer", layer, "--out", other.file(name))[0] == 0
        assert Path(other.file(name)).read_bytes() == Path(town.file(name)).read_bytes()


def test_a_restored_backup_gives_back_what_was_there(town: Shell) -> None:
    copy = town.file("copy.sqlite")
    assert town("backup", copy)[0] == 0
    far = town.folder / "far.csv"
    far.write_text("id,reported_at,category,lon,lat\nz,2024-01-01,路灯,94.9051,36.4051\n", "utf-8")
    assert town("import", str(far), "--layer", "incidents")[1]["accepted"] == 1
    assert town("restore", copy)[0] == 0
    town("count", "--layer", "incidents", "--by", "grid", "--out", town.file("after.csv"))
    total = sum(int(row["count"]) for row in rows_of(town.file("after.csv")))
    assert total == DIRT.accepted


def test_a_norm_is_listed_changed_within_its_bounds_and_the_reason_is_kept(shell: Shell) -> None:
    keys = {"key", "label", "value", "unit", "low", "high", "source", "note"}
    status, answer = shell("norms")
    assert status == 0
    assert all(set(norm) == keys for norm in answer["norms"])
    status, answer = shell("norms", "set", "forms_h_week", "6", "--reason", "镇里减了报表")
    assert (status, answer["norm"]["value"]) == (0, 6.0)
    held = {norm["key"]: norm["value"] for norm in shell("norms")[1]["norms"]}
    assert held["forms_h_week"] == 6.0
    newest = open_store(str(shell.store))
    assert newest.audit(1)[0].detail.endswith("→ 6; 镇里减了报表")
    newest.close()


@pytest.mark.parametrize(
    ("key", "value", "reason", "code"),
    [
        ("forms_h_week", "400", "x", "bad_value"),
        ("forms_h_week", "nan", "x", "bad_value"),
        ("forms_h_week", "6", " ", "bad_value"),
        ("nothing", "6", "x", "not_found"),
    ],
)
def test_a_norm_that_cannot_be_changed_so_stays(
    shell: Shell, key: str, value: str, reason: str, code: str
) -> None:
    before = shell("norms")
    status, answer = shell("norms", "set", key, value, "--reason", reason)
    assert (status, answer["error"]["code"]) == (1, code)
    assert shell("norms") == before


def test_who_may_not_edit_norms_is_refused_on_the_command_line(shell: Shell) -> None:
    words = ("norms", "set", "forms_h_week", "6", "--reason", "x")
    status, answer = shell("--as", "leader", *words)
    assert (status, answer["error"]["code"]) == (1, "not_permitted")


def test_a_backup_that_is_not_there_is_named_in_the_refusal(shell: Shell) -> None:
    status, answer = shell("restore", shell.file("copy.sqlite"))
    assert (status, answer["error"]["code"]) == (1, "store_missing")
    assert "copy.sqlite" in answer["error"]["message"]
    assert "init" not in answer["error"]["message"]


def test_a_backup_is_restored_on_a_machine_that_has_no_store(town: Shell, tmp_path: Path) -> None:
    copy = town.file("copy.sqlite")
    assert town("backup", copy)[0] == 0
    (tmp_path / "other").mkdir()
    other = Shell(tmp_path / "other", town.capsys)
    assert other("restore", copy)[0] == 0
    assert other("check")[1]["layers"]["incidents"] == DIRT.accepted


@pytest.mark.parametrize("words", [[], ["--as", "planner"]])
def test_a_restore_that_is_refused_on_an_empty_machine_makes_no_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    shell = Shell(tmp_path, capsys)
    (tmp_path / "copy.sqlite").write_text("nothing of the kind" * 100)
    assert shell(*words, "restore", shell.file("copy.sqlite"))[0] == 1
    assert not shell.store.exists()


def test_init_on_a_store_that_holds_something_keeps_it(town: Shell) -> None:
    status, answer = town("init", "--demo", "golmud")
    assert (status, answer["kept"]) == (0, True)
    assert answer["layers"]["incidents"] == DIRT.accepted


def test_a_store_that_is_not_there_is_named_in_the_refusal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shell = Shell(tmp_path, capsys)
    status, answer = shell("check")
    assert (status, answer["error"]["code"]) == (1, "store_missing")
    assert "town.sqlite" in answer["error"]["message"]


def test_a_role_that_may_not_is_refused_on_the_command_line_too(town: Shell) -> None:
    status, answer = town("--as", "screen", "suggest", "--headcount", "8")
    assert (status, answer["error"]["code"]) == (1, "not_permitted")


@pytest.mark.parametrize("command", ["site"])
def test_what_is_not_there_yet_says_so_and_exits_with_two(shell: Shell, command: str) -> None:
    shell.capsys.readouterr()
    try:
        status = main([command])
    except SystemExit as stopped:
        status = stopped.code
    assert status == 2
    assert shell.capsys.readouterr().err.strip()
