"""The printed map as a reader of PDF sees it; lengths on paper are measured on its picture."""

import io
from dataclasses import replace

import numpy as np
import pytest
import shapely
from PIL import Image
from pypdf import PdfReader

from geo.ports.documents import MapName, Paper
from geo.ports.printed_maps import (
    CameraSpot,
    IncidentSpot,
    MapPlate,
    PrintedMap,
    ShownMeasure,
    StationSpot,
)
from geo.views.documents.map_pen import nice_scale
from tests.views.documents_made import HOSTILE, PRESS

WIDE_M = 8_000.0
MM_PER_INCH, DPI = 25.4, 300
INK = np.array([0x1B, 0x24, 0x30])
MEASURE = ShownMeasure("逾期率", "%", np.array([3.0, np.nan]), (5, 10, 20, 40), 0, is_change=False)
PLATE = MapPlate(
    extent=(0, 0, WIDE_M, 5_000),
    grids=[shapely.box(0, 0, 4_000, 5_000), shapely.box(4_000, 0, WIDE_M, 5_000)],
    measure=MEASURE,
    lines=[(shapely.LineString([(0, 100), (8_000, 4_000)]), "water")],
    names=[MapName(HOSTILE, 2_000, 2_500, 3)],
    outlined=[shapely.box(1_000, 1_000, 7_000, 4_000)],
)
PAGE = PrintedMap(
    language_tag="zh-CN",
    title="郭勒木德镇 逾期率 · 2022年12月",
    subtitle="事件类别：路灯损坏",
    mark="演示数据（虚构）",
    plate=PLATE,
    whole=None,
    whole_title="牧区片（全域）",
    keys={"incidents": "事件数", "cameras": "视频点位", "selected": "选中的网格"},
    unknown="未知",
    north="北",
    scale="比例尺 1:{scale}",
    notes=["底图：本地导入数据", "审图号：未设置", "数据截至 2022-12-31", "制图日期：2026-03-11"],
)
MARKED = replace(
    PLATE,
    incidents=[IncidentSpot(500, 500, 1, 1), IncidentSpot(3_000, 3_000, 1_234, 600)],
    stations=[StationSpot(5_000, 500, None), StationSpot(5_500, 500, 2.5)],
    cameras=[
        CameraSpot(6_000, 500, "dead", shapely.box(6_000, 500, 6_300, 700)),
        CameraSpot(7_000, 500, None, None),
    ],
    ranges=[shapely.box(0, 0, 900, 900)],
)

LARGE = pytest.param(Paper.A3, marks=pytest.mark.slow)
LARGE_SIZE = pytest.param(Paper.A3, (420, 297), marks=pytest.mark.slow)


def words_of(page: PrintedMap) -> str:
    return PdfReader(io.BytesIO(PRESS.map_pdf(page, Paper.A4))).pages[0].extract_text()


def pixels(page: PrintedMap, paper: Paper = Paper.A4) -> np.ndarray:
    with Image.open(io.BytesIO(PRESS.map_png(page, paper))) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def longest_ink_run_px(rows: np.ndarray) -> int:
    is_ink = (np.abs(rows - INK) < 40).all(axis=2)
    best = 0
    for row in is_ink:
        edges = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(int), [0]))))
        best = max(best, int((edges[1::2] - edges[::2]).max(initial=0)))
    return best


def test_the_page_carries_all_that_a_map_must_say() -> None:
    said = words_of(replace(PAGE, plate=MARKED))
    for words in (PAGE.title, PAGE.subtitle, PAGE.mark, "逾期率 · %", "<5", "≥40", "未知", "北",
                  "1 km", "1234", HOSTILE, *PAGE.keys.values(), *PAGE.notes):  # fmt: skip
        assert words in said, words


@pytest.mark.parametrize(("paper", "size_mm"), [(Paper.A4, (297, 210)), LARGE_SIZE])
def test_the_page_lies_across_and_its_picture_has_300_dots_an_inch(
    paper: Paper, size_mm: tuple[int, int]
) -> None:
    box = PdfReader(io.BytesIO(PRESS.map_pdf(PAGE, paper))).pages[0].mediabox
    size = [float(side) * MM_PER_INCH / 72 for side in (box.width, box.height)]
    assert size == pytest.approx(size_mm, abs=0.5)
    high, wide, _ = pixels(PAGE, paper).shape
    assert (wide * MM_PER_INCH / DPI, high * MM_PER_INCH / DPI) == pytest.approx(size_mm, abs=0.5)


@pytest.mark.parametrize("paper", [Paper.A4, LARGE])
def test_the_scale_bar_is_as_long_on_paper_as_it_says(paper: Paper) -> None:
    bare = replace(PAGE, plate=replace(PLATE, lines=[], names=[]), mark="", keys={})
    seen = pixels(bare, paper)
    high = len(seen)
    # The outline of 6,000 m lies in the middle of the page, the bar of 1 km below it; each line
    # goes half its width beyond both of its ends: 2.2 and 1.4 points in all, enlarged on A3.
    dots_a_point = DPI / 72 * (1 if paper is Paper.A4 else 2**0.5)
    outline_px = longest_ink_run_px(seen[int(high * 0.2) : int(high * 0.7)]) - 2.2 * dots_a_point
    bar_px = longest_ink_run_px(seen[int(high * 0.8) : int(high * 0.86)]) - 1.4 * dots_a_point
    assert bar_px / outline_px == pytest.approx(1_000 / 6_000, rel=0.005)
    # And 1:N: what is 6,000 m in the field is so many millimetres on the sheet.
    outline_mm = outline_px * MM_PER_INCH / DPI
    reader = PdfReader(io.BytesIO(PRESS.map_pdf(bare, paper)))
    said = reader.pages[0].extract_text().partition("比例尺 1:")[2].split(" ")[0]
    assert 6_000_000 / int(said.replace(",", "")) == pytest.approx(outline_mm, rel=0.05)


@pytest.mark.parametrize(
    ("metres_a_point", "scale"), [(1.0, 2_800), (12.3456, 35_000), (0.01, 28), (176.4, 500_000)]
)
def test_a_scale_is_told_to_two_figures(metres_a_point: float, scale: int) -> None:
    # A point is 0.35278 mm: 1 m on it is 1:2,834.6.
    assert nice_scale(metres_a_point) == scale


def test_equal_pages_are_equal_bytes() -> None:
    assert PRESS.map_pdf(PAGE, Paper.A4) == PRESS.map_pdf(PAGE, Paper.A4)


def test_the_whole_town_stands_beside_a_part_of_it() -> None:
    assert PAGE.whole_title not in words_of(PAGE)
    assert PAGE.whole_title in words_of(replace(PAGE, whole=PLATE))


def test_a_map_of_marks_alone_has_no_classes() -> None:
    said = words_of(replace(PAGE, plate=replace(MARKED, measure=None)))
    assert "<5" not in said
    assert "事件数" in said


def test_a_map_of_nothing_but_land_is_a_page_as_well() -> None:
    empty = replace(PLATE, grids=[], measure=None, lines=[], names=[], outlined=[])
    assert "北" in words_of(replace(PAGE, plate=empty))
