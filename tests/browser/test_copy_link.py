"""A copied link opens the same view for a colleague, whenever it is opened, and as themselves."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.opening import Open, wait_until_drawn

pytestmark = pytest.mark.browser


def copied(page: Page, context: BrowserContext) -> str:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("button.copy").click()
    expect(page.locator("button.copy")).to_have_text("已复制")
    return str(page.evaluate("navigator.clipboard.readText()"))


def query(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_the_link_at_the_defaults_says_language_month_and_measure(
    open_cold: Open, context: BrowserContext
) -> None:
    chosen = query(copied(open_cold("/"), context))
    assert chosen["lang"] == "zh_CN"
    assert chosen["month"] == "2022-12"
    assert chosen["measure"] == "overdue_share"


def test_a_colleague_sees_the_same_view_and_stays_who_they_are(
    open_cold: Open, context: BrowserContext, browser: Browser
) -> None:
    page = open_cold("/?person=planner&month=2022-08&find=hx")
    link = copied(page, context)
    assert "person" not in query(link)
    assert "find" not in query(link)
    fresh = browser.new_context()
    colleague = fresh.new_page()
    colleague.goto(link)
    wait_until_drawn(colleague)
    expect(colleague.get_by_text("2022年8月哪里最吃紧？")).to_be_visible()
    expect(colleague.locator(".wg-card")).to_have_count(page.locator(".wg-card").count())
    expect(colleague.locator(".wg-value").first).to_have_text(
        page.locator(".wg-value").first.inner_text()
    )
    fresh.close()


def test_the_last_days_travel_by_their_dates(open_cold: Open, context: BrowserContext) -> None:
    # The demo stands at 2022-12-31: seven days back, both ends counted, begin on the 25th.
    chosen = query(copied(open_cold("/incidents?month=days7"), context))
    assert (chosen["from"], chosen["to"]) == ("2022-12-25", "2022-12-31")
    assert "month" not in chosen
