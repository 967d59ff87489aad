"""Role × page over a real server: opened by its address, from a stale tab, and resumed.

Pages are opened over the websocket as a browser does; a click is what a browser sends for one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest

from geo import bootstrap
from geo.domain.errors import NotPermitted, SignInRefused
from geo.domain.kinds import Language, Role
from geo.messages import sentence
from geo.ui.navigation import Screen, screens
from geo.views.escaping import markdown
from tests.access.expected import ACTIONS, CONTROLS, PAGES, SELECTED
from tests.browser.app_server import serving
from tests.fakes.page_client import Drawn, Tab, posted, sign_out, signed_in, tab
from tests.http.accounts_app import AccountsApp, made
from tests.services.accounts_town import PASSWORD, SOMEBODY

pytestmark = pytest.mark.slow
SHIFTING = "shifting"
NORM = "visit_min"


@dataclass
class Town:
    """A served store, and the services on it in this process as an administrator's hand."""

    address: str
    app: AccountsApp

    def cookie(self, name: str) -> str:
        return signed_in(self.address, name, PASSWORD)

    def shift(self, role: Role) -> None:
        self.app.container.accounts.set_role(SOMEBODY, SHIFTING, role, datetime.now(UTC))

    def norm(self) -> float:
        return self.app.container.store.norms()[NORM].value


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AccountsApp]:
    app = made(tmp_path_factory.mktemp("pages"))
    app.add_accounts()
    now = datetime.now(UTC)
    app.container.accounts.add(SOMEBODY, SHIFTING, Role.ADMINISTRATOR, PASSWORD, now)
    yield app
    bootstrap.close_containers()


def _path(app: AccountsApp) -> Path:
    return Path(str(app.container.store.name))  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def town(store: AccountsApp) -> Iterator[Town]:
    path = _path(store)
    with serving(path, path.parent / "server.log") as address:
        yield Town(address, store)


def _refused(drawn: Drawn, role: Role, screen: Screen) -> bool:
    refusal = NotPermitted(role=role.value, action=screen.action.value)
    said = markdown(sentence(Language.ZH_CN, refusal))
    has_panel = any("-panel_" in one.add_block.id for one in drawn.deltas)
    is_refused = said in drawn.alerts
    assert not (is_refused and has_panel)
    return is_refused


def _check(opened: Tab, role: Role) -> None:
    for screen in screens():
        drawn = opened.open(screen.address)
        is_listed = role in PAGES[screen.name]
        assert _refused(drawn, role, screen) == (not is_listed), screen.name
        assert not any("出错了" in words for words in drawn.alerts), screen.name


@pytest.mark.parametrize("role", Role, ids=str)
def test_by_its_address(town: Town, role: Role) -> None:
    cookie = town.cookie(role.value)
    for screen in screens():
        with tab(town.address, cookie) as cold:
            drawn = cold.open(screen.address, person="administrator")
        assert _refused(drawn, role, screen) == (role not in PAGES[screen.name]), screen.name


@pytest.mark.parametrize("role", Role, ids=str)
def test_what_can_be_clicked_is_what_the_role_may_do(town: Town, role: Role) -> None:
    with tab(town.address, town.cookie(role.value)) as opened:
        for screen in screens():
            drawn = opened.open(screen.address, **SELECTED.get(screen.name, {}))
            listed = CONTROLS[screen.name].items() if role in PAGES[screen.name] else ()
            may = {control for control, action in listed if role in ACTIONS[action]}
            assert drawn.controls == may, screen.name


@pytest.mark.parametrize("role", Role, ids=str)
def test_from_a_tab_that_was_open_before_the_role_changed(town: Town, role: Role) -> None:
    town.shift(Role.ADMINISTRATOR)
    with tab(town.address, town.cookie(SHIFTING)) as stale:
        stale.open("")
        town.shift(role)
        _check(stale, role)


def test_a_click_on_a_form_drawn_before_the_role_changed_changes_nothing(town: Town) -> None:
    town.shift(Role.PLANNER)
    before = town.norm()
    with tab(town.address, town.cookie(SHIFTING)) as stale:
        form = stale.open("norms", norm=NORM).form("norm_value_")
        town.shift(Role.DISPATCHER)
        stale.use("norms", form.filled("21"), norm=NORM)
        assert town.norm() == before
        town.shift(Role.PLANNER)
        stale.use("norms", form.filled("21"), norm=NORM)
    # The same click does change it for who may: the test would see a change.
    assert town.norm() == 21.0


def test_a_click_after_signing_out_elsewhere_changes_nothing_and_leaves_the_page(
    town: Town,
) -> None:
    cookie = town.cookie("planner")
    before = town.norm()
    with tab(town.address, cookie) as stale:
        form = stale.open("norms", norm=NORM).form("norm_value_")
        sign_out(town.address, cookie)
        drawn = stale.use("norms", form.filled("33"), norm=NORM)
    assert town.norm() == before
    assert drawn.alerts == [markdown(sentence(Language.ZH_CN, SignInRefused("ended")))]
    assert not any("-panel_" in one.add_block.id for one in drawn.deltas)
    with pytest.raises(PermissionError), tab(town.address, cookie):
        pass


def test_a_tab_taken_over_by_another_account_acts_as_that_account(town: Town) -> None:
    with tab(town.address, town.cookie("administrator")) as first:
        first.open("accounts")
        resumed = first.session_id
    with tab(town.address, town.cookie("worker"), resumed=resumed) as second:
        _check(second, Role.WORKER)


@pytest.mark.parametrize(("proto", "status"), [("https", 303), ("http", 403)])
def test_a_proxy_on_this_machine_says_which_way_the_browser_came(
    town: Town, proto: str, status: int
) -> None:
    forwarded = {"X-Forwarded-For": "10.1.2.3", "X-Forwarded-Proto": proto}
    form = urlencode({"name": "leader", "password": PASSWORD})
    headers = {"Host": "wangge.example", "Origin": f"{proto}://wangge.example", **forwarded}
    answered, cookie = posted(town.address, "/sign-in", form, headers)
    assert answered == status
    assert ("; Secure" in cookie) == (proto == "https")


def test_sessions_are_resumed_after_the_server_began_anew(store: AccountsApp) -> None:
    path = _path(store)
    with serving(path, path.parent / "before.log") as address:
        cookies = {role: signed_in(address, role.value, PASSWORD) for role in Role}
    with serving(path, path.parent / "after.log") as address:
        for role, cookie in cookies.items():
            with tab(address, cookie) as resumed:
                _check(resumed, role)
