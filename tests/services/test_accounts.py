"""Making and changing accounts: who may, what is refused, and that a change acts at once."""

from collections.abc import Callable

import pytest

from geo.domain.accounts import checked_name
from geo.domain.errors import BadValue, NotFound, NotPermitted, Refused, SignInRefused
from geo.domain.kinds import Language, Role
from geo.domain.policy import LOCAL_ACTORS, Action, Actor
from geo.messages import sentence
from geo.services.access import session_reference
from geo.services.links import Claim, LinkKind
from tests.services.accounts_town import AT, PASSWORD, SOMEBODY, AccountsTown

LINK = Claim(LinkKind.INCIDENTS, Actor("leader", Role.LEADER), Language.EN)


@pytest.fixture
def town() -> AccountsTown:
    return AccountsTown().filled()


def _reason(refused: Callable[[], object]) -> str:
    with pytest.raises((Refused, BadValue)) as refusal:
        refused()
    assert "{" not in sentence(Language.EN, refusal.value)
    return refusal.value.reason


def test_the_first_account_is_an_administrators() -> None:
    town = AccountsTown()
    assert _reason(lambda: town.accounts.add(SOMEBODY, "a", Role.LEADER, PASSWORD, AT)) == (
        "first_account"
    )
    assert not town.access.is_sign_in_on()
    town.accounts.add(SOMEBODY, "王工", Role.ADMINISTRATOR, PASSWORD, AT)
    assert town.access.is_sign_in_on()


def test_a_name_is_taken_once_whatever_its_case(town: AccountsTown) -> None:
    assert _reason(lambda: town.accounts.add(SOMEBODY, "Leader", Role.WORKER, PASSWORD, AT)) == (
        "account_taken"
    )


@pytest.mark.parametrize(
    "name", ["", " ", "-a", "a b", "<b>", "local-leader", "System", "a" * 33, "a/b", "a\n"]
)
def test_a_name_that_could_be_mistaken_is_refused(name: str) -> None:
    if name == "a\n":
        assert checked_name(name) == "a"
        return
    with pytest.raises(BadValue):
        checked_name(name)


@pytest.mark.parametrize("name", ["王工", "wang.gong", "网格员-3", "a"])
def test_names_of_people_are_taken(name: str) -> None:
    assert checked_name(f" {name}") == name


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short", "password_length"),
        ("a" * 201, "password_length"),
        ("aaaaaaaaaabb", "password_plain"),
        ("worker-seven", "password_plain"),
    ],
)
def test_a_password_too_short_or_too_plain_is_refused(
    town: AccountsTown, password: str, reason: str
) -> None:
    assert reason == _reason(
        lambda: town.accounts.add(SOMEBODY, "worker-seven", Role.WORKER, password, AT)
    )


def test_only_a_wall_may_do_without_a_password_and_nobody_signs_in_without_one(
    town: AccountsTown,
) -> None:
    town.accounts.add(SOMEBODY, "hall", Role.SCREEN, "", AT)
    with pytest.raises(SignInRefused):
        town.sessions.sign_in("hall", "", AT)
    with pytest.raises(BadValue):
        town.accounts.add(SOMEBODY, "second", Role.WORKER, "", AT)
    assert _reason(lambda: town.accounts.set_role(SOMEBODY, "hall", Role.LEADER, AT)) == (
        "password_none"
    )


def test_the_last_administrator_can_be_neither_disabled_nor_demoted(town: AccountsTown) -> None:
    for attempt in (
        lambda: town.accounts.disable(SOMEBODY, "administrator", AT),
        lambda: town.accounts.set_role(SOMEBODY, "administrator", Role.LEADER, AT),
    ):
        assert _reason(attempt) == "last_administrator"
    town.accounts.set_role(SOMEBODY, "planner", Role.ADMINISTRATOR, AT)
    town.accounts.disable(SOMEBODY, "administrator", AT)
    assert _reason(lambda: town.accounts.disable(SOMEBODY, "planner", AT)) == "last_administrator"


def test_a_disabled_account_is_out_at_once_and_enabled_must_sign_in_anew(
    town: AccountsTown,
) -> None:
    secret = town.sessions.sign_in("leader", PASSWORD, AT)
    town.accounts.disable(SOMEBODY, "leader", AT)
    with pytest.raises(SignInRefused):
        town.access.actor(secret, Role.LEADER, AT)
    town.accounts.enable(SOMEBODY, "leader", AT)
    with pytest.raises(SignInRefused):
        town.access.actor(secret, Role.LEADER, AT)
    assert town.sessions.sign_in("leader", PASSWORD, AT)


