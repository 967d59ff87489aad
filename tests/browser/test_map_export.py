"""导出 on the overview: the files are those of the map as it stands."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.maps import map_on
from tests.browser.opening import Open

pytestmark = pytest.mark.browser


def menu(page: Page) -> None:
    page.get_by_test_id("stPopover").filter(has_text="导出").get_by_role("button").first.click()
    expect(page.locator("[data-file]")).to_have_count(4)


def made(page: Page, file: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.locator(f"[data-file={file}]").click()
    download = waiting.value
    return download.suggested_filename, Path(download.path()).read_bytes()


def scale_on(body: bytes) -> int:
    said = PdfReader(io.BytesIO(body)).pages[0].extract_text()
    found = re.search(r"比例尺 1:([\d,]+)", said)
    assert found, said
    return int(found[1].replace(",", ""))


def test_the_page_shows_what_the_map_shows(open_cold: Open) -> None:
    page = open_cold("/?month=2022-11")
    shown = map_on(page)
    menu(page)
    name, body = made(page, "pdf_a4")
    assert name == "郭勒木德镇 逾期率 · 2022年11月.pdf"
    said = PdfReader(io.BytesIO(body)).pages[0].extract_text()
    assert "演示数据（虚构）" in said
    assert "事件数（红弧为逾期占比）" in said
    shown.hide_points()
    # One zoom nearer is half the extent, and twice the scale.
    before = shown.frame.evaluate("sessionStorage.getItem('wangge.shown')")
    shown.frame.evaluate("() => { window.wanggeMaps.main.zoomIn(1, { animate: false }); }")
    shown.frame.wait_for_function(
        "before => sessionStorage.getItem('wangge.shown') !== before", arg=before
    )
    _, nearer = made(page, "pdf_a4")
    assert scale_on(body) / scale_on(nearer) == pytest.approx(2, rel=0.05)
    assert "事件数" not in PdfReader(io.BytesIO(nearer)).pages[0].extract_text()
    expect(page.locator(".state")).to_have_text(f"已保存：{name}")


def test_the_table_has_every_grid(open_cold: Open) -> None:
    page = open_cold("/?measure=incidents")
    map_on(page)
    menu(page)
    name, body = made(page, "xlsx")
    assert name == "郭勒木德镇 本月事件 · 2022年12月.xlsx"
    assert openpyxl.load_workbook(io.BytesIO(body)).sheetnames == ["说明", "网格"]
