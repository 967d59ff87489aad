"""The files of the font that our own text needs, and no others, are fetched early."""

from geo.http.fonts import files_in_use, files_with

SHEET = """
@font-face { src: url(./files/first.woff2) format('woff2'), url(./files/first.woff);
  unicode-range: U+4e00-4e02,U+7f51; }
@font-face { src: url(./files/second.woff2) format('woff2'), url(./files/second.woff);
  unicode-range: U+683c; }
"""


def test_a_file_is_taken_for_a_letter_in_one_of_its_ranges() -> None:
    assert list(files_with(frozenset([0x4E01]), SHEET)) == ["files/first.woff2"]
    assert list(files_with(frozenset(map(ord, "网格")), SHEET)) == [
        "files/first.woff2",
        "files/second.woff2",
    ]


def test_letters_of_no_range_need_no_file() -> None:
    assert list(files_with(frozenset(map(ord, "abc")), SHEET)) == []


def test_only_our_own_mount_is_named() -> None:
    assert all(one.startswith("/assets/vendor/") for one in files_in_use())
