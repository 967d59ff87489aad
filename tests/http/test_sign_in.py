"""Coming and going over HTTP: the form, its cookie, foreign forms, links that end as well."""

import json
import re
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import pytest

from geo import bootstrap
from geo.domain.kinds import Language, Role
from geo.http.content_policy import content_policy
from geo.http.doors import safe_next
from geo.services.access import session_reference
from geo.services.links import ACTION_FOR, Claim, LinkKind
from geo.services.sessions import digest_of
from tests.fakes.asgi_client import ENCRYPTED
from tests.http.accounts_app import AccountsApp, made, secret_in
from tests.services.accounts_town import PASSWORD, SOMEBODY


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AccountsApp]:
    app = made(tmp_path_factory.mktemp("accounts"))
    app.add_accounts()
    yield app
    bootstrap.close_containers()


def _link(app: AccountsApp, kind: LinkKind, headers: Mapping[str, str]) -> str:
    secret = secret_in(headers)
    actor = app.container.access.actor(secret, Role.LEADER, datetime.now(UTC))
    claim = Claim(kind, actor, Language.EN, {}, session_reference(secret))
    return app.container.links.path(claim, time.time())


def _is_live(app: AccountsApp, headers: Mapping[str, str]) -> bool:
    return bool(json.loads(app.get("/session", headers).body)["live"])


def test_the_right_password_leads_on_with_a_cookie_no_script_reads(app: AccountsApp) -> None:
    answer = app.post("/sign-in", name="leader", password=PASSWORD, next="/incidents?month=2025-06")
    assert (answer.status, answer.headers["location"]) == (303, "/incidents?month=2025-06")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie
    assert "Secure" not in cookie


def test_over_an_encrypted_way_the_cookie_is_for_such_ways_alone(app: AccountsApp) -> None:
    answer = app.post("/sign-in", way=ENCRYPTED, name="leader", password=PASSWORD)
    assert "Secure" in answer.headers["set-cookie"]


@pytest.mark.parametrize("name", ["leader", "nobody-here", "<script>alert(1)</script>"])
def test_a_wrong_password_and_an_unknown_name_read_alike(app: AccountsApp, name: str) -> None:
    answer = app.post("/sign-in", name=name, password="wrong password", lang="en")
    page = answer.body.decode()
    assert answer.status == 401
    assert "set-cookie" not in answer.headers
    assert "The name or the password is wrong." in page
    assert "<script>alert" not in page
    assert answer.headers["content-security-policy"] == content_policy(page, has_form=True)


def test_the_answers_for_a_known_and_an_unknown_name_differ_in_the_name_alone(
    app: AccountsApp,
) -> None:
    pages = [
        app.post("/sign-in", name=name, password="wrong password").body.decode().replace(name, "N")
        for name in ("planner", "nobody-here")
    ]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_the_page_speaks_both_languages_and_names_its_fields(app: AccountsApp, lang: str) -> None:
    page = app.get(f"/sign-in?lang={lang}&next=/incidents").body.decode()
    assert re.findall(r'autocomplete="([\w-]+)"', page) == ["username", "current-password"]
    assert ("登录" in page) == (lang == "zh_CN")
    assert 'name="next" value="/incidents"' in page


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1.evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "https://127.0.0.1"},
    ],
)
@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/password", "/sign-out"])
def test_a_form_of_another_site_is_refused(
    app: AccountsApp, path: str, headers: Mapping[str, str]
) -> None:
    mine = app.sign_in(Role.LEADER)
    answer = app.post(path, {**mine, **headers}, name="leader", password=PASSWORD)
    assert answer.status == 401
    assert "set-cookie" not in answer.headers
    assert _is_live(app, mine)


def test_a_form_too_large_to_be_one_is_no_sign_in(app: AccountsApp) -> None:
    assert app.post("/sign-in", name="leader", password="x" * 10_000).status == 401


def test_signing_in_again_ends_the_session_that_browser_had(app: AccountsApp) -> None:
    first = app.sign_in(Role.LEADER)
    app.post("/sign-in", first, name="planner", password=PASSWORD)
    assert not _is_live(app, first)


