"""Role × action × link: each cell as listed, by a call, by a link, stale, and resumed.

Who acts always comes from a session's secret, as in the app; nothing is handed an actor.
"""

import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geo import bootstrap
from geo.domain.errors import SignInRefused
from geo.domain.kinds import Language, Role
from geo.domain.policy import POLICY, Action, Actor
from geo.http.draft_door import HEADER
from geo.services.access import session_reference
from geo.services.links import ACTION_FOR, Claim, LinkKind
from geo.ui.navigation import SECTIONS
from tests.access.expected import ACTIONS, CONTROLS, LINKS, PAGES, ROLES
from tests.access.uses import USES, is_allowed
from tests.http.accounts_app import AccountsApp, made, secret_in
from tests.services.accounts_town import PASSWORD, SOMEBODY

pytestmark = pytest.mark.slow

EVERY_ROLE = pytest.mark.parametrize("role", Role, ids=str)
SHIFTING = "shifting"
"""An account that had every right when its session began, and another role since."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("matrix")


@pytest.fixture(scope="module")
def app(folder: Path) -> Iterator[AccountsApp]:
    app = made(folder)
    app.add_accounts()
    now = datetime.now(UTC)
    app.container.accounts.add(SOMEBODY, SHIFTING, Role.ADMINISTRATOR, PASSWORD, now)
    yield app
    bootstrap.close_containers()


@pytest.fixture(scope="module")
def cookies(app: AccountsApp) -> Mapping[Role, Mapping[str, str]]:
    return {role: app.sign_in(role) for role in Role}


@pytest.fixture(scope="module")
def stale(app: AccountsApp) -> Mapping[str, str]:
    answer = app.post("/sign-in", name=SHIFTING, password=PASSWORD)
    return {"cookie": answer.headers["set-cookie"].partition(";")[0]}


def test_every_cell_is_listed() -> None:
    pages = {screen.name for members in SECTIONS.values() for screen in members}
    assert set(ACTIONS) == {action.value for action in Action}
    assert set(PAGES) == set(CONTROLS) == pages
    assert {action for held in CONTROLS.values() for action in held.values()} <= set(ACTIONS)
    assert set(LINKS) == {kind.value for kind in LinkKind}
    assert set(USES) == set(Action)
    assert ROLES == set(Role) == set(POLICY)


@pytest.mark.parametrize("action", Action, ids=str)
def test_the_policy_says_what_is_listed(action: Action) -> None:
    assert {role for role in Role if action in POLICY[role]} == ACTIONS[action.value]


def test_pages_and_links_ask_for_the_action_that_gives_the_roles_listed() -> None:
    screens = [screen for members in SECTIONS.values() for screen in members]
    asked = {screen.name: screen.action for screen in screens}
    assert {name: ACTIONS[asked[name].value] for name in PAGES} == PAGES
    assert {kind: ACTIONS[ACTION_FOR[LinkKind(kind)].value] for kind in LINKS} == LINKS


@EVERY_ROLE
def test_by_a_call(app: AccountsApp, cookies: Mapping[Role, Mapping[str, str]], role: Role) -> None:
    assert _allowed(app, cookies[role]) == _listed(role)


@EVERY_ROLE
def test_by_a_call_from_a_page_drawn_before_the_role_changed(
    app: AccountsApp, stale: Mapping[str, str], role: Role
) -> None:
    _shift(app, role)
    assert _allowed(app, stale) == _listed(role)


@EVERY_ROLE
def test_by_a_link(app: AccountsApp, cookies: Mapping[Role, Mapping[str, str]], role: Role) -> None:
    for kind in LinkKind:
        status = _status(app, kind, cookies[role], Actor(role.value, role))
        assert _is_served(status) == (role in LINKS[kind.value]), kind


@EVERY_ROLE
def test_by_a_link_signed_for_more_than_the_session_may(
    app: AccountsApp, cookies: Mapping[Role, Mapping[str, str]], role: Role
) -> None:
    for kind in LinkKind:
        status = _status(app, kind, cookies[role], SOMEBODY)
        assert _is_served(status) == (role in LINKS[kind.value]), kind


@EVERY_ROLE
def test_by_a_link_issued_before_the_role_changed(
    app: AccountsApp, stale: Mapping[str, str], role: Role
) -> None:
    _shift(app, Role.ADMINISTRATOR)
    before = Actor(SHIFTING, Role.ADMINISTRATOR)
    links = {kind: _signed(app, kind, stale, before) for kind in LinkKind}
    _shift(app, role)
    for kind, link in links.items():
        assert _is_served(_opened(app, kind, link, stale)) == (role in LINKS[kind.value]), kind


def test_by_a_session_resumed_after_the_server_began_anew(
    app: AccountsApp, cookies: Mapping[Role, Mapping[str, str]]
) -> None:
    address = str(app.container.store.name)  # type: ignore[attr-defined]
    app.container.store.close()  # type: ignore[attr-defined]
    bootstrap._containers.pop(address)
    again = AccountsApp(bootstrap.container(address))
    assert again.container is not app.container
    for role in Role:
        assert _allowed(again, cookies[role]) == _listed(role)
        for kind in LinkKind:
            status = _status(again, kind, cookies[role], SOMEBODY)
            assert _is_served(status) == (role in LINKS[kind.value]), (role, kind)


def test_by_a_session_that_ended_nothing_is_left(app: AccountsApp) -> None:
    cookie = app.sign_in(Role.LEADER)
    links = {kind: _signed(app, kind, cookie, SOMEBODY) for kind in LinkKind}
    app.post("/sign-out", cookie)
    assert _allowed(app, cookie) is None
    assert {_opened(app, kind, link, cookie) for kind, link in links.items()} == {401}
    assert not app.streams(cookie)


def _listed(role: Role) -> set[str]:
    return {action for action, roles in ACTIONS.items() if role in roles}


def _allowed(app: AccountsApp, cookie: Mapping[str, str]) -> set[str] | None:
    """Return the actions that services let the session do; None when it is nobody's."""
    now, secret = datetime.now(UTC), secret_in(cookie)
    try:
        actor = app.container.access.actor(secret, Role.ADMINISTRATOR, now)
    except SignInRefused:
        return None
    return {action.value for action in Action if is_allowed(app.container, actor, action)}


def _shift(app: AccountsApp, role: Role) -> None:
    app.container.accounts.set_role(SOMEBODY, SHIFTING, role, datetime.now(UTC))


def _signed(app: AccountsApp, kind: LinkKind, cookie: Mapping[str, str], actor: Actor) -> str:
    reference = session_reference(secret_in(cookie))
    claim = Claim(kind, actor, Language.EN, {"measure": "incidents"}, reference)
    return app.container.links.path(claim, time.time())


def _status(app: AccountsApp, kind: LinkKind, cookie: Mapping[str, str], actor: Actor) -> int:
    """Return how a link signed for that actor in this session is answered."""
    if ACTION_FOR[kind] not in POLICY[actor.role]:
        return 403
    return _opened(app, kind, _signed(app, kind, cookie, actor), cookie)


def _is_served(status: int) -> bool:
    """Return whether it was answered; no such plan, or no such measure, is an answer as well."""
    assert status != 401
    return status != 403


def _opened(app: AccountsApp, kind: LinkKind, link: str, cookie: Mapping[str, str]) -> int:
    if kind is not LinkKind.DRAFT:
        return app.get(link, cookie).status
    token = link.partition("?t=")[2]
    return app.post(f"{kind.value}/undo", {**cookie, HEADER: token}).status
