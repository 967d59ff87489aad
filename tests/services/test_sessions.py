"""Signing in and out: lock-out, one answer for every fault, and sessions that end at once."""

from datetime import timedelta

import pytest

from geo.domain.accounts import ABSOLUTE_LIMIT, IDLE_LIMIT
from geo.domain.errors import SignInRefused
from geo.domain.kinds import Role
from geo.services.passwords import Passwords
from geo.services.sessions import Sessions, digest_of
from tests.services.accounts_town import AT, PASSWORD, SOMEBODY, AccountsTown

MINUTE = timedelta(minutes=1)


@pytest.fixture
def town() -> AccountsTown:
    return AccountsTown().filled()


def _fail(town: AccountsTown, times: int, at=AT, name: str = "leader") -> list[str]:
    said = []
    for _ in range(times):
        with pytest.raises(SignInRefused) as refusal:
            town.sessions.sign_in(name, "wrong password", at)
        said.append(refusal.value.message_key)
    return said


def _enters(town: AccountsTown, at, name: str = "leader") -> bool:
    try:
        town.sessions.sign_in(name, PASSWORD, at)
    except SignInRefused:
        return False
    return True


def test_a_session_acts_as_its_account(town: AccountsTown) -> None:
    secret = town.sessions.sign_in(" leader ", PASSWORD, AT)
    assert town.access.actor(secret, Role.ADMINISTRATOR, AT).id == "leader"
    assert town.access.actor(secret, Role.ADMINISTRATOR, AT).role is Role.LEADER


def test_the_store_holds_neither_password_nor_secret(town: AccountsTown) -> None:
    secret = town.sessions.sign_in("leader", PASSWORD, AT)
    account = town.store.accounts.account("leader")
    assert account is not None
    assert account.password_hash.startswith("$argon2id$")
    assert PASSWORD not in repr(account)
    assert "argon2" not in repr(account)
    assert town.store.accounts.session(secret) is None
    assert town.store.accounts.session(digest_of(secret)) is not None
    # 256 bits are 43 signs of six bits each.
    assert len(secret) == 43


def test_every_fault_has_the_same_answer(town: AccountsTown) -> None:
    town.accounts.disable(SOMEBODY, "worker", AT)
    unknown = _fail(town, 1, name="nobody-here")
    wrong = _fail(town, 1)
    with pytest.raises(SignInRefused) as disabled:
        town.sessions.sign_in("worker", PASSWORD, AT)
    assert {*unknown, *wrong, disabled.value.message_key} == {"errors.sign_in_refused"}


def test_a_password_is_checked_as_long_for_a_name_that_is_not_there(town: AccountsTown) -> None:
    checked = list[bool]()

    class Counting(Passwords):
        def fits(self, password: str, password_hash: str) -> bool:
            checked.append(bool(password_hash))
            return False

    town.sessions = Sessions(town.store, Counting(rounds=1, memory_kib=8, lanes=1))
    _fail(town, 1, name="nobody-here")
    _fail(town, 1)
    assert checked == [False, True]


def test_five_failures_lock_for_a_quarter_of_an_hour_even_the_right_password(
    town: AccountsTown,
) -> None:
    _fail(town, 5)
    assert not _enters(town, AT + 14 * MINUTE)
    assert _enters(town, AT + 15 * MINUTE)


def test_four_failures_do_not_lock_and_success_forgets_them(town: AccountsTown) -> None:
    _fail(town, 4)
    assert _enters(town, AT)
    _fail(town, 4)
    assert _enters(town, AT)


def test_each_further_lock_lasts_twice_as_long(town: AccountsTown) -> None:
    _fail(town, 5)
    _fail(town, 5, AT + 15 * MINUTE)
    # The second lock begins at minute 15 and lasts 30.
    assert not _enters(town, AT + 44 * MINUTE)
    assert _enters(town, AT + 45 * MINUTE)


def test_attempts_during_a_lock_neither_count_nor_lengthen_it(town: AccountsTown) -> None:
    _fail(town, 5)
    _fail(town, 20, AT + MINUTE)
    assert _enters(town, AT + 15 * MINUTE)


def test_a_lock_is_of_one_account_alone(town: AccountsTown) -> None:
    _fail(town, 5)
    assert _enters(town, AT, "planner")


