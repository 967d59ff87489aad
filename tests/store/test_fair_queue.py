"""Writers of one process take turns in the order in which they came."""

import threading

import pytest

from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.store import SqlStore
from geo.store.fair_queue import FairQueue
from tests.store.examples import AT, PLANNER, rows_of

PATIENCE_S = 10.0


def _started_in_line(queue: FairQueue, work: threading.Thread, place: int) -> None:
    """Start `work` and return once it stands at `place` in the queue."""
    work.start()
    waited = threading.Event()
    for _ in range(10_000):
        if queue.waiting == place:
            return
        waited.wait(0.001)
    raise AssertionError("the thread never came to the queue")


def test_turns_go_in_the_order_of_arrival() -> None:
    queue, order = FairQueue(), list[int]()

    def work(number: int) -> None:
        with queue.turn():
            order.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(5)]
    with queue.turn():
        for place, thread in enumerate(threads, start=1):
            _started_in_line(queue, thread, place)
    for thread in threads:
        thread.join(PATIENCE_S)
    assert order == [0, 1, 2, 3, 4]


def test_a_turn_that_fails_is_passed_on() -> None:
    queue = FairQueue()
    with pytest.raises(KeyError), queue.turn():
        raise KeyError
    with queue.turn():
        assert queue.waiting == 0


def test_a_write_inside_a_write_is_an_error_and_no_deadlock(sqlite_store: SqlStore) -> None:
    with sqlite_store.write(PLANNER, Action.EDIT_NORM, "outer", AT):
        inner = sqlite_store.write(PLANNER, Action.EDIT_NORM, "inner", AT)
        with pytest.raises(RuntimeError, match="inside a write"):
            inner.__enter__()
    assert [entry.subject for entry in sqlite_store.audit()] == ["outer"]


def test_threads_that_write_to_one_store_commit_in_the_order_they_came(
    sqlite_store: SqlStore,
) -> None:
    def work(number: int) -> None:
        with sqlite_store.write(PLANNER, Action.IMPORT_LAYER, str(number), AT) as transaction:
            transaction.append(Layer.STAFF, rows_of(Layer.STAFF, [f"s{number}"]))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    with sqlite_store.write(PLANNER, Action.IMPORT_LAYER, "first", AT):
        for place, thread in enumerate(threads, start=1):
            _started_in_line(sqlite_store.queue, thread, place)
    for thread in threads:
        thread.join(PATIENCE_S)
    newest_first = [entry.subject for entry in sqlite_store.audit()]
    assert newest_first == ["3", "2", "1", "0", "first"]
    assert sqlite_store.layers.revision(Layer.STAFF) == 4


def test_reading_waits_for_nobody(sqlite_store: SqlStore) -> None:
    counts = list[int]()
    with sqlite_store.write(PLANNER, Action.IMPORT_LAYER, "staff", AT) as transaction:
        transaction.append(Layer.STAFF, rows_of(Layer.STAFF, ["a"]))
        reader = threading.Thread(
            target=lambda: counts.append(sqlite_store.layers.count(Layer.STAFF))
        )
        reader.start()
        reader.join(PATIENCE_S)
    assert counts == [0]