def test_who_is_signed_in_is_led_on_from_the_sign_in_page(app: AccountsApp) -> None:
    answer = app.get("/sign-in?next=/norms", app.sign_in(Role.LEADER))
    # A wall's token stands behind the #: an empty one takes its place in the address.
    assert (answer.status, answer.headers["location"]) == (303, "/norms#")


def test_signing_out_is_a_post_and_ends_the_session_at_once(app: AccountsApp) -> None:
    mine = app.sign_in(Role.LEADER)
    assert app.get("/sign-out", mine).headers["location"].startswith("/?missing=")
    assert _is_live(app, mine)
    answer = app.post("/sign-out", mine)
    assert answer.status == 204
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert not _is_live(app, mine)
    assert not app.streams(mine)


def test_signing_out_ends_the_links_that_were_issued_before(app: AccountsApp) -> None:
    mine = app.sign_in(Role.LEADER)
    links = [_link(app, kind, mine) for kind in (LinkKind.GRIDS, LinkKind.INCIDENTS)]
    assert [app.get(link, mine).status for link in links] == [200, 200]
    app.post("/sign-out", mine)
    assert [app.get(link, mine).status for link in links] == [401, 401]


def test_what_a_session_fetched_is_not_kept_without_asking(app: AccountsApp) -> None:
    mine = app.sign_in(Role.LEADER)
    link = _link(app, LinkKind.GRIDS, mine)
    first = app.get(link, mine)
    assert first.headers["cache-control"] == "private, no-cache"
    again = app.get(link, {**mine, "if-none-match": first.headers["etag"]})
    assert (again.status, again.headers["cache-control"]) == (304, "private, no-cache")


def test_a_link_opens_in_no_other_session(app: AccountsApp) -> None:
    mine, other = app.sign_in(Role.LEADER), app.sign_in(Role.ADMINISTRATOR)
    answer = app.get(_link(app, LinkKind.GRIDS, mine), other)
    assert answer.status == 403
    assert json.loads(answer.body)["error"]["code"] == "link_refused"


def test_a_disabled_account_and_a_changed_role_act_on_links_already_issued(
    app: AccountsApp,
) -> None:
    accounts, now = app.container.accounts, datetime.now(UTC)
    mine = app.sign_in(Role.DISPATCHER)
    link = _link(app, LinkKind.INCIDENTS, mine)
    accounts.set_role(SOMEBODY, "dispatcher", Role.SCREEN, now)
    assert app.get(link, mine).status == 403
    accounts.set_role(SOMEBODY, "dispatcher", Role.DISPATCHER, now)
    assert app.get(link, mine).status == 200
    accounts.disable(SOMEBODY, "dispatcher", now)
    assert app.get(link, mine).status == 401
    accounts.enable(SOMEBODY, "dispatcher", now)


def test_a_changed_password_is_asked_with_the_old_one_and_leads_on(app: AccountsApp) -> None:
    def change(old: str, new: str) -> int:
        form = {"name": "worker", "old_password": old, "new_password": new}
        return app.post("/sign-in/password", **form).status

    before = app.sign_in(Role.WORKER)
    assert change("wrong password", "another one 7") == 401
    assert change(PASSWORD, "short") == 401
    assert _is_live(app, before)
    assert change(PASSWORD, "another one 7") == 303
    assert not _is_live(app, before)
    assert change("another one 7", PASSWORD) == 303


def test_a_wall_signs_in_by_its_token(app: AccountsApp) -> None:
    token = app.container.accounts.new_wall_token(SOMEBODY, "screen", datetime.now(UTC))
    assert app.post("/sign-in", wall="forged").status == 401
    answer = app.post("/sign-in", wall=token)
    assert (answer.status, answer.headers["location"]) == (303, "/wall?embed=true")
    headers = {"cookie": answer.headers["set-cookie"].partition(";")[0]}
    found = app.container.store.accounts.session(digest_of(secret_in(headers)))
    assert found is not None
    assert found[0].is_wall
    assert _is_live(app, headers)


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/incidents?grid=1", "/incidents?grid=1"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/sign-out", "/"),
        ("/a\nb", "/"),
        ("", "/"),
    ],
)
def test_after_signing_in_only_a_page_of_ours_follows(asked: str, led: str) -> None:
    assert safe_next(asked) == led


def test_every_kind_of_link_is_covered_by_the_policy() -> None:
    assert set(ACTION_FOR) == set(LinkKind)
