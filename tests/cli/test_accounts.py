"""`user …` on the command line: made, listed and changed; a password never stands in the words."""

import io
from pathlib import Path

import pytest

from geo.store import open_store
from tests.cli.test_commands import Shell

pytestmark = pytest.mark.slow

PASSWORD = "gol mud 632801"


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    shell = Shell(tmp_path, capsys)
    assert shell("init", "--demo", "none")[0] == 0
    return shell


def _typed(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{line}\n"))


def _add(shell: Shell, monkeypatch: pytest.MonkeyPatch, name: str, role: str) -> tuple[int, dict]:
    _typed(monkeypatch, PASSWORD)
    return shell("user", "add", name, "--role", role, "--password-stdin")


def test_accounts_are_made_listed_and_changed(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _add(shell, monkeypatch, "王工", "administrator")[0] == 0
    assert _add(shell, monkeypatch, "wang", "leader")[0] == 0
    assert shell("user", "role", "wang", "--role", "planner")[0] == 0
    assert shell("user", "disable", "wang")[0] == 0
    _, answer = shell("user", "list")
    assert [(one["name"], one["role"], one["disabled"]) for one in answer["users"]] == [
        ("wang", "planner", True),
        ("王工", "administrator", False),
    ]
    assert shell("user", "enable", "wang")[0] == 0
    _typed(monkeypatch, "another one 7")
    assert shell("user", "password", "wang", "--password-stdin")[0] == 0


def test_the_first_account_is_an_administrators_and_the_last_one_stays(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, answer = _add(shell, monkeypatch, "wang", "leader")
    assert (status, answer["error"]["code"]) == (1, "refused")
    assert _add(shell, monkeypatch, "wang", "administrator")[0] == 0
    assert shell("user", "disable", "wang")[0] == 1


def test_a_password_is_asked_for_and_never_taken_from_a_pipe_by_surprise(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    _typed(monkeypatch, PASSWORD)
    status, answer = shell("user", "add", "wang", "--role", "administrator")
    assert (status, answer["error"]["code"]) == (1, "bad_value")
    assert "--password-stdin" in answer["error"]["message"]


def test_a_wall_needs_no_password_and_gets_an_address(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add(shell, monkeypatch, "wang", "administrator")
    assert shell("user", "add", "hall", "--role", "screen")[0] == 0
    status, answer = shell("user", "wall-token", "hall")
    assert status == 0
    assert answer["path"].startswith("/sign-in#wall=")
    assert shell("user", "wall-token", "wang")[0] == 1


def test_who_may_not_manage_accounts_makes_none(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    _typed(monkeypatch, PASSWORD)
    words = ("--as", "planner", "user", "add", "x", "--role", "administrator", "--password-stdin")
    assert shell(*words)[0] == 1
    assert shell("user", "list")[1]["users"] == []


def test_neither_store_nor_trail_holds_the_password(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add(shell, monkeypatch, "wang", "administrator")
    store = open_store(str(shell.store))
    (account,), (entry, *_) = store.accounts.listed(), store.audit()
    store.close()
    assert account.password_hash.startswith("$argon2id$")
    assert (entry.action, entry.subject, entry.detail) == (
        "manage_accounts",
        "wang",
        "add administrator",
    )
    assert PASSWORD.encode() not in shell.store.read_bytes()
