"""Signing in and out as a person does: form, lock-out, second tab, issued link, restart, wall."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from geo import bootstrap
from geo.domain.kinds import Role
from geo.services.accounts import Accounts
from tests.browser.accounts import fill, make_accounts, sign_in
from tests.browser.app_server import serving
from tests.browser.axe import faults
from tests.browser.opening import wait_until_drawn
from tests.browser.visible_text import untranslated
from tests.browser.watching import Watch
from tests.services.accounts_town import CHEAP, PASSWORD, SOMEBODY

NAMES = {"王工": Role.ADMINISTRATOR, "李镇": Role.LEADER, "赵规": Role.PLANNER, "大厅": Role.SCREEN}


@pytest.fixture(scope="module")
def accounts_store(demo_store: Path) -> Iterator[Path]:
    """Return the path of the demo town with an account for each name."""
    path = make_accounts(demo_store, demo_store.parent / "accounts", NAMES)
    yield path
    bootstrap.close_containers()


@pytest.fixture(scope="module")
def app_url(accounts_store: Path) -> Iterator[str]:
    """Yield the address of the app, served over the town with accounts."""
    with serving(accounts_store, accounts_store.parent / "server.log") as address:
        yield address


@pytest.fixture
def accounts(accounts_store: Path) -> Accounts:
    return Accounts(bootstrap.container(str(accounts_store)).store, CHEAP)


def _expect_refusals_alone(watch: Watch) -> None:
    """Browsers note each refused answer as an error; anything else is one."""
    assert all("401" in error for error in watch.errors), watch.errors
    watch.errors.clear()


@pytest.mark.offline
def test_a_page_asks_who_is_there_and_leads_back_to_itself(page: Page) -> None:
    page.goto("/staffing?lang=zh_CN")
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    fill(page, "赵规")
    wait_until_drawn(page)
    expect(page).to_have_url("/staffing?lang=zh_CN")
    expect(page.locator(".st-key-person")).to_contain_text("赵规")
    expect(page.locator(".st-key-person")).to_contain_text("规划员")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("door", ["sign-in", "sign-in/password"])
def test_no_door_breaks_the_rules_of_accessibility(page: Page, door: str, language: str) -> None:
    page.goto(f"/{door}?lang={language}")
    expect(page.locator("form")).to_be_visible()
    assert faults(page) == []


def test_the_person_in_an_address_is_nobody(page: Page) -> None:
    sign_in(page, "李镇", "/?person=administrator")
    expect(page.locator(".st-key-person")).to_contain_text("镇领导")
    expect(page.locator(".st-key-top_bar").get_by_role("combobox")).to_have_count(0)
    expect(page.get_by_role("link", name="用户")).to_have_count(0)


def test_five_wrong_passwords_lock_the_name_and_say_nothing_else(
    page: Page, watch: Watch, accounts: Accounts
) -> None:
    page.goto("/sign-in")
    for password in (*["wrong password"] * 5, PASSWORD):
        fill(page, "李镇", password)
        expect(page.get_by_role("alert")).to_contain_text("用户名或密码不对")
    _expect_refusals_alone(watch)
    accounts.set_password(SOMEBODY, "李镇", PASSWORD, datetime.now(UTC))
    fill(page, "李镇")
    wait_until_drawn(page)


def test_signing_out_ends_the_second_tab_and_links_already_issued(
    page: Page, context: BrowserContext, watch: Watch
) -> None:
    sign_in(page, "李镇")
    brief = page.get_by_role("link", name="会前一页纸").get_attribute("href")
    assert brief
    assert context.request.get(brief).status == 200
    second = context.new_page()
    second.goto("/norms")
    wait_until_drawn(second)
    page.get_by_role("button", name="退出").click()
    for one in (page, second):
        expect(one.get_by_role("heading", name="登录")).to_be_visible()
    assert context.request.get(brief).status == 401
    second.goto(brief)
    expect(second.get_by_role("heading", name="登录")).to_be_visible()
    _expect_refusals_alone(watch)


def test_a_disabled_account_is_out_at_its_next_click(
    page: Page, watch: Watch, accounts: Accounts
) -> None:
    sign_in(page, "赵规")
    accounts.disable(SOMEBODY, "赵规", datetime.now(UTC))
    page.get_by_role("link", name="定额").click()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    accounts.enable(SOMEBODY, "赵规", datetime.now(UTC))
    _expect_refusals_alone(watch)


def test_a_page_left_alone_leaves_when_its_session_ends(
    page: Page, watch: Watch, accounts: Accounts
) -> None:
    sign_in(page, "赵规")
    accounts.set_password(SOMEBODY, "赵规", PASSWORD, datetime.now(UTC))
    # What a browser tells a page that is looked at again.
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    _expect_refusals_alone(watch)


def test_a_session_is_resumed_after_the_server_began_anew(
    browser: Browser, accounts_store: Path
) -> None:
    context = browser.new_context(locale="zh-CN")
    page, log = context.new_page(), accounts_store.parent / "restart.log"
    with serving(accounts_store, log) as address:
        page.goto(address)
        fill(page, "李镇")
        wait_until_drawn(page)
    with serving(accounts_store, log) as address:
        page.goto(f"{address}/staffing")
        wait_until_drawn(page)
        expect(page.locator(".st-key-person")).to_contain_text("李镇")
    context.close()


def test_a_wall_signs_in_by_its_address_and_sees_the_map_alone(
    page: Page, browser: Browser, app_url: str
) -> None:
    other = browser.new_context(locale="zh-CN", base_url=app_url)
    administrator = other.new_page()
    sign_in(administrator, "王工", "/accounts?account=大厅")
    administrator.get_by_role("button", name="发放大屏登录地址").click()
    address = administrator.get_by_test_id("stCode").inner_text().strip()
    other.close()
    page.goto(address)
    wall = page.frame_locator("#wangge-wall")
    expect(wall.locator("html[data-changes]")).to_have_count(1, timeout=60_000)
    assert "/wall?embed=true" in page.url
    assert address.partition("=")[2] not in page.url
    page.goto("/norms")
    wait_until_drawn(page)
    expect(page.get_by_text("身份不能")).to_be_visible()


def test_an_administrator_makes_an_account_that_signs_in(
    page: Page, browser: Browser, app_url: str
) -> None:
    sign_in(page, "王工", "/accounts")
    form = page.locator(".st-key-panel_new_account")
    form.get_by_label("用户名").fill("周调")
    form.get_by_label("初始密码").fill(PASSWORD)
    form.get_by_role("button", name="建立").click()
    expect(page.get_by_text("已建立用户“周调”。")).to_be_visible()
    other = browser.new_context(locale="zh-CN", base_url=app_url)
    sign_in(other.new_page(), "周调")
    other.close()


def test_every_word_of_the_accounts_page_and_the_doors_comes_from_a_catalogue(page: Page) -> None:
    for path in ("/sign-in?lang=pseudo", "/sign-in/password?lang=pseudo"):
        page.goto(path)
        assert untranslated(page) == []
    sign_in(page, "王工", "/accounts")
    page.goto("/accounts?lang=pseudo&account=李镇")
    wait_until_drawn(page)
    expect(page.locator(".st-key-panel_account")).to_contain_text("李镇")
    assert untranslated(page) == []


@pytest.mark.parametrize(("lang", "words"), [("zh_CN", "修改密码"), ("en", "Change password")])
def test_both_doors_speak_both_languages(page: Page, lang: str, words: str) -> None:
    page.goto(f"/sign-in?lang={lang}")
    page.get_by_role("link", name=words).click()
    expect(page.get_by_role("heading", name=words)).to_be_visible()
