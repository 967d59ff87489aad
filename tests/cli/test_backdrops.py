"""`backdrop` on the command line: set, told without its key, tried, removed, and refused."""

from pathlib import Path

import pytest

from geo.io.tile_places import FOLDER_VARIABLE
from tests.cli.test_commands import Shell
from tests.fakes.tile_server import tile_server

pytestmark = pytest.mark.slow
KEY = "secret-of-the-town"


@pytest.fixture
def shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    shell = Shell(tmp_path, capsys)
    assert shell("init", "--demo", "none")[0] == 0
    return shell


def test_a_backdrop_is_set_told_tried_and_removed(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "key.txt"
    file.write_text(f"{KEY}\n", encoding="utf-8")
    with tile_server() as source:
        address = source.address("/{z}/{x}/{y}?tk={key}")
        given = ("--address", address, "--attribution", "© 某局", "--key-file", str(file))
        assert shell("backdrop", "add", "town", "--local", *given)[0] == 0
        status, told = shell("backdrop", "check", "town")
        assert (status, told["tiles"][0]["type"]) == (0, "image/png")
        source.status = 500
        status, told = shell("backdrop", "check", "town")
        assert (status, told["error"]["code"]) == (1, "backdrop_down")
    assert source.asked[0] == f"/1/0/0?tk={KEY}"
    told = shell("backdrop", "list")[1]
    assert [one["key"] for one in told["backdrops"]] == ["key_set"]
    assert KEY not in str(told)
    assert shell("backdrop", "remove", "town")[0] == 0
    assert shell("backdrop", "list")[1] == {"backdrops": []}


def test_what_does_not_do_is_refused_in_a_sentence(shell: Shell) -> None:
    shifted = "https://webrd01.is.autonavi.com/{z}/{x}/{y}"
    for arguments in (
        ("add", "amap", "--address", shifted, "--attribution", "a"),
        ("add", "--address", "https://a.example/{z}/{x}/{y}", "--attribution", "a"),
        ("add", "--tianditu", "vec", "--key-file", "none.txt"),
        ("remove", "none"),
        ("check", "none"),
    ):
        assert shell("backdrop", *arguments)[0] == 1, arguments
    status, told = shell("--as", "leader", "backdrop", "list")
    assert (status, told["error"]["code"]) == (1, "not_permitted")
