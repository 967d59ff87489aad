"""Which files of the web font hold the letters our catalogues use, for the browser to fetch early.

The font comes in about a hundred files a weight, each with some of the letters; the browser asks
for one when its first letter appears. Fetched while the page is idle, they burden no rerun.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from geo.domain.kinds import Language
from geo.messages.catalogue import catalogue
from geo.views.assets import VENDOR

WEIGHTS = (400, 700)
_PACKAGE = "@fontsource/noto-sans-sc"
_FOLDER = Path(__file__).resolve().parent.parent / "web" / "node_modules" / _PACKAGE
_FACE = re.compile(r"url\(\./([^)]+\.woff2)\).*?unicode-range:\s*([^;]+);", re.DOTALL)
_HEXADECIMAL = 16


def stylesheets() -> tuple[str, ...]:
    """Return the addresses of the font's style sheets."""
    return tuple(f"{VENDOR}/{_PACKAGE}/{weight}.css" for weight in WEIGHTS)


@cache
def files_in_use() -> tuple[str, ...]:
    """Return the addresses of the files with letters of our text; none without the package."""
    letters = frozenset(ord(one) for language in Language for one in _letters(language))
    sheets = [_FOLDER / f"{weight}.css" for weight in WEIGHTS]
    return tuple(
        f"{VENDOR}/{_PACKAGE}/{name}"
        for sheet in sheets
        if sheet.exists()
        for name in files_with(letters, sheet.read_text(encoding="utf-8"))
    )


def files_with(letters: frozenset[int], stylesheet: str) -> Iterator[str]:
    """Return the files of a style sheet that hold one of the letters (code points)."""
    for name, ranges in _FACE.findall(stylesheet):
        if any(not letters.isdisjoint(_points(one)) for one in ranges.split(",")):
            yield name


def _points(written: str) -> range:
    first, _, last = written.strip().removeprefix("U+").partition("-")
    return range(int(first, _HEXADECIMAL), int(last or first, _HEXADECIMAL) + 1)


def _letters(language: Language) -> set[str]:
    return set("".join(catalogue(language).values()))