def test_a_changed_role_acts_at_once_in_the_same_session(town: AccountsTown) -> None:
    secret = town.sessions.sign_in("leader", PASSWORD, AT)
    for _ in range(2):
        town.accounts.set_role(SOMEBODY, "leader", Role.WORKER, AT)
        assert town.access.actor(secret, Role.LEADER, AT).role is Role.WORKER


def test_a_new_password_ends_sessions_and_lifts_a_lock(town: AccountsTown) -> None:
    secret = town.sessions.sign_in("leader", PASSWORD, AT)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            town.sessions.sign_in("leader", "wrong password", AT)
    town.accounts.set_password(SOMEBODY, "leader", "another one 7", AT)
    with pytest.raises(SignInRefused):
        town.access.actor(secret, Role.LEADER, AT)
    assert town.sessions.sign_in("leader", "another one 7", AT)


def test_only_a_screen_takes_a_wall_token(town: AccountsTown) -> None:
    assert _reason(lambda: town.accounts.new_wall_token(SOMEBODY, "leader", AT)) == (
        "wall_token_role"
    )


def test_an_unknown_account_is_named(town: AccountsTown) -> None:
    with pytest.raises(NotFound):
        town.accounts.disable(SOMEBODY, "nobody-here", AT)


def test_every_change_is_audited_with_the_name_of_who_made_it(town: AccountsTown) -> None:
    town.accounts.set_role(SOMEBODY, "leader", Role.WORKER, AT)
    (row,) = town.accounts.events(SOMEBODY, 1)
    assert (row.actor_id, row.action, row.subject, row.detail) == (
        "administrator",
        "manage_accounts",
        "leader",
        "role worker",
    )


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_sees_or_touches_accounts(
    town: AccountsTown, role: Role
) -> None:
    actor, before = Actor("x", role), town.accounts.listed(SOMEBODY)
    for attempt in (
        lambda: town.accounts.listed(actor),
        lambda: town.accounts.events(actor),
        lambda: town.accounts.add(actor, "new", Role.WORKER, PASSWORD, AT),
        lambda: town.accounts.disable(actor, "leader", AT),
        lambda: town.accounts.enable(actor, "leader", AT),
        lambda: town.accounts.set_role(actor, "x", Role.ADMINISTRATOR, AT),
        lambda: town.accounts.set_password(actor, "leader", PASSWORD, AT),
        lambda: town.accounts.new_wall_token(actor, "screen", AT),
    ):
        with pytest.raises(NotPermitted) as refusal:
            attempt()
        assert refusal.value.values["action"] == Action.MANAGE_ACCOUNTS.value
    assert town.accounts.listed(SOMEBODY) == before


def test_local_persons_act_until_there_is_an_account_and_never_after() -> None:
    town = AccountsTown()
    assert [town.access.actor("", role, AT) for role in Role] == [
        next(one for one in LOCAL_ACTORS if one.role is role) for role in Role
    ]
    town.filled()
    for role in Role:
        with pytest.raises(SignInRefused):
            town.access.actor("", role, AT)


def test_a_link_opens_to_the_session_it_was_made_in_alone(town: AccountsTown) -> None:
    mine = town.sessions.sign_in("leader", PASSWORD, AT)
    other = town.sessions.sign_in("administrator", PASSWORD, AT)
    claim = Claim(LINK.kind, LINK.actor, LINK.language, {}, session_reference(mine))
    assert town.access.opened(claim, mine, AT) == claim
    for secret in (other, "", "forged"):
        with pytest.raises(Refused):
            town.access.opened(claim, secret, AT)
    town.sessions.sign_out(mine, AT)
    with pytest.raises(SignInRefused):
        town.access.opened(claim, mine, AT)


def test_a_link_is_opened_with_the_role_of_now(town: AccountsTown) -> None:
    secret = town.sessions.sign_in("leader", PASSWORD, AT)
    claim = Claim(LINK.kind, LINK.actor, LINK.language, {}, session_reference(secret))
    town.accounts.set_role(SOMEBODY, "leader", Role.SCREEN, AT)
    with pytest.raises(NotPermitted):
        town.access.opened(claim, secret, AT)
    town.accounts.set_role(SOMEBODY, "leader", Role.DISPATCHER, AT)
    assert town.access.opened(claim, secret, AT).actor == Actor("leader", Role.DISPATCHER)


def test_a_link_of_a_local_person_dies_with_the_first_account() -> None:
    town = AccountsTown()
    local = Claim(LinkKind.INCIDENTS, LOCAL_ACTORS[0], Language.EN)
    assert town.access.opened(local, "", AT) == local
    town.filled()
    secret = town.sessions.sign_in("leader", PASSWORD, AT)
    for held in ("", secret):
        with pytest.raises(Refused):
            town.access.opened(local, held, AT)
