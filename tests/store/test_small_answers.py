"""Small answers are kept only as long as nothing at all was committed."""

from pathlib import Path

import pytest

from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.store import SqlStore, open_store
from geo.store.small_answers import SmallAnswers
from tests.store.examples import AT, PLANNER, rows_of
from tests.store.test_plans import PLAN


@pytest.fixture
def both(tmp_path: Path) -> tuple[SqlStore, SqlStore]:
    """Return one store opened twice, as two processes have it."""
    address = str(tmp_path / "town.sqlite")
    return open_store(address, create=True), open_store(address)


def add_staff(store: SqlStore, key: str) -> None:
    with store.write(PLANNER, Action.IMPORT_LAYER, "staff", AT) as transaction:
        transaction.append(Layer.STAFF, rows_of(Layer.STAFF, [key]))


def test_an_answer_is_made_once_while_nothing_is_committed(both: tuple[SqlStore, SqlStore]) -> None:
    made = list[int]()
    answers = SmallAnswers(Path(both[0].name))
    for _ in range(3):
        answers.value("count", lambda: made.append(1))
    assert len(made) == 1
    answers.close()


def test_a_commit_of_this_or_another_store_is_seen_at_once(
    both: tuple[SqlStore, SqlStore],
) -> None:
    here, there = both
    before = here.layers.revision(Layer.STAFF)
    add_staff(here, "s1")
    assert here.layers.revision(Layer.STAFF) == before + 1
    add_staff(there, "s2")
    assert here.layers.revision(Layer.STAFF) == before + 2


def test_what_is_not_yet_committed_is_not_seen(both: tuple[SqlStore, SqlStore]) -> None:
    here, there = both
    before = here.layers.revision(Layer.STAFF)
    with there.write(PLANNER, Action.IMPORT_LAYER, "staff", AT) as transaction:
        transaction.append(Layer.STAFF, rows_of(Layer.STAFF, ["s1"]))
        assert here.layers.revision(Layer.STAFF) == before
    assert here.layers.revision(Layer.STAFF) == before + 1


def test_revisions_handed_out_cannot_be_changed(both: tuple[SqlStore, SqlStore]) -> None:
    revisions = both[0].layers.revisions()
    with pytest.raises(TypeError):
        revisions[Layer.STAFF] = 9  # type: ignore[index]


def test_plans_of_another_store_are_seen_at_once(both: tuple[SqlStore, SqlStore]) -> None:
    here, there = both
    assert here.plans.listed() == []
    with there.write(PLANNER, Action.EDIT_PLAN, "p1", AT) as transaction:
        transaction.plans.put(PLAN)
    assert here.plans.listed() == [PLAN]
