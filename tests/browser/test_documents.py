"""Documents where a person asks for them: the panel of a plan's page, the card of a grid."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from geo.domain.edits import Reassign
from tests.browser.app_server import serving
from tests.browser.opening import PATIENCE_MS, Open, wait_until_drawn
from tests.browser.planning import Drawn, PlanOnPage, prepared
from tests.fakes.striped_town import TITLE, cell_code, grid_code, make_town

# Two southern cells of the third column from the second grid to the first.
TO_THE_FIRST = Reassign((cell_code(2, 0), cell_code(2, 1)), grid_code(0))
PDF, ZIP, SQLITE = b"%PDF-", b"PK\x03\x04", b"SQLite format 3\x00"


def _fetched(page: Page, address: str, link: Locator) -> bytes:
    """Return what a link leads to, asked for by its browser."""
    href = link.get_attribute("href") or ""
    full = href if href.startswith("http") else f"{address}{href}"
    answer = page.request.get(full, timeout=PATIENCE_MS)
    assert answer.ok, answer.text()
    return answer.body()


@pytest.fixture
def profile(browser: Browser) -> Iterator[Page]:
    """Yield a page that outlives the server it looks at, which a watched one may not."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def test_a_leader_takes_a_plans_documents_from_its_page(tmp_path: Path, profile: Page) -> None:
    store = tmp_path / "town.sqlite"
    make_town(store)
    (plan,) = prepared(store, [Drawn(TITLE, [TO_THE_FIRST])])
    with serving(store, tmp_path / "server.log") as address:
        shown = PlanOnPage(profile)
        shown.open(address, plan, "leader")
        links = shown.panel("documents").locator("a[href*='/documents/']")
        expect(links).to_have_text(
            [
                "调整说明（PDF）",
                "调整说明（Word）",
                "边界数据（GeoPackage）",
                "全部网格公示牌（PDF）",
            ]
        )
        bodies = [_fetched(profile, address, link) for link in links.all()]
    for body, start in zip(bodies, (PDF, ZIP, SQLITE, PDF), strict=True):
        assert body.startswith(start)


@pytest.mark.parametrize(
    ("language", "label"), [("zh", "打印公示牌"), ("en", "Print the public board")]
)
def test_the_card_of_a_grid_leads_to_its_public_board(
    open_cold: Open, app_url: str, language: str, label: str
) -> None:
    page = open_cold(f"/?grid=632801100100-002&lang={language}")
    link = page.get_by_role("link", name=label)
    expect(link).to_have_count(1)
    assert _fetched(page, app_url, link).startswith(PDF)


def test_boundaries_of_another_day_offer_no_board(open_cold: Open) -> None:
    page = open_cold("/?grid=632801100100-002&bounds=2022-12-01")
    wait_until_drawn(page)
    expect(page.locator("a[href*='/documents/sign']")).to_have_count(0)
