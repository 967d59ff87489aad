"""What a public board says of a worker is taken only from columns that are meant for it."""

from pathlib import Path

from geo.domain.layers import Layer
from geo.io.files import LocalFiles
from geo.ports.files import ReadOptions


def _read(tmp_path: Path, heading: str, row: str) -> "tuple[dict[str, object], tuple[str, ...]]":
    path = tmp_path / "staff.csv"
    path.write_text(f"id,grid_code,{heading}\nS1,G1,{row}\n", "utf-8")
    table = LocalFiles().read(path, Layer.STAFF, ReadOptions(), lambda _step, _share: None)
    return table.rows.iloc[0].to_dict(), table.dropped_columns


def test_a_work_phone_and_a_name_for_the_board_are_kept_as_written(tmp_path: Path) -> None:
    row, dropped = _read(tmp_path, "办公电话,公示姓名", "0979-8400001,张三")
    assert (row["work_phone"], row["sign_name"], dropped) == ("0979-8400001", "张三", ())


def test_a_private_phone_and_a_name_as_such_are_still_dropped(tmp_path: Path) -> None:
    row, dropped = _read(tmp_path, "手机,姓名", "13800000000,张三")
    assert set(dropped) == {"手机", "姓名"}
    assert "13800000000" not in map(str, row.values())
