"""A copied link opens the same view for a colleague, whenever it is opened, and as themselves."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.maps import map_on
from tests.browser.opening import Open, wait_until_drawn

_LOOK = "(() => { const at = window.wanggeMaps.main.getCenter(); return [at.lng, at.lat]; })()"
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


def test_the_link_says_where_the_map_looks_and_which_layers_are_on(
    open_cold: Open, context: BrowserContext, browser: Browser
) -> None:
    page = open_cold("/?measure=incidents&month=2022-08&grid=632801100219-002")
    drawn = map_on(page)
    drawn.frame.locator(".switch-stations input").uncheck()
    drawn.frame.evaluate(
        "() => { window.wanggeMaps.main.setView([36.42, 95.01], 13, { animate: false }); }"
    )
    link = copied(page, context)
    said = query(link)
    assert [float(part) for part in said["view"].split(",")] == pytest.approx([13, 95.01, 36.42])
    assert said["layers"] == "incidents,ranges"
    assert (said["grid"], said["month"]) == ("632801100219-002", "2022-08")
    assert said["measure"] == "incidents"
    fresh = browser.new_context(viewport={"width": 1024, "height": 768})
    colleague = fresh.new_page()
    colleague.goto(link)
    wait_until_drawn(colleague)
    seen = map_on(colleague)
    assert seen.zoom() == 13
    assert seen.frame.evaluate(_LOOK) == pytest.approx([95.01, 36.42], abs=1e-4)
    expect(seen.frame.locator(".switch-stations input")).not_to_be_checked()
    expect(seen.frame.locator(".switch-incidents input")).to_be_checked()
    fresh.close()


def test_what_the_link_says_of_the_map_holds_once(open_cold: Open) -> None:
    page = open_cold("/?view=13,95.01,36.42")
    drawn = map_on(page)
    assert drawn.zoom() == 13
    drawn.frame.evaluate(
        "() => { window.wanggeMaps.main.setView([36.40, 94.9], 12, { animate: false }); }"
    )
    page.get_by_role("combobox", name="指标").click()
    page.get_by_role("option").nth(2).click()
    expect(drawn.frame.locator(".legend-title")).to_contain_text("本月事件")
    assert drawn.zoom() == 12


def test_the_link_says_what_stands_beside(open_cold: Open, context: BrowserContext) -> None:
    said = query(copied(open_cold("/?beside=month"), context))
    # The same month of last year by its date, so that it stays when the year has passed.
    assert (said["beside"], said["with"], said["month"]) == ("month", "2021-12", "2022-12")


def test_a_view_that_is_none_is_left(open_cold: Open) -> None:
    for nonsense in ("13", "x,y,z", "13,400,36", "nan,95,36"):
        usual = map_on(open_cold(f"/?view={nonsense}&layers=%3Cb%3E"))
        assert usual.zoom() != 13
