"""Who is let in: this machine alone without accounts, and nobody without a session with them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo import bootstrap
from geo.domain.kinds import Role
from tests.fakes.asgi_client import ENCRYPTED, HERE, Way
from tests.http.accounts_app import PAGE, AccountsApp, made

PATHS = ["/", "/incidents?lang=en", "/layers/grids?t=x", "/map/frame?t=x", "/print/brief?t=x"]
OPEN_PATHS = ["/health", "/sign-in", "/sign-in/password", "/session", "/assets/css/app.css"]


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AccountsApp]:
    yield made(tmp_path_factory.mktemp("local"))
    bootstrap.close_containers()


@pytest.fixture(scope="module")
def app(local: AccountsApp, tmp_path_factory: pytest.TempPathFactory) -> AccountsApp:
    other = made(tmp_path_factory.mktemp("accounts"))
    other.add_accounts()
    return other


def test_without_an_account_this_machine_needs_no_session(local: AccountsApp) -> None:
    assert local.get("/", PAGE).status == 200
    assert local.streams({})
    assert json.loads(local.get("/session").body) == {"live": True}


@pytest.mark.parametrize(
    "way",
    [
        Way("10.1.2.3"),
        Way("10.1.2.3", "https"),
        Way("127.0.0.1", "http", "evil.example"),
        Way("::ffff:10.1.2.3"),
        Way(None),
    ],
)
def test_without_an_account_nobody_else_is_served_anything(local: AccountsApp, way: Way) -> None:
    for path in (*PATHS, *OPEN_PATHS):
        assert local.get(path, PAGE, way).status == 403, path
    assert not local.streams({}, way)


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "x-real-ip"])
def test_without_an_account_a_proxy_on_this_machine_leads_nobody_in(
    local: AccountsApp, header: str
) -> None:
    answer = local.get("/", PAGE | {header: "127.0.0.1"})
    assert answer.status == 403
    assert "geo user add" in answer.body.decode()


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "[::1]:8501"])
def test_this_machine_goes_by_its_usual_names(local: AccountsApp, host: str) -> None:
    assert local.get("/", PAGE | {"host": host}).status == 200


def test_a_page_opened_without_a_session_leads_to_the_sign_in_page_and_back(
    app: AccountsApp,
) -> None:
    answer = app.get("/incidents?lang=en&month=2025-06", PAGE)
    assert answer.status == 303
    assert answer.headers["location"] == (
        "/sign-in?next=%2Fincidents%3Flang%3Den%26month%3D2025-06&lang=en"
    )


@pytest.mark.parametrize("path", [*PATHS, "/media/x.csv", "/_stcore/upload_file/a/b"])
def test_nothing_is_served_without_a_session(app: AccountsApp, path: str) -> None:
    answer = app.get(path)
    assert answer.status == 401
    assert json.loads(answer.body)["error"]["code"] == "sign_in_refused"


@pytest.mark.parametrize("path", OPEN_PATHS)
def test_what_holds_nothing_of_the_town_is_open(app: AccountsApp, path: str) -> None:
    assert app.get(path).status == 200


def test_no_websocket_opens_without_a_session_and_one_opens_with_it(app: AccountsApp) -> None:
    assert not app.streams({})
    assert not app.streams({"cookie": "wangge_session=forged"})
    assert app.streams(app.sign_in(Role.WORKER))


def test_from_elsewhere_only_an_encrypted_way_is_taken(app: AccountsApp) -> None:
    headers = app.sign_in(Role.LEADER, ENCRYPTED)
    assert app.get("/", PAGE | headers, ENCRYPTED).status == 200
    assert app.streams(headers, ENCRYPTED)
    plain = Way("10.1.2.3", "http", "wangge.example")
    for path in ("/", "/sign-in"):
        answer = app.get(path, PAGE | headers, plain)
        assert answer.status == 403
        assert "https" in answer.body.decode()
    assert not app.streams(headers, plain)


def test_a_proxy_here_that_hides_the_way_is_not_taken_for_this_machine(app: AccountsApp) -> None:
    hidden = Way("127.0.0.1", "http", "wangge.example")
    assert app.get("/sign-in", PAGE, hidden).status == 403


def test_a_session_opens_from_here_without_encryption(app: AccountsApp) -> None:
    assert app.get("/", PAGE | app.sign_in(Role.LEADER), HERE).status == 200


def test_a_store_that_cannot_be_read_lets_nobody_in(tmp_path: Path) -> None:
    def opened() -> bootstrap.Container:
        return bootstrap.container(str(tmp_path / "none.sqlite"))

    app = AccountsApp.__new__(AccountsApp)
    app.container = None  # type: ignore[assignment]
    AccountsApp.__post_init__(app)
    app.app.user_middleware[0].kwargs["opened"] = opened
    answer = app.get("/", PAGE)
    assert answer.status == 403
    assert "init" in answer.body.decode()
