"""What every store promises of accounts, sessions and wall tokens."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from geo.domain.accounts import ABSOLUTE_LIMIT, Account, Session
from geo.domain.errors import NotPermitted
from geo.domain.kinds import Role
from geo.domain.policy import Action
from geo.domain.records import AuditEntry
from geo.ports.store import Store
from geo.store import SqlStore
from tests.store.examples import ADMINISTRATOR, AT, PLANNER

WANG = Account("王工", Role.PLANNER, AT, "$argon2id$…", failures=6, locked_until=AT)
SESSION = Session("d1", WANG.name, AT, AT)


def _put(store: Store, *accounts: Account) -> None:
    with store.write(ADMINISTRATOR, Action.MANAGE_ACCOUNTS, "add", AT) as transaction:
        for account in accounts:
            transaction.accounts.put(account)


def _begin(store: Store, *sessions: Session) -> None:
    with store.record_sign_in(None) as accounts:
        for session in sessions:
            accounts.begin(session)


def test_a_new_store_has_no_account(store: Store) -> None:
    assert not store.accounts.exist()
    assert store.accounts.listed() == []
    assert store.accounts.account("王工") is None
    assert store.accounts.session("d1") is None
    assert store.accounts.of_wall_token("t") is None


def test_accounts_come_back_as_they_went_in_by_name_and_are_replaced(store: Store) -> None:
    other = Account("a", Role.LEADER, AT)
    _put(store, WANG, other)
    assert store.accounts.exist()
    assert store.accounts.listed() == [other, WANG]
    changed = replace(WANG, role=Role.WORKER, is_disabled=True, failures=0, locked_until=None)
    _put(store, changed)
    assert store.accounts.account(WANG.name) == changed


def test_a_session_is_found_with_its_account_as_it_stands_now(store: Store) -> None:
    _put(store, WANG)
    _begin(store, SESSION)
    assert store.accounts.session("d1") == (SESSION, WANG)
    demoted = replace(WANG, role=Role.SCREEN)
    _put(store, demoted)
    later = AT + timedelta(minutes=7)
    with store.record_sign_in(None) as accounts:
        accounts.see("d1", later)
        accounts.see("unknown", later)
    assert store.accounts.session("d1") == (replace(SESSION, seen_at=later), demoted)


def test_sessions_end_one_by_one_or_all_of_an_account(store: Store) -> None:
    other = Account("a", Role.LEADER, AT)
    _put(store, WANG, other)
    mine, second = replace(SESSION, digest="d2"), replace(SESSION, digest="d3")
    theirs = Session("d4", "a", AT, AT)
    _begin(store, SESSION, mine, second, theirs)
    with store.record_sign_in(None) as accounts:
        accounts.end("d1")
    assert [bool(store.accounts.session(one)) for one in ("d1", "d2", "d3", "d4")] == [
        False, True, True, True,
    ]  # fmt: skip
    with store.record_sign_in(None) as accounts:
        accounts.end_all_of(WANG.name)
    assert [bool(store.accounts.session(one)) for one in ("d2", "d3", "d4")] == [
        False, False, True,
    ]  # fmt: skip


def test_a_new_session_sweeps_out_those_that_are_over_but_never_a_wall(store: Store) -> None:
    _put(store, WANG)
    wall = replace(SESSION, digest="wall", is_wall=True)
    _begin(store, SESSION, wall)
    late = AT + ABSOLUTE_LIMIT + timedelta(seconds=1)
    _begin(store, Session("d9", WANG.name, late, late))
    assert store.accounts.session("d1") is None
    assert store.accounts.session("wall") == (wall, WANG)


def test_an_account_has_one_wall_token_at_a_time(store: Store) -> None:
    _put(store, WANG)
    for digest in ("t1", "t2"):
        with store.write(ADMINISTRATOR, Action.MANAGE_ACCOUNTS, "wall", AT) as transaction:
            transaction.accounts.put_wall_token(WANG.name, digest, AT)
    assert store.accounts.of_wall_token("t1") is None
    assert store.accounts.of_wall_token("t2") == WANG
    with store.write(ADMINISTRATOR, Action.MANAGE_ACCOUNTS, "wall", AT) as transaction:
        transaction.accounts.put_wall_token(WANG.name, None, AT)
    assert store.accounts.of_wall_token("t2") is None


def test_signing_in_is_audited_and_merely_being_seen_is_not(store: Store) -> None:
    entry = AuditEntry(AT, "王工", "planner", "sign_in", "王工")
    with store.record_sign_in(entry):
        pass
    with store.record_sign_in(None):
        pass
    assert store.audit() == [entry]


def test_who_may_not_manage_accounts_opens_no_transaction_for_it(store: Store) -> None:
    with pytest.raises(NotPermitted):
        store.write(PLANNER, Action.MANAGE_ACCOUNTS, "add", AT)


def test_a_restored_copy_keeps_accounts_and_signs_everybody_out(
    sqlite_store: SqlStore, tmp_path: Path
) -> None:
    _put(sqlite_store, WANG)
    _begin(sqlite_store, SESSION)
    with sqlite_store.write(ADMINISTRATOR, Action.MANAGE_ACCOUNTS, "w", AT) as transaction:
        transaction.accounts.put_wall_token(WANG.name, "t1", AT)
    sqlite_store.backup_to(tmp_path / "copy.sqlite")
    sqlite_store.restore_from(tmp_path / "copy.sqlite", ADMINISTRATOR, AT)
    assert sqlite_store.accounts.listed() == [WANG]
    assert sqlite_store.accounts.session("d1") is None
    assert sqlite_store.accounts.of_wall_token("t1") is None
