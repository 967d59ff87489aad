"""Answers kept by question: each made once a snapshot, the oldest let go, none mixed up."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from geo.services.derived import MOST_QUESTIONS, once_a_question
from geo.services.snapshot import Snapshot
from geo.services.snapshots import Snapshots
from tests.fakes.crowd_town import fill
from tests.fakes.memory_store import MemoryStore


def snapshot() -> Snapshot:
    store = MemoryStore()
    fill(store, 2)
    return Snapshots(store).current()


def counted(made: list[tuple[int, str]]):  # type: ignore[no-untyped-def]
    @once_a_question
    def answer(_snapshot: Snapshot, number: int, *, word: str = "") -> str:
        made.append((number, word))
        return f"{word}{number}"

    return answer


def test_the_same_question_is_worked_out_once_and_another_by_itself() -> None:
    made = list[tuple[int, str]]()
    answer, town = counted(made), snapshot()
    assert [answer(town, 1), answer(town, 1), answer(town, 1, word="a")] == ["1", "1", "a1"]
    assert made == [(1, ""), (1, "a")]


def test_another_snapshot_is_asked_anew() -> None:
    made = list[tuple[int, str]]()
    answer = counted(made)
    first, second = snapshot(), snapshot()
    assert answer(first, 1) == answer(second, 1)
    assert len(made) == 2


def test_the_question_not_asked_for_longest_is_let_go() -> None:
    made = list[tuple[int, str]]()
    answer, town = counted(made), snapshot()
    for number in range(MOST_QUESTIONS):
        answer(town, number)
    answer(town, 0)
    answer(town, MOST_QUESTIONS)
    made.clear()
    answer(town, 0)
    answer(town, 1)
    assert made == [(1, "")]


def test_a_fault_is_told_and_asked_about_anew() -> None:
    town, asked = snapshot(), list[int]()

    @once_a_question
    def answer(_snapshot: Snapshot, number: int) -> int:
        asked.append(number)
        return 1 // (len(asked) - 1)

    with pytest.raises(ZeroDivisionError):
        answer(town, 1)
    assert answer(town, 1) == 1
    assert asked == [1, 1]


def test_who_asks_the_same_meanwhile_waits_for_the_one_answer() -> None:
    town, made, go = snapshot(), list[int](), threading.Event()

    @once_a_question
    def answer(_snapshot: Snapshot, number: int) -> int:
        made.append(number)
        go.wait(10)
        return number

    with ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(answer, town, 7) for _ in range(3)]
        go.set()
        assert [one.result(10) for one in waiting] == [7, 7, 7]
    assert made == [7]
