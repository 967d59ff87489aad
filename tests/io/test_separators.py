"""CSV by comma, semicolon, tab or bar: the same rows; what is no separator is named."""

from pathlib import Path

import pytest

from geo.domain.errors import BadFile
from geo.domain.layers import Layer
from geo.io import LocalFiles
from geo.ports.files import ReadOptions

HEADER = ["id", "reported_at", "category", "lon", "lat", "address"]
ROWS = [
    ["a", "2024-01-01 08:00", "路灯", "94.9012345", "36.4012345", "一街, 二号; 后门"],
    ["b", "2024-01-02 08:00", "暴露垃圾", "94.9112345", "36.4112345", ""],
]


def _file(folder: Path, lines: list[str], encoding: str = "utf-8") -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join(lines) + "\n", encoding)
    return path


def _joined(separator: str) -> list[str]:
    quoted = [[*row[:-1], f'"{row[-1]}"' if row[-1] else ""] for row in ROWS]
    return [separator.join(row) for row in (HEADER, *quoted)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_each_separator_gives_the_same_rows(tmp_path: Path, separator: str, encoding: str) -> None:
    path = _file(tmp_path, _joined(separator), encoding)
    table = LocalFiles().read(path, Layer.INCIDENTS, ReadOptions(), lambda _step, _share: None)
    assert table.rows["id"].tolist() == ["a", "b"]
    assert table.rows["address"].tolist()[0] == "一街, 二号; 后门"
    assert table.rows["lon_deg"].tolist() == [94.9012345, 94.9112345]
    assert not [found for found in table.findings if len(found.rows)]


@pytest.mark.parametrize(
    "lines",
    [
        # More semicolons in the header than commas, yet no row is divided by them.
        ["id,name(a;b;c;d),kind", "1,x,y", "2,x,y"],
        # Commas inside the fields of a semicolon's file.
        ["id;name;kind", "1;a,b,c,d,e;y", "2;a,b,c,d,e;y"],
        # Rows may end early.
        ["id\tname\tkind", "1\tx", "2\tx\ty"],
    ],
)
def test_the_separator_of_the_rows_decides(tmp_path: Path, lines: list[str]) -> None:
    found = LocalFiles().propose(_file(tmp_path, lines), Layer.BUILDINGS, ReadOptions())
    assert len(found.columns) == 3
    assert found.mapping["id"] == "id"


def test_a_quoted_line_break_in_the_first_rows_does_not_mislead(tmp_path: Path) -> None:
    lines = ["id;name", *[f'{number};"a,b\nc,d"' for number in range(5)]]
    found = LocalFiles().propose(_file(tmp_path, lines), Layer.BUILDINGS, ReadOptions())
    assert found.columns == ("id", "name")


def test_a_long_shape_beside_the_sample_is_read(tmp_path: Path) -> None:
    ring = ", ".join(f"94.{number:06d} 36.{number:06d}" for number in range(20_000))
    lines = ["id;geometry", f'1;"LINESTRING ({ring})"']
    found = LocalFiles().propose(_file(tmp_path, lines), Layer.ROADS, ReadOptions())
    assert found.columns == ("id", "geometry")


def test_a_chinese_comma_is_named_in_the_refusal(tmp_path: Path) -> None:
    path = _file(tmp_path, ["编号，类别，经度，纬度", "1，路灯，94.9，36.4"])
    with pytest.raises(BadFile) as refusal:
        LocalFiles().propose(path, Layer.INCIDENTS, ReadOptions())
    assert refusal.value.reason == "separator"
    assert refusal.value.values == {"file": "list.csv", "found": "，"}
