"""`print`: the kind of file its name asks for, or a refusal that leaves none."""

import json
from pathlib import Path

import pytest

from geo.cli.main import main

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("print") / "town.sqlite")
    assert main(["init", "--store", path, "--demo", "golmud"]) == 0
    return path


def said(capsys: pytest.CaptureFixture[str]) -> dict:
    return json.loads(capsys.readouterr().out.splitlines()[-1])


@pytest.mark.parametrize(
    ("name", "begins"), [("a.pdf", b"%PDF"), ("a.PNG", b"\x89PNG"), ("a.xlsx", b"PK")]
)
def test_the_name_says_the_kind(
    store: str, tmp_path: Path, name: str, begins: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / name
    given = ["--measure", "incidents", "--month", "2022-11", "--layer", "stations"]
    assert main(["print", "--store", store, *given, "--json", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(begins)
    assert said(capsys) == {
        "title": "郭勒木德镇 本月事件 · 2022年11月",
        "bytes": out.stat().st_size,
        "out": str(out),
    }


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (["a.doc"], "bad_file"),
        (["a.pdf", "--month", "May"], "bad_value"),
        (["a.pdf", "--box", "1,2"], "bad_value"),
        (["a.pdf", "--grid", "nowhere"], "not_found"),
        (["a.xlsx", "--as", "worker"], "not_permitted"),
        (["a.pdf", "--as", "screen"], "not_permitted"),
    ],
)
def test_a_refusal_leaves_no_file(
    store: str, tmp_path: Path, given: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name, *options = given
    out = tmp_path / name
    assert main(["print", "--store", store, *options, "--json", "--out", str(out)]) == 1
    assert said(capsys)["error"]["code"] == code
    assert not out.exists()
