"""A small file of text: as it stands, empty where it cannot be read, None where there is none."""

from pathlib import Path

from geo.io import text_of


def test_a_file_is_read_and_a_lack_is_told_from_what_cannot_be_read(tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_text("大屏", encoding="utf-8")
    bad.write_bytes(b"\xff\xfe\xff")
    assert [text_of(one) for one in (good, bad, tmp_path / "none")] == ["大屏", "", None]
