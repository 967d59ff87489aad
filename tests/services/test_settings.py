"""The town's settings: defaults, changes, and what cannot be changed."""

import pytest

from geo.domain.errors import BadValue, NotFound, Refused
from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.services.settings import Settings, TownSettings
from tests.fakes.memory_store import MemoryStore
from tests.store.examples import ADMINISTRATOR, AT, PLANNER, rows_of


@pytest.fixture
def settings() -> Settings:
    return Settings(MemoryStore())


def test_nothing_set_means_beijing_time_and_no_demo(settings: Settings) -> None:
    assert settings.current() == TownSettings("", "Asia/Shanghai", "", False, "")


def test_a_change_is_seen_and_audited(settings: Settings) -> None:
    settings.change(ADMINISTRATOR, "town_name", " 郭勒木德镇 ", AT)
    settings.change(ADMINISTRATOR, "now", "2025-06-30T23:59:59", AT)
    assert settings.current().town_name == "郭勒木德镇"
    assert settings.current().now == "2025-06-30T23:59:59"
    assert [entry.subject for entry in settings.store.audit()] == ["now", "town_name"]


@pytest.mark.parametrize("key", ["signing_key", "is_demo", "anything"])
def test_what_is_no_choice_of_the_town_cannot_be_changed(settings: Settings, key: str) -> None:
    with pytest.raises(NotFound):
        settings.change(ADMINISTRATOR, key, "1", AT)


@pytest.mark.parametrize(("key", "value"), [("timezone", "Asia/Golmud"), ("now", "yesterday")])
def test_a_value_that_means_nothing_is_refused(settings: Settings, key: str, value: str) -> None:
    with pytest.raises(BadValue):
        settings.change(ADMINISTRATOR, key, value, AT)


def test_the_time_zone_stays_once_days_were_counted_in_it(settings: Settings) -> None:
    settings.change(ADMINISTRATOR, "timezone", "Asia/Urumqi", AT)
    with settings.store.write(PLANNER, Action.IMPORT_LAYER, "incidents", AT) as transaction:
        transaction.append(Layer.INCIDENTS, rows_of(Layer.INCIDENTS, ["i"]))
    with pytest.raises(Refused):
        settings.change(ADMINISTRATOR, "timezone", "Asia/Shanghai", AT)
    settings.change(ADMINISTRATOR, "timezone", "Asia/Urumqi", AT)
    assert settings.current().timezone == "Asia/Urumqi"
