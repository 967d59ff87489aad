"""Files of chosen letters: which letters they hold, that they are made once, and what is kept."""

from pathlib import Path

from fontTools.ttLib import TTFont

from geo.io.document_font import REGULAR, font_files
from geo.io.web_font import WEIGHTS, WebFonts, parted, web_fonts

PACKAGE = web_fonts(Path(__file__).resolve().parents[2]).package
A, B = ord("A"), ord("B")
RARE = 0xE000
"""Of no letter: the font has none there."""


def latin(folder: Path) -> WebFonts:
    """Return a package of the files with Latin letters alone: quickly read."""
    files = folder / "package" / "files"
    files.mkdir(parents=True)
    for weight in WEIGHTS:
        whole = next(iter(font_files(PACKAGE, weight)))
        (files / whole.name).write_bytes(whole.read_bytes())
    return WebFonts(folder / "package", folder / "kept")


def test_a_file_holds_the_wanted_letters_alone_and_each_as_wide_as_it_was(tmp_path: Path) -> None:
    fonts, wanted = latin(tmp_path), frozenset({A, B, RARE})
    fonts.make([wanted])
    assert fonts.is_kept(wanted)
    made = TTFont(fonts.kept_in / fonts.name(REGULAR, wanted))
    own = TTFont(next(iter(font_files(fonts.package, REGULAR))))
    assert set(made.getBestCmap()) == {A, B}
    assert made["hmtx"][made.getBestCmap()[A]] == own["hmtx"][own.getBestCmap()[A]]


def test_what_is_kept_is_not_made_again_even_without_the_package(tmp_path: Path) -> None:
    fonts, wanted = latin(tmp_path), frozenset({A})
    fonts.make([wanted])
    for path in (fonts.package / "files").iterdir():
        path.unlink()
    fonts.make([wanted, frozenset({B})])
    assert (fonts.is_kept(wanted), fonts.is_kept(frozenset({B}))) == (True, False)


def test_the_oldest_files_go_when_there_are_many(tmp_path: Path) -> None:
    fonts = WebFonts(tmp_path / "none", tmp_path)
    for number in range(30):
        (tmp_path / f"web-400-{number:02d}.woff2").write_bytes(b"")
    fonts.make([])
    assert len(list(tmp_path.glob("web-*.woff2"))) == 24


def test_a_letter_belongs_to_the_first_group_that_wants_it() -> None:
    found = parted({"first": frozenset({1, 2}), "second": frozenset({2, 3})})
    assert found == {"first": {1, 2}, "second": {3}}
