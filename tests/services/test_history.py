"""A file that changes what an earlier day brought leaves the earlier state to be seen."""

from datetime import UTC, date, datetime

import pandas as pd

from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.services.history import keep_before_import
from tests.fakes.memory_store import MemoryStore
from tests.store.examples import ADMINISTRATOR, PLANNER, rows_of

# 20:00 UTC of 1 March is 4 in the morning of 2 March in China.
MORNING, NEXT_DAY = datetime(2026, 3, 1, 20, tzinfo=UTC), datetime(2026, 3, 3, 2, tzinfo=UTC)
SAME_DAY = datetime(2026, 3, 2, 10, tzinfo=UTC)


def _store() -> MemoryStore:
    store = MemoryStore()
    with store.write(PLANNER, Action.IMPORT_LAYER, "grids:g.csv", MORNING) as transaction:
        transaction.append(Layer.GRIDS, rows_of(Layer.GRIDS, ["g1"]))
    with store.write(PLANNER, Action.IMPORT_LAYER, "staff:s.csv", MORNING) as transaction:
        transaction.append(Layer.STAFF, rows_of(Layer.STAFF, ["s1"]))
    return store


def _import_staff(store: MemoryStore, at: datetime) -> None:
    with store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "staff:t.csv", at) as transaction:
        keep_before_import(transaction, store, Layer.STAFF, at)
        transaction.append(Layer.STAFF, pd.DataFrame({"id": ["s2"], "grid_code": ["g1"]}))


def test_staff_of_a_later_day_leaves_the_earlier_staff_to_be_seen() -> None:
    store = _store()
    _import_staff(store, NEXT_DAY)
    (edition,) = store.plans.editions()
    assert (edition.from_day, edition.until_day) == (None, date(2026, 3, 3))
    assert store.plans.edition_staff(edition.id)["id"].tolist() == ["s1"]
    kept = store.plans.boundaries(edition.set_id, Layer.GRIDS)
    assert kept["code"].tolist() == ["g1"]


def test_files_of_one_day_are_one_load() -> None:
    store = _store()
    _import_staff(store, SAME_DAY)
    assert store.plans.editions() == []


def test_the_first_file_of_a_layer_replaces_nothing() -> None:
    store = MemoryStore()
    _import_staff(store, NEXT_DAY)
    assert store.plans.editions() == []
