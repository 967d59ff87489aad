"""A memo, a sign and a press with the real font, for tests of what is printed."""

from pathlib import Path

import shapely

from geo.io import document_fonts
from geo.ports.documents import DocumentTable, MapName, MapSheet, Memo, Section, Sign, Tone
from geo.views.documents.press import Press

ROOT = Path(__file__).resolve().parents[2]
FONTS = document_fonts(ROOT)
PRESS = Press(FONTS.path, FONTS.is_kept)
HOSTILE = "<b>甲&村</b><img src=x/>"
SHEET = MapSheet(
    title="调整前",
    extent=(0, 0, 1000, 800),
    areas=[
        (
            shapely.difference(shapely.box(0, 0, 1000, 800), shapely.box(400, 300, 600, 500)),
            Tone.OTHER,
        ),
        (shapely.box(0, 0, 500, 300), Tone.CHANGED),
    ],
    lines=[(shapely.LineString([(0, 100), (1000, 700)]), Tone.WATER)],
    outlined=[shapely.box(0, 0, 500, 300)],
    names=[MapName(HOSTILE, 250, 150, 0), MapName("格尔木河", 600, 460, 2)],
    legend=[(Tone.CHANGED, "范围有变的网格"), (Tone.WATER, "河流、水渠")],
    north="北",
)


def memo(rows: int = 2, mark: str = "演示数据（虚构）") -> Memo:
    """Return a memo whose table has so many rows."""
    table = DocumentTable(["网格", "户数前"], [(f"第{n}网格", str(1000 + n)) for n in range(rows)])
    return Memo(
        language_tag="zh-CN",
        title=HOSTILE,
        subtitle="郭勒木德镇网格调整方案说明",
        mark=mark,
        facts=[("文号", "镇发〔2026〕3号"), ("依据", "第一行\n第二行\x00\x07")],
        sections=[
            Section("一、对照图", maps=[SHEET, SHEET], notes=["审图号：未设置"]),
            Section("二、对照表", tables=[table, DocumentTable(["村"], [], empty="没有。")]),
        ],
        page="第 {page} 页，共 {pages} 页",
    )


def sign(name: str = "第二网格", across: str = "样张") -> Sign:
    """Return a sign."""
    return Sign(
        language_tag="zh-CN",
        title="试点镇网格公示牌",
        name=name,
        mark="演示数据（虚构）",
        across=across,
        map=SHEET,
        facts=[
            ("网格范围", "东至乙网格，南至镇界。"),
            ("工作电话", "0979-8400001"),
            ("便民热线", "12345"),
        ],
        notes=["审图号：未设置"],
    )
