"""Files at the edge of what an import bears: hostile names, nothing new, a cancel on the way."""

import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from geo.domain.layers import Layer
from geo.store import open_store
from tests.browser.app_server import ROOT
from tests.browser.importing import give, try_and_write, written
from tests.browser.opening import PATIENCE_MS, wait_until_drawn

HEADER = "id,reported_at,category,lon,lat\n"
ROWS = 200_000
"""Enough for a write of some seconds."""


def _row(key: str) -> str:
    return f"{key},2024-05-01 08:00,路灯,94.05123,36.05123\n"


def _held(store: Path) -> tuple[int, int]:
    """Return the revision and the number of incidents."""
    opened = open_store(str(store))
    found = opened.layers.revision(Layer.INCIDENTS), opened.layers.count(Layer.INCIDENTS)
    opened.close()
    return found


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("<img src=x onerror=window.hacked=1>.csv", "<img src=x onerror=window.hacked=1>.csv"),
        ("../../wangge-escaped.csv", ".csv"),
        ("网" * 300 + ".csv", ".csv"),
    ],
)
def test_a_file_with_a_hostile_name_is_taken_for_its_content_and_written_nowhere_else(
    empty_app: str, empty_store: Path, own_page: Page, name: str, stored: str
) -> None:
    broken = f"{HEADER}{len(name)},soon,路灯,94.05,36.05\n{_row(f'h{len(name)}')}"
    payload = FilePayload(name=name, mimeType="text/csv", buffer=broken.encode())
    give(own_page, empty_app, "incidents", payload)
    try_and_write(own_page)
    own_page.goto(f"{empty_app}/quarantine?person=planner")
    wait_until_drawn(own_page)
    assert own_page.evaluate("window.hacked") is None
    assert own_page.locator("img[src=x]").count() == 0
    opened = open_store(str(empty_store))
    kept = opened.quarantined()[-1].file
    opened.close()
    assert kept.endswith(stored)
    assert "/" not in kept
    temporary = Path(tempfile.gettempdir())
    for folder in (empty_store.parent, ROOT, ROOT.parent, temporary, temporary.parent):
        assert list(folder.glob("*wangge-escaped*")) == []
    assert {path.name.partition(".")[0] for path in empty_store.parent.iterdir()} == {
        "town", "server",
    }  # fmt: skip


def test_a_name_that_turns_its_own_direction_is_refused_in_plain_letters(
    empty_app: str, own_page: Page
) -> None:
    payload = FilePayload(name="a\u202evsc.exe", mimeType="text/csv", buffer=HEADER.encode())
    give(own_page, empty_app, "incidents", payload)
    refusal = own_page.get_by_test_id("stAlert")
    expect(refusal).to_contain_text("只能导入 GeoJSON")
    assert "\u202e" not in refusal.inner_text()


def test_a_file_that_was_written_already_has_nothing_to_write_and_says_so(
    empty_app: str, own_page: Page, tmp_path: Path
) -> None:
    path = written(tmp_path, "again.csv", HEADER + _row("again"))
    give(own_page, empty_app, "incidents", path)
    try_and_write(own_page)
    give(own_page, empty_app, "incidents", path)
    own_page.locator(".st-key-dry_run button").click()
    expect(own_page.get_by_text("没有可接收的行，无需写入。")).to_be_visible(timeout=PATIENCE_MS)
    expect(own_page.locator(".st-key-import_now button")).to_be_disabled()


@pytest.mark.slow
def test_a_cancel_while_rows_are_written_leaves_the_store_as_it_was(
    empty_app: str, empty_store: Path, own_page: Page, tmp_path: Path
) -> None:
    before = _held(empty_store)
    text = HEADER + "".join(_row(f"many{number}") for number in range(ROWS))
    give(own_page, empty_app, "incidents", written(tmp_path, "many.csv", text))
    own_page.locator(".st-key-dry_run button").click()
    write = own_page.locator(".st-key-import_now button")
    expect(write).to_be_enabled(timeout=PATIENCE_MS)
    write.click()
    expect(own_page.get_by_text("写入…点“取消”即停止")).to_be_visible(timeout=PATIENCE_MS)
    own_page.locator(".st-key-cancel_import button").click()
    expect(own_page.get_by_text("已取消，没有写入任何内容。")).to_be_visible(timeout=PATIENCE_MS)
    assert _held(empty_store) == before
    expect(own_page.locator(".st-key-cancel_import")).to_have_count(0)
    expect(own_page.locator(".st-key-dry_run button")).to_be_enabled()
