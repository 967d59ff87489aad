"""The web font's style sheet: small files of the letters we use, the package's for the rest."""

from pathlib import Path

from geo.domain.kinds import Language
from geo.http.fonts import FIRST_SECTIONS, first_files, groups, stylesheet
from geo.io.web_font import Letters, WebFonts
from geo.messages.catalogue import catalogue

SHEET = """
@font-face { src: url(./files/first-400-normal.woff2) format('woff2'), url(./files/first.woff);
  unicode-range: U+4e00-4e02,U+7f51; }
"""


def installed(folder: Path) -> WebFonts:
    (folder / "package").mkdir()
    (folder / "package" / "400.css").write_text(SHEET, encoding="utf-8")
    return WebFonts(folder / "package", folder / "kept")


def keep(fonts: WebFonts, letters: Letters) -> None:
    fonts.kept_in.mkdir(exist_ok=True)
    for weight in (400, 700):
        (fonts.kept_in / fonts.name(weight, letters)).write_bytes(b"")


def test_no_letter_stands_in_two_files_and_the_catalogue_is_whole() -> None:
    found = groups(frozenset(map(ord, "鑫网")))
    together = [letter for letters in found.values() for letter in letters]
    assert len(together) == len(set(together))
    written = {letter for text in catalogue(Language.ZH_CN).values() for letter in text}
    assert {ord(letter) for letter in written if ord(letter) >= 0x250} <= set(together)
    assert found["names"] == {ord("鑫")}  # 网 is in the name of the product


def test_each_section_of_the_first_page_is_a_section_of_the_catalogue() -> None:
    assert {key.partition(".")[0] for key in catalogue(Language.ZH_CN)} >= FIRST_SECTIONS


def test_the_package_is_named_in_both_weights_and_files_of_ours_only_when_made(
    tmp_path: Path,
) -> None:
    fonts = installed(tmp_path)
    before = stylesheet(fonts, frozenset())
    assert before.count("first-400-normal.woff2") == before.count("first-700-normal.woff2") == 1
    assert "/assets/fonts/files/" not in before
    assert first_files(fonts) == ()
    keep(fonts, groups(frozenset())["first"])
    after = stylesheet(fonts, frozenset())
    assert after.startswith(before)  # of two rules for one letter the browser takes the last
    assert [after.count(address) for address in first_files(fonts)] == [1, 1]


def test_only_our_own_mount_is_named(tmp_path: Path) -> None:
    written = stylesheet(installed(tmp_path), frozenset())
    assert written.count("url(") == written.count("url(/assets/")
