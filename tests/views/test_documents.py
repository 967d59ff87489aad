"""Documents as printed: read back by other programs than those that wrote them."""

import io
import zipfile
from dataclasses import replace

import docx
import numpy as np
import pytest
import shapely
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf import PageObject, PdfReader

from geo.domain.errors import Refused
from geo.ports.documents import DocumentTable, Paper, Tone
from geo.views.documents.columns import shares
from geo.views.documents.drawing import Drawing, Words, drawing_of, legend_of
from geo.views.documents.png_drawing import png
from geo.views.documents.press import Press
from tests.views.documents_made import FONTS, HOSTILE, PRESS, SHEET, memo, sign

MARK = "演示数据（虚构）"


def _pages(body: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(body)).pages]


def _fonts(body: bytes) -> dict[str, bool]:
    """Return the fonts of all pages, and whether each is embedded."""
    found = {}
    for page in PdfReader(io.BytesIO(body)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            described = font.get_object().get("/FontDescriptor")
            name = str(font.get_object()["/BaseFont"])
            found[name] = described is not None and "/FontFile2" in described.get_object()
    return found


def test_a_pdf_holds_title_facts_table_names_and_the_mark_and_number_of_each_page() -> None:
    pages = _pages(PRESS.memo_pdf(memo()))
    whole = "\n".join(pages)
    for said in (
        HOSTILE,
        "镇发〔2026〕3号",
        "第1网格",
        "1,001".replace(",", ""),
        "没有。",
        "河流、水渠",
    ):
        assert said in whole
    for number, page in enumerate(pages, start=1):
        assert MARK in page
        assert f"第 {number} 页，共 {len(pages)} 页" in page


def test_a_memo_of_real_data_bears_no_mark() -> None:
    assert MARK not in "".join(_pages(PRESS.memo_pdf(memo(mark=""))))


def test_chinese_letters_are_embedded() -> None:
    for body in (PRESS.memo_pdf(memo()), PRESS.signs_pdf([sign()], Paper.A4)):
        fonts = _fonts(body)
        # The library names Helvetica on each page and writes nothing in it.
        assert {name for name, is_in in fonts.items() if not is_in} <= {"/Helvetica"}
        assert sum("WanggeNotoSansSC" in name for name in fonts) >= 2


def test_a_long_table_runs_over_pages_and_repeats_its_heading() -> None:
    pages = _pages(PRESS.memo_pdf(memo(rows=120)))
    with_rows = [page for page in pages if "网格\n1" in page or "第119网格" in page]
    assert len([page for page in pages if "户数前" in page]) >= 3
    assert with_rows
    assert sum(page.count("第119网格") for page in pages) == 1


def test_equal_memos_are_equal_bytes() -> None:
    assert PRESS.memo_pdf(memo()) == PRESS.memo_pdf(memo())
    assert PRESS.memo_docx(memo()) == PRESS.memo_docx(memo())


def test_a_docx_holds_the_same_words_as_text() -> None:
    document = docx.Document(io.BytesIO(PRESS.memo_docx(memo())))
    paragraphs = [one.text for one in document.paragraphs]
    assert paragraphs[0] == HOSTILE
    assert {"一、对照图", "二、对照表", "没有。", "审图号：未设置"} <= set(paragraphs)
    facts, maps, figures = document.tables
    assert [cell.text for cell in facts.rows[1].cells] == ["依据", "第一行\n第二行"]
    assert [cell.text for cell in maps.rows[0].cells] == ["调整前", "调整前"]
    assert [cell.text for cell in figures.rows[2].cells] == ["第1网格", "1001"]
    assert document.sections[0].header.paragraphs[0].text == MARK
    assert document.core_properties.title == HOSTILE


def test_the_heading_row_of_a_docx_table_repeats_and_its_pages_are_numbered() -> None:
    document = docx.Document(io.BytesIO(PRESS.memo_docx(memo())))
    heading = document.tables[2].rows[0]._tr
    assert heading.trPr.find(qn("w:tblHeader")) is not None
    footer = document.sections[0].footer.paragraphs[0]._p
    fields = [one.get(qn("w:instr")) for one in footer.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_maps_of_a_docx_are_pictures_of_two_hundred_dots_an_inch_with_words() -> None:
    body = PRESS.memo_docx(memo())
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        names = [name for name in package.namelist() if name.startswith("word/media/")]
        maps = [Image.open(io.BytesIO(package.read(name))) for name in names]
    # One picture stands for both maps, which are the same here, and one for the legend.
    assert len(maps) == 2
    assert all(round(one.info["dpi"][0]) == 200 for one in maps)
    described = docx.Document(io.BytesIO(body)).element.body.iter(qn("wp:docPr"))
    assert "调整前" in [one.get("descr") for one in described]


def test_a_picture_shows_fills_holes_and_outlines_where_they_lie() -> None:
    font = PRESS.font(400)
    image = Image.open(io.BytesIO(png(drawing_of(SHEET, 250, 200, 7), font, PRESS.font(700))))
    width, height = image.size
    pixels = np.asarray(image.convert("RGB"))

    def at(x_m: float, y_m: float) -> tuple[int, ...]:
        # The extent is 1000 by 800 m on paper of the same form, with a margin of 2 % all round.
        x, y = (0.02 + 0.96 * x_m / 1000) * width, (0.98 - 0.96 * y_m / 800) * height
        return tuple(int(one) for one in pixels[round(y), round(x)])

    assert at(500, 330) == (255, 255, 255)
    assert at(100, 250) == (0xDC, 0xEB, 0xF7)
    assert at(800, 200) == (0xF4, 0xF5, 0xF2)
    assert at(500, 200) == pytest.approx((0xC8, 0x50, 0x2B), abs=3)


def test_what_lies_in_the_hole_of_land_that_moves_stays_seen() -> None:
    moves = shapely.difference(shapely.box(0, 0, 900, 900), shapely.box(300, 300, 600, 600))
    inside = shapely.box(300, 300, 600, 600)
    areas = [(inside, Tone.CHANGED), (moves, Tone.MOVED)]
    sheet = replace(SHEET, extent=(0, 0, 900, 900), areas=areas, lines=[], outlined=[], names=[])
    drawing = drawing_of(sheet, 180, 180, 7)
    image = Image.open(io.BytesIO(png(drawing, PRESS.font(400), PRESS.font(700))))
    pixels = np.asarray(image.convert("RGB"))
    size = len(pixels)

    def at(share: float) -> tuple[int, ...]:
        return tuple(pixels[size // 2, round(share * size)].tolist())

    assert at(0.5) == (0xDC, 0xEB, 0xF7)
    assert at(0.2) == at(0.8) == (0xF6, 0xD5, 0x7A)


@pytest.mark.parametrize("letter", ["㛃", "𠅤", "བ", "😀"])
def test_a_letter_that_the_font_lacks_is_a_box_and_never_nothing(letter: str) -> None:
    for weight in (400, 700):
        font = TTFont(PRESS.font(weight))
        assert ord(letter) not in font.getBestCmap()
        assert font["glyf"][".notdef"].numberOfContours > 0
    blank = Drawing(60, 30, [], [], [])
    boxed = replace(blank, words=[Words(letter, 30, 20, 12)])
    empty, drawn = (
        np.asarray(Image.open(io.BytesIO(png(one, PRESS.font(400), PRESS.font(700)))))
        for one in (blank, boxed)
    )
    assert (empty == 255).all()
    assert (drawn < 100).any()


def test_a_legend_runs_in_rows_that_fit() -> None:
    one, two = legend_of(SHEET, 400, 10), legend_of(SHEET, 120, 10)
    assert two.height_px > one.height_px
    assert [words.words for words in one.words] == [said for _, said in SHEET.legend]


def test_a_sign_says_where_whom_and_which_number_to_call() -> None:
    (page,) = _pages(PRESS.signs_pdf([sign()], Paper.A3))
    for said in (
        "试点镇网格公示牌",
        "第二网格",
        "东至乙网格，南至镇界。",
        "0979-8400001",
        "12345",
        MARK,
    ):
        assert said in page
    assert "样张" in page
    assert "样张" not in _pages(PRESS.signs_pdf([sign(across="")], Paper.A3))[0]


def test_signs_are_one_a_page_and_a3_is_twice_a4() -> None:
    body = PRESS.signs_pdf([sign("一"), sign("二" * 60), sign(HOSTILE)], Paper.A3)
    large, small = (
        PdfReader(io.BytesIO(one)) for one in (body, PRESS.signs_pdf([sign()], Paper.A4))
    )
    assert len(large.pages) == 3
    assert HOSTILE in large.pages[2].extract_text()
    areas = [
        float(one.pages[0].mediabox.width * one.pages[0].mediabox.height) for one in (large, small)
    ]
    assert areas[0] / areas[1] == pytest.approx(2, rel=1e-6)


def test_columns_share_the_width_by_their_words() -> None:
    table = DocumentTable(["网格", "四至"], [("甲", "东至" * 40), ("乙", "西")])
    narrow, wide = shares(table)
    assert narrow + wide == pytest.approx(1)
    # The wide one is held at 26 letters, the narrow one at 4.
    assert wide / narrow == pytest.approx(26 / 4)


def test_a_sign_with_twelve_workers_ends_above_its_notes_whatever_its_words() -> None:
    workers = "、".join(f"欧阳某某{n}专职网格员 0979-84000{n:02d} 转 8{n:02d}" for n in range(12))
    for repeated in (1, 2, 6):
        long = [("网格范围", "东至乙网格，南至镇界。" * 12), ("网格员", workers * repeated)]
        facts = [*long, ("工作电话", workers * repeated), ("便民热线", "12345")]
        (page,) = PdfReader(
            io.BytesIO(PRESS.signs_pdf([replace(sign(), facts=facts)], Paper.A4))
        ).pages
        heights = _heights(page)
        # The notes stand 20 points above the edge, in letters of 9.
        assert heights["审图号：未设置"] == pytest.approx(20)
        assert heights["12345"] > 29
        assert heights["便民热线"] > 29


def _heights(page: PageObject) -> dict[str, float]:
    """Return how high above the edge each piece of text stands, in points."""
    found: dict[str, float] = {}

    def see(said: str, whole: list[float], line: list[float], *_: object) -> None:
        if said.strip():
            found[said.strip()] = line[5] * whole[3] + whole[5]

    page.extract_text(visitor_text=see)
    return found


def test_a_press_is_ready_when_both_weights_are_kept() -> None:
    assert not Press(FONTS.path, lambda weight: weight == 400).is_ready()
    assert Press(FONTS.path, lambda _weight: True).is_ready()


def test_without_a_font_a_document_is_refused() -> None:
    def no_font(_weight: int):
        raise Refused("no_document_font", folder="nowhere")

    with pytest.raises(Refused):
        Press(no_font, FONTS.is_kept).memo_pdf(memo())
