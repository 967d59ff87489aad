"""`wall-check` in this process: what it says of a right file, a wrong one, and none."""

import json
from pathlib import Path

import pytest

from geo.cli.main import main

USUAL = Path(__file__).resolve().parents[2] / "data" / "reference" / "wall.toml"


def check(capsys: pytest.CaptureFixture[str], path: Path, *words: str) -> tuple[int, str]:
    capsys.readouterr()
    status = main(["wall-check", str(path), *words])
    return status, capsys.readouterr().out


def test_a_right_file_is_told_scene_by_scene(capsys: pytest.CaptureFixture[str]) -> None:
    status, told = check(capsys, USUAL, "--json")
    answer = json.loads(told)
    assert (status, answer["problems"]) == (0, [])
    assert [scene["kind"] for scene in answer["scenes"]][:3] == ["workload", "hours", "villages"]
    _, words = check(capsys, USUAL)
    assert "8 个场景，没有问题" in words
    assert "1. 今天哪里吃紧（workload），40 秒" in words


def test_every_fault_is_told_in_words_and_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "wall.toml"
    path.write_text('public = 1\n[[scene]]\nkind = "due"\nseconds = 1\n', encoding="utf-8")
    status, told = check(capsys, path, "--json")
    answer = json.loads(told)
    assert status == 1
    assert answer["error"]["code"] == "bad_scenes"
    assert [one["place"] for one in answer["problems"]] == ["public", "scene.1.seconds"]
    _, words = check(capsys, path, "--lang", "en")
    assert words.splitlines()[0] == "public: should be true or false, is “1”"


def test_a_file_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = check(capsys, tmp_path / "none.toml", "--json")
    assert (status, json.loads(told)["error"]["code"]) == (1, "bad_file")
