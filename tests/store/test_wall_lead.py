"""The lead of the walls: one for every process on a store, and for the time after a restart."""

import shutil
from pathlib import Path
from threading import Thread

import pytest

from geo import bootstrap
from geo.domain.errors import NotPermitted
from geo.domain.kinds import Role
from geo.domain.policy import Actor
from geo.domain.wall_lead import Lead
from geo.ports.store import Store
from geo.store import SqlStore, open_store
from tests.store.examples import ADMINISTRATOR, AT

LEADER = Actor("leader", Role.LEADER)
WORKER = Actor("worker", Role.WORKER)


def on(lead: Lead) -> Lead:
    return lead.stepped(1)


def pinned(lead: Lead) -> Lead:
    return lead.pinned_to("2-trend")


def test_a_new_store_was_never_led(store: Store) -> None:
    lead = store.wall_lead()
    assert lead == Lead(lead.term)
    assert lead.term


def test_each_change_is_one_revision_and_audited_where_it_says_so(store: Store) -> None:
    before = store.wall_lead()
    told = store.lead_walls(LEADER, pinned, AT, "pin 2-trend")
    assert (told.pinned, told.revision, told.term) == ("2-trend", 1, before.term)
    stepped = store.lead_walls(LEADER, on, AT)
    assert (stepped.pinned, stepped.steps, stepped.revision) == ("", 1, 2)
    assert store.wall_lead() == stepped
    (row,) = store.audit()
    assert (row.actor_id, row.action, row.subject) == ("leader", "lead_wall", "pin 2-trend")


def test_nothing_else_counts_as_changed(store: Store) -> None:
    before = store.settings_revision(), store.layers.revisions()
    store.lead_walls(LEADER, pinned, AT, "pin")
    assert (store.settings_revision(), store.layers.revisions()) == before


def test_who_may_not_lead_walls_changes_nothing(store: Store) -> None:
    with pytest.raises(NotPermitted):
        store.lead_walls(WORKER, on, AT)
    assert store.wall_lead().revision == 0


def test_two_processes_on_one_file_follow_one_lead_which_outlives_them(tmp_path: Path) -> None:
    address = str(tmp_path / "town.sqlite")
    here, there = open_store(address, create=True), open_store(address)
    assert here.wall_lead() == there.wall_lead()
    here.lead_walls(LEADER, pinned, AT, "pin")
    assert there.wall_lead().pinned == "2-trend"
    last = there.lead_walls(LEADER, Lead.drilled, AT, "drill")
    assert here.wall_lead() == last
    here.close()
    there.close()
    restarted = open_store(address)
    assert restarted.wall_lead() == last
    restarted.close()


def test_steps_pressed_in_two_processes_at_once_all_count(tmp_path: Path) -> None:
    address = str(tmp_path / "town.sqlite")
    stores = open_store(address, create=True), open_store(address)

    def press(store: SqlStore) -> None:
        for _ in range(20):
            store.lead_walls(LEADER, on, AT)

    threads = [Thread(target=press, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [store.wall_lead().steps for store in stores] == [40, 40]
    for store in stores:
        store.close()


def test_a_pulse_reads_the_file_only_after_something_was_committed(sqlite_store: SqlStore) -> None:
    first = sqlite_store.wall_lead()
    assert sqlite_store.wall_lead() is first
    sqlite_store.lead_walls(LEADER, on, AT)
    assert sqlite_store.wall_lead() is not first


def test_a_copy_that_was_restored_is_a_new_beginning(
    sqlite_store: SqlStore, tmp_path: Path
) -> None:
    sqlite_store.lead_walls(LEADER, on, AT)
    copy = tmp_path / "copy.sqlite"
    sqlite_store.backup_to(copy)
    before = sqlite_store.lead_walls(LEADER, on, AT)
    sqlite_store.restore_from(copy, ADMINISTRATOR, AT)
    after = sqlite_store.wall_lead()
    assert (after.steps, after.term == before.term) == (1, False)


def test_a_restarted_server_goes_on_with_the_lead(empty_store_file: Path, tmp_path: Path) -> None:
    address = str(shutil.copy(empty_store_file, tmp_path / "town.sqlite"))
    try:
        control = bootstrap.container(address).wall.control
        held = control.pin(LEADER, control.scene_ids()[1], AT)
        bootstrap.close_containers()
        assert bootstrap.container(address).wall.control.lead(LEADER) == held
    finally:
        bootstrap.close_containers()
