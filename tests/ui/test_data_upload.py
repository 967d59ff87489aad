"""An uploaded file's copy: where it may lie, and that it goes; a field that is given no column."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from streamlit.runtime.uploaded_file_manager import UploadedFile

from geo.domain.layers import Layer
from geo.io import LocalFiles
from geo.ports.files import ReadOptions
from geo.ui.records.upload import on_disk


@dataclass
class Given:
    """Stands in for what a browser sent."""

    name: str
    content: bytes = b"x"

    def getbuffer(self) -> memoryview:
        return memoryview(self.content)


def _given(name: str) -> UploadedFile:
    return cast("UploadedFile", Given(name))


HOSTILE_NAMES = [
    "../../etc/x.csv", "a\\b\x00.csv", ".csv", "..", "字" * 300 + ".csv", "😀" * 80 + ".csv",
    "x." + "a" * 300, "a\u202evsc.exe",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_the_copy_lies_in_its_own_folder_whatever_the_name_and_is_deleted(name: str) -> None:
    with on_disk(_given(name)) as path:
        assert path.read_bytes() == b"x"
        assert path.parent.name.startswith("wangge-")
        assert not {"\u202e", "\x00", "\\"} & set(path.name)
    assert not path.exists()
    assert not path.parent.exists()


def _fail_with(path: Path) -> None:
    raise RuntimeError(path)


def test_the_copy_is_deleted_when_the_import_fails() -> None:
    with pytest.raises(RuntimeError) as raised, on_disk(_given("a.csv")) as path:
        _fail_with(path)
    assert not Path(raised.value.args[0]).exists()


def test_a_field_that_is_given_no_column_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text("id,grid_code,hours_week\na,G1,40\n", encoding="utf-8")
    options = ReadOptions(columns={"hours_week": ""})
    found = LocalFiles().propose(path, Layer.STAFF, options)
    assert "hours_week" not in found.mapping
    assert found.dropped == ("hours_week",)
