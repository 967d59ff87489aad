"""Files in and out of a store of its own: columns, a try, the write, refusals, norms, roles."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.importing import give, try_and_write, written
from tests.browser.opening import PATIENCE_MS

HOSTILE = "<img src=x onerror=window.hacked=1>"
SQUARE = (
    '{"type":"FeatureCollection","features":[{"type":"Feature",'
    '"properties":{"编码":"G1","名称":"<img src=x onerror=window.hacked=1>"},'
    '"geometry":{"type":"Polygon",'
    '"coordinates":[[[94.0,36.0],[94.1,36.0],[94.1,36.1],[94.0,36.1],[94.0,36.0]]]}}]}'
)
# Four rows: one good, one without a place, one outside the only grid, one with no readable time.
DIRTY = (
    f"id,reported_at,category,lon,lat,姓名,{HOSTILE}\n"
    "a,2024-05-01 08:00,路灯,94.05123,36.05123,甲,1\n"
    "b,2024-05-01 09:00,路灯,,,乙,1\n"
    "c,2024-05-01 10:00,路灯,95.51234,36.05123,丙,1\n"
    f"{HOSTILE},soon,路灯,94.06123,36.05123,丁,1\n"
)


def test_a_dirty_file_is_tried_written_and_its_refusals_are_understood(
    empty_app: str, own_page: Page, tmp_path: Path
) -> None:
    give(own_page, empty_app, "grids", written(tmp_path, "grids.geojson", SQUARE))
    try_and_write(own_page)
    give(own_page, empty_app, "incidents", written(tmp_path, "incidents.csv", DIRTY))
    expect(own_page.get_by_text("以下列将被丢弃，不会写入：")).to_contain_text("姓名")
    try_and_write(own_page)
    cards = own_page.locator(".st-key-import_report .wg-card")
    for number, count in enumerate(("4", "1", "3")):
        expect(cards.nth(number)).to_contain_text(count)
    own_page.goto(f"{empty_app}/quarantine?person=planner")
    expect(own_page.get_by_text("共 3 行")).to_be_visible()
    assert own_page.evaluate("window.hacked") is None


def test_another_file_of_the_same_name_is_not_written_before_its_own_trial(
    empty_app: str, own_page: Page, tmp_path: Path
) -> None:
    header, (first, second) = "id,reported_at,category,lon,lat\n", ("t1", "t2")
    row = ",2024-05-01 08:00,路灯,94.05123,36.05123\n"
    give(own_page, empty_app, "incidents", written(tmp_path, "same.csv", header + first + row))
    own_page.locator(".st-key-dry_run button").click()
    write = own_page.locator(".st-key-import_now button")
    expect(write).to_be_enabled(timeout=PATIENCE_MS)
    (tmp_path / "other").mkdir()
    other = written(tmp_path / "other", "same.csv", header + second + row)
    own_page.set_input_files("input[type=file]", other)
    expect(write).to_be_disabled(timeout=PATIENCE_MS)
    expect(own_page.get_by_text("试运行结果：还没有写入")).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("list.xlsx", b"PK\x03\x04rest", "只能导入 GeoJSON"),
        ("list.csv", b"PK\x03\x04\x00\x00rest", "的内容不是文本"),
        ("list.csv", b"a,b\n1,2\n", "还缺必填字段"),
    ],
)
def test_a_wrong_file_gets_one_sentence(  # noqa: PLR0917
    empty_app: str, own_page: Page, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    give(own_page, empty_app, "incidents", written(tmp_path, name, content))
    expect(own_page.get_by_text(re.compile(sentence)).first).to_be_visible()
    expect(own_page.locator(".st-key-import_now button:enabled")).to_have_count(0)


def test_a_leader_may_look_but_not_import_nor_see_quarantine_nor_change_norms(
    empty_app: str, own_page: Page
) -> None:
    for address, sentence in (
        ("imports", "不能导入"),
        ("quarantine", "不能查看隔离的记录"),
        ("norms", "不能修改"),
    ):
        own_page.goto(f"{empty_app}/{address}")
        expect(own_page.get_by_text(sentence)).to_be_visible()


def test_a_changed_norm_is_kept_with_who_changed_it_and_nonsense_is_refused(
    empty_app: str, own_page: Page
) -> None:
    own_page.goto(f"{empty_app}/norms?person=planner&norm=forms_h_week")
    field = own_page.get_by_test_id("stForm").first.locator("input").first
    save = own_page.get_by_role("button", name="保存")
    field.fill("400")
    save.click()
    expect(own_page.get_by_text("超出范围")).to_be_visible()
    field.fill("6")
    save.click()
    expect(own_page.get_by_text("已保存")).to_be_visible()
    expect(own_page.get_by_text("已保存")).to_contain_text("6")
