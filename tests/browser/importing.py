"""How a file is given to 导入导出, tried and written, as a planner does it."""

from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.opening import PATIENCE_MS, wait_until_drawn


def give(page: Page, address: str, layer: str, file: Path | FilePayload) -> None:
    page.goto(f"{address}/imports?person=planner&layer={layer}")
    wait_until_drawn(page)
    page.set_input_files("input[type=file]", file)
    page.get_by_test_id("stFileUploaderFile").or_(
        page.locator("[data-testid^=stFileChip]")
    ).first.wait_for()
    wait_until_drawn(page)


def try_and_write(page: Page) -> None:
    page.locator(".st-key-dry_run button").click()
    expect(page.get_by_text("试运行结果：还没有写入")).to_be_visible(timeout=PATIENCE_MS)
    page.locator(".st-key-import_now button").click()
    expect(page.get_by_text("导入结果：已写入")).to_be_visible(timeout=PATIENCE_MS)


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
