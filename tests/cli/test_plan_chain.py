"""`plan-chain` on the command line: told, set from a file, refused in a sentence, reset."""

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import Shell

pytestmark = pytest.mark.slow


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    shell = Shell(tmp_path, capsys)
    assert shell("init", "--demo", "none")[0] == 0
    return shell


def test_the_chain_is_told_changed_and_put_back(shell: Shell, tmp_path: Path) -> None:
    status, told = shell("plan-chain")
    assert (status, told["is_own"], len(told["chain"])) == (0, False, 7)
    told["chain"][4]["needs_document_no"] = True
    file = tmp_path / "chain.json"
    # What the command itself wrote can be edited and given back, whole.
    file.write_text(json.dumps(told), encoding="utf-8")
    status, own = shell("plan-chain", "--set", str(file))
    assert (status, own["is_own"], own["chain"]) == (0, True, told["chain"])
    assert shell("plan-chain")[1] == own
    assert shell("plan-chain", "--default")[1]["is_own"] is False


def test_a_faulty_file_is_refused_and_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "chain.json"
    for written, code in (("{", "bad_file"), ("[]", "bad_value"), ('{"chain": 3}', "bad_value")):
        file.write_text(written, encoding="utf-8")
        status, answer = shell("plan-chain", "--set", str(file))
        assert (status, answer["error"]["code"]) == (1, code)
    assert shell("plan-chain", "--set", str(tmp_path / "none.json"))[0] == 1
    assert shell("plan-chain")[1]["is_own"] is False


def test_a_planner_may_not_see_or_set_the_chain(shell: Shell) -> None:
    status, answer = shell("plan-chain", "--as", "planner")
    assert (status, answer["error"]["code"]) == (1, "not_permitted")
