"""The remote on a phone says what walls do, and offers what then makes a difference."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo import bootstrap
from geo.domain.kinds import Role
from geo.domain.policy import Actor
from tests.fakes.crowd_town import fill

PATIENCE_S = 60
AT = datetime(2025, 7, 1, 8, 30, tzinfo=UTC)
LEADER = Actor("local-leader", Role.LEADER)
TREND, DUE = (f'[[scene]]\nkind = "{kind}"\n' for kind in ("trend", "due"))


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the file of scenes of a small town whose walls hold the second scene."""
    scenes, store = tmp_path / "wall.toml", tmp_path / "town.sqlite"
    monkeypatch.setenv("WANGGE_WALL", str(scenes))
    monkeypatch.setenv("WANGGE_STORE", str(store))
    scenes.write_text(TREND + DUE, encoding="utf-8")
    made = bootstrap.container(create=True)
    fill(made.store, 4, 100, ["东村"])
    made.wall.control.pin(LEADER, "2-due", AT)
    yield scenes
    bootstrap.close_containers()


def remote() -> tuple[list[str], str]:
    """Return the buttons and everything that is said."""

    def script() -> None:
        from geo.ui import wall_remote  # noqa: PLC0415

        wall_remote.draw()

    page = AppTest.from_function(script, default_timeout=PATIENCE_S).run()
    assert not page.exception
    said = " ".join(str(one.proto.body) for one in page.get("html"))
    return [one.label for one in page.button], said


def test_a_held_scene_can_be_let_go(file: Path) -> None:
    buttons, said = remote()
    assert "继续轮播" in buttons
    assert "暂停" not in buttons
    assert "今天到期和已经逾期的" in said


def test_a_pin_whose_scene_is_gone_from_the_file_holds_nothing(file: Path) -> None:
    # The walls go round by themselves: there is nothing to let go, but they can be paused.
    file.write_text(TREND, encoding="utf-8")
    buttons, said = remote()
    assert "自动轮播中" in said
    assert "暂停" in buttons
    assert "继续轮播" not in buttons
