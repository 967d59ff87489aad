"""The load tool itself: every viewer acts at his times, and what moved for it is weighed."""

import random
from argparse import Namespace
from itertools import pairwise
from pathlib import Path

import pytest

from geo.store import open_store
from tests.browser.app_server import running
from tests.fakes.crowd_town import fill
from tests.load.__main__ import BARE, choices, one_round
from tests.load.machine import watched
from tests.load.viewer import due_times_s
from tests.load.walls import refreshed_s, walls_of

pytestmark = pytest.mark.slow


def test_all_viewers_act_as_often_as_is_due(tmp_path: Path) -> None:
    town = tmp_path / "town.sqlite"
    store = open_store(str(town), create=True)
    fill(store, 4, 200)
    store.close()
    asked = Namespace(viewers=3, every_s=1.0, run_s=2.0, rounds=1)
    with (
        running(town, tmp_path / "app.log") as ours,
        running(town, tmp_path / "b.log", BARE) as bare,
    ):
        app, least = one_round(ours, asked, 7), one_round(bare, asked, 7)
    # Three viewers act every second of two: each once in each, at a moment of his own.
    assert app.acts == least.acts == 6
    assert app.kb_per_act > least.kb_per_act > 0
    assert app.p95_ms >= app.p50_ms > 0


def test_all_walls_refresh_and_then_read_nothing_twice(tmp_path: Path) -> None:
    town = tmp_path / "town.sqlite"
    store = open_store(str(town), create=True)
    fill(store, 4, 200)
    store.close()
    with running(town, tmp_path / "app.log") as ours:
        walls = walls_of(ours.address, 3)
        assert refreshed_s(walls) > 0
        first = [one.bytes_read for one in walls]
        assert first[0] == first[1] == first[2] > 0
        refreshed_s(walls)
    # What has not changed is answered with 304 and no body.
    assert [one.bytes_read for one in walls] == first


def test_a_viewer_acts_first_within_the_interval_and_then_at_each() -> None:
    due_s = due_times_s(random.Random(1), 30, 120)
    assert 0 <= due_s[0] < 30
    assert [round(b - a) for a, b in pairwise(due_s)] == [30] * 3
    assert len(choices(random.Random(1), 4)) == 4


def test_a_machine_that_only_waits_does_not_stall() -> None:
    with watched() as stall:
        pass
    assert 0 <= stall.share < 1
