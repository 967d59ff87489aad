"""What a second process does in the tests: `python -m tests.store.other_process WHAT STORE`.

It prints a word when it has come so far and waits for a line on standard input.
"""

import sys

from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.store import migrate, open_store
from tests.store.examples import AT, PLANNER, rows_of

ROWS = 30_000
"""More than one chunk of a bulk append."""


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def count_staff(address: str) -> None:
    store = open_store(address)
    say(str(store.layers.count(Layer.STAFF)))
    store.close()


def write_and_wait(address: str) -> None:
    store = open_store(address)
    with store.write(PLANNER, Action.IMPORT_LAYER, "staff", AT) as transaction:
        keys = [f"s{number:05d}" for number in range(ROWS)]
        transaction.append(Layer.STAFF, rows_of(Layer.STAFF, keys))
        say("written")
        sys.stdin.readline()
    store.close()
    say("committed")


def migrate_when_told(address: str) -> None:
    say("ready")
    sys.stdin.readline()
    say("migrated" if migrate(address) else "nothing")


WORK = {"count": count_staff, "write": write_and_wait, "migrate": migrate_when_told}

if __name__ == "__main__":
    WORK[sys.argv[1]](sys.argv[2])