def test_signing_out_ends_that_session_and_no_other(town: AccountsTown) -> None:
    first = town.sessions.sign_in("leader", PASSWORD, AT)
    second = town.sessions.sign_in("leader", PASSWORD, AT)
    town.sessions.sign_out(first, AT)
    town.sessions.sign_out("no session at all", AT)
    with pytest.raises(SignInRefused):
        town.access.actor(first, Role.LEADER, AT)
    assert town.access.actor(second, Role.LEADER, AT).id == "leader"


def test_a_session_unused_for_too_long_ends_and_use_keeps_it(town: AccountsTown) -> None:
    secret = town.sessions.sign_in("leader", PASSWORD, AT)
    almost = AT + IDLE_LIMIT - MINUTE
    assert town.access.account(secret, almost).name == "leader"
    assert town.access.account(secret, almost + IDLE_LIMIT - MINUTE).name == "leader"
    with pytest.raises(SignInRefused):
        town.access.account(secret, almost + 2 * IDLE_LIMIT)


def test_a_session_ends_after_its_day_however_much_it_is_used(town: AccountsTown) -> None:
    secret = town.sessions.sign_in("leader", PASSWORD, AT)
    step = IDLE_LIMIT / 2
    moments = [AT + step * number for number in range(int(ABSOLUTE_LIMIT / step))]
    assert {town.access.account(secret, moment).name for moment in moments} == {"leader"}
    with pytest.raises(SignInRefused):
        town.access.account(secret, AT + ABSOLUTE_LIMIT)


def test_use_is_noted_every_few_minutes_and_not_at_every_click(town: AccountsTown) -> None:
    secret = town.sessions.sign_in("leader", PASSWORD, AT)

    def seen_at() -> object:
        found = town.store.accounts.session(digest_of(secret))
        return found and found[0].seen_at

    town.access.account(secret, AT + 4 * MINUTE)
    assert seen_at() == AT
    town.access.account(secret, AT + 5 * MINUTE)
    assert seen_at() == AT + 5 * MINUTE


def test_a_changed_password_needs_the_old_one_and_ends_every_session(town: AccountsTown) -> None:
    old = town.sessions.sign_in("leader", PASSWORD, AT)
    with pytest.raises(SignInRefused):
        town.sessions.change_password("leader", "not the old one", "another one 7", AT)
    new = town.sessions.change_password("leader", PASSWORD, "another one 7", AT)
    with pytest.raises(SignInRefused):
        town.access.account(old, AT)
    assert town.access.account(new, AT).name == "leader"
    assert not _enters(town, AT)


def test_the_trail_names_who_came_and_went_and_keeps_no_name_that_is_none(
    town: AccountsTown,
) -> None:
    secret = town.sessions.sign_in("leader", PASSWORD, AT)
    town.sessions.sign_out(secret, AT)
    _fail(town, 1)
    _fail(town, 1, name="my password, typed in the wrong field")
    rows = town.accounts.events(SOMEBODY, 4)[::-1]
    assert [(row.actor_id, row.action, row.subject) for row in rows] == [
        ("leader", "sign_in", "leader"),
        ("leader", "sign_out", "leader"),
        ("nobody", "sign_in_refused", "leader"),
        ("nobody", "sign_in_refused", ""),
    ]


def test_a_wall_stays_signed_in_until_its_token_is_replaced(town: AccountsTown) -> None:
    token = town.accounts.new_wall_token(SOMEBODY, "screen", AT)
    secret = town.sessions.sign_in_wall(token, AT)
    weeks = AT + timedelta(weeks=9)
    assert town.access.account(secret, weeks).role is Role.SCREEN
    town.accounts.new_wall_token(SOMEBODY, "screen", weeks)
    with pytest.raises(SignInRefused):
        town.access.account(secret, weeks)
    with pytest.raises(SignInRefused):
        town.sessions.sign_in_wall(token, weeks)


def test_a_wall_never_gains_another_role(town: AccountsTown) -> None:
    token = town.accounts.new_wall_token(SOMEBODY, "screen", AT)
    secret = town.sessions.sign_in_wall(token, AT)
    town.accounts.set_role(SOMEBODY, "screen", Role.LEADER, AT)
    with pytest.raises(SignInRefused):
        town.access.account(secret, AT)
    with pytest.raises(SignInRefused):
        town.sessions.sign_in_wall(token, AT)
