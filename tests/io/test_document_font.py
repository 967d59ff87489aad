"""One font out of many files: which files, which letters, and that it is made once."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from geo.domain.errors import Refused
from geo.io.document_font import REGULAR, DocumentFonts, document_fonts, font_files, merged

PACKAGE = document_fonts(Path(__file__).resolve().parents[2]).package


def test_a_font_of_two_files_has_the_letters_of_both_and_the_widths_they_had() -> None:
    latin, *others = font_files(PACKAGE, REGULAR)
    font = merged([latin, others[0]], REGULAR)
    cmap = font.getBestCmap()
    for path in (latin, others[0]):
        part = TTFont(path)
        points = set(part.getBestCmap())
        assert points <= set(cmap)
    letter, own = ord("A"), TTFont(latin)
    assert font["hmtx"][cmap[letter]] == own["hmtx"][own.getBestCmap()[letter]]


def test_the_files_of_one_weight_are_taken_latin_first() -> None:
    names = [path.name for path in font_files(PACKAGE, REGULAR)]
    assert names[0] == "noto-sans-sc-latin-400-normal.woff2"
    assert len(names) > 50
    assert all("-400-normal.woff2" in name for name in names)


def test_a_font_is_made_once_and_left_whole(tmp_path: Path) -> None:
    package = tmp_path / "package"
    (package / "files").mkdir(parents=True)
    latin = next(iter(font_files(PACKAGE, REGULAR)))
    (package / "files" / latin.name).write_bytes(latin.read_bytes())
    fonts = DocumentFonts(package, tmp_path / "kept")
    made = fonts.path(REGULAR)
    (package / "files" / latin.name).unlink()
    assert fonts.path(REGULAR) == made
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [made.name]


def test_without_the_package_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        DocumentFonts(tmp_path, tmp_path / "kept").path(REGULAR)
    assert refusal.value.reason == "no_document_font"


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Refused):
        DocumentFonts(PACKAGE, tmp_path / "file" / "kept").path(REGULAR)
