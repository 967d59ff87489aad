"""Two processes over one store behind the manual's proxy: sessions and links hold in either."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Cookie, Page, expect

from geo import bootstrap
from geo.domain.kinds import Role
from geo.services.sessions import SESSION_COOKIE
from tests.browser.accounts import make_accounts, sign_in
from tests.browser.app_server import Server, running
from tests.browser.opening import PATIENCE_MS, wait_until_drawn
from tests.browser.proxy import Proxy, manual_lines, proxied
from tests.browser.watching import Watch

ONE, SEVERAL = "## 让其他电脑访问", "### 多个进程"
ROUTE, SESSION = "wangge_route", SESSION_COOKIE
MOST_ROUTES = 64
"""With two processes each route leads to the other with probability one half: 2⁻⁶⁴ to miss it."""


@dataclass(frozen=True, slots=True)
class Site:
    """A proxy and the two processes behind it."""

    proxy: Proxy
    servers: tuple[Server, Server]


@pytest.fixture(scope="module")
def accounts_store(demo_store: Path) -> Iterator[Path]:
    """Return the path of the demo town with an administrator and a leader."""
    names = {"王工": Role.ADMINISTRATOR, "李镇": Role.LEADER}
    yield make_accounts(demo_store, demo_store.parent / "proxied", names)
    bootstrap.close_containers()


@pytest.fixture(scope="module")
def site(accounts_store: Path) -> Iterator[Site]:
    """Yield both processes behind the proxy for several."""
    folder = accounts_store.parent
    with (
        running(accounts_store, folder / "first.log") as first,
        running(accounts_store, folder / "second.log") as second,
        proxied(
            manual_lines(SEVERAL), [first.address, second.address], folder / "several"
        ) as proxy,
    ):
        yield Site(proxy, (first, second))


@dataclass(frozen=True, slots=True)
class Visit:
    """A fresh profile that takes the proxy's own certificate, and what it watches."""

    context: BrowserContext
    watch: Watch


@contextmanager
def _profile(browser: Browser, proxy: Proxy) -> Iterator[Visit]:
    watch = Watch(proxy.address)
    context = browser.new_context(
        viewport={"width": 1366, "height": 768},
        locale="zh-CN",
        base_url=proxy.address,
        ignore_https_errors=True,
    )
    context.set_default_timeout(PATIENCE_MS)
    watch.attach(context)
    yield Visit(context, watch)
    context.close()
    assert watch.left_the_machine == []


@pytest.fixture
def person(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """Yield a fresh profile at the proxy for several; no error but a refusal may be logged."""
    with _profile(browser, site.proxy) as visit:
        yield visit.context
    assert [one for one in visit.watch.errors if "401" not in one] == []


def _cookie(profile: BrowserContext, name: str) -> Cookie:
    return next(one for one in profile.cookies() if one["name"] == name)


def _served_by(proxy: Proxy, profile: BrowserContext, path: str) -> tuple[int, str]:
    """Return status and the address of the process that answered one more request."""
    status = profile.request.get(path).status
    lines = proxy.log.read_text(encoding="utf-8").splitlines()
    last = next(line for line in reversed(lines) if line.endswith(path))
    return status, last.split()[0]


def _to_another_process(proxy: Proxy, profile: BrowserContext) -> str:
    """Change the route until another process answers; return its address. A hash decides which."""
    _, now = _served_by(proxy, profile, "/health?now")
    for number in range(MOST_ROUTES):
        profile.add_cookies([{"name": ROUTE, "value": f"r{number}", "url": proxy.address}])
        _, then = _served_by(proxy, profile, f"/health?{number}")
        if then != now:
            return then
    raise AssertionError("one process alone answers")


def _brief_link(page: Page) -> str:
    link = page.get_by_role("link", name="会前一页纸").get_attribute("href")
    assert link
    return link


def test_one_process_behind_the_manuals_proxy_signs_in_and_draws(
    browser: Browser, accounts_store: Path, site: Site
) -> None:
    folder = accounts_store.parent / "one"
    behind = [site.servers[0].address]
    with (
        proxied(manual_lines(ONE), behind, folder) as proxy,
        _profile(browser, proxy) as visit,
    ):
        sign_in(visit.context.new_page(), "李镇")
        session = _cookie(visit.context, SESSION)
        assert (session["secure"], session["httpOnly"]) == (True, True)
        assert visit.watch.errors == []


def test_a_person_stays_with_one_process(site: Site, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, "李镇")
    kept = _cookie(person, ROUTE)
    _, first = _served_by(site.proxy, person, "/health?first")
    page.goto("/incidents")
    wait_until_drawn(page)
    assert _cookie(person, ROUTE)["value"] == kept["value"]
    assert _served_by(site.proxy, person, "/health?then") == (200, first)


def test_a_session_and_a_link_hold_in_the_other_process(site: Site, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, "李镇")
    link = _brief_link(page)
    first = _served_by(site.proxy, person, link)
    other = _to_another_process(site.proxy, person)
    assert first[0] == 200
    assert _served_by(site.proxy, person, link) == (200, other) != first
    page.goto("/incidents")
    wait_until_drawn(page)
    expect(page.locator(".st-key-person")).to_contain_text("李镇")


def test_who_signs_out_of_one_process_is_out_of_both(site: Site, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, "李镇")
    link, kept = _brief_link(page), person.cookies()
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    # The browser forgot the session; a copy of the cookie opens nothing in the other one either.
    person.add_cookies([one for one in kept if one["name"] == SESSION])  # type: ignore[misc]
    assert _served_by(site.proxy, person, link)[0] == 401
    _to_another_process(site.proxy, person)
    assert _served_by(site.proxy, person, link)[0] == 401


def test_a_stopped_process_hands_its_people_over(
    browser: Browser, accounts_store: Path, site: Site
) -> None:
    folder, kept = accounts_store.parent, site.servers[0].address
    with ExitStack() as stopping, ExitStack() as closing:
        going = stopping.enter_context(running(accounts_store, folder / "going.log"))
        behind = [kept, going.address]
        proxy = closing.enter_context(proxied(manual_lines(SEVERAL), behind, folder / "going"))
        profile = closing.enter_context(_profile(browser, proxy)).context
        page = profile.new_page()
        sign_in(page, "李镇", "/incidents")
        if _served_by(proxy, profile, "/health?by")[1] in kept:
            _to_another_process(proxy, profile)
            page.reload()
            wait_until_drawn(page)
        stopping.close()
        page.goto("/incidents")
        wait_until_drawn(page)
        expect(page.locator(".st-key-person")).to_contain_text("李镇")
        assert _served_by(proxy, profile, "/health?after")[1] in kept
