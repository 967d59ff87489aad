"""Help of every command, in both languages: nothing in it is taken for a format."""

import re

import pytest

from geo.cli.main import main

_NAMES = re.compile(r"^    ([a-z][a-z-]+)", re.MULTILINE)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as left:
        main([*words, "--help"])
    assert left.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], language: str) -> None:
    names = set(_NAMES.findall(told(capsys, "--lang", language)))
    assert {"init", "import", "rebalance", "signs", "plan-export", "user"} <= names
    for name in names:
        assert name in told(capsys, "--lang", language, name)
