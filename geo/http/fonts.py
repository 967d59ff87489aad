"""The web font's style sheet: small files of the letters we use first, the package's for the rest.

The font comes in about a hundred files a weight, each with some of the letters, and a browser asks
for all that hold a letter of the page. So the letters of the first page, of this town's names and
of the other pages stand in one file a weight each, made from the package and kept; where rules name
one letter twice a browser takes the last.
"""

import re
import threading
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from geo.bootstrap import ROOT, Container
from geo.domain.kinds import Language
from geo.http.answers import layer_answer
from geo.io import web_fonts
from geo.io.web_font import WEIGHTS, Letters, WebFonts, parted
from geo.messages.catalogue import catalogue
from geo.services.name_letters import name_letters
from geo.views.assets import FONT_FILES, FONT_STYLES, VENDOR

FIRST_SECTIONS = frozenset(
    {
        "bounds",
        "categories",
        "common",
        "layers",
        "map",
        "measures",
        "overview",
        "seasons",
        "shell",
        "streamlit",
    }
)
"""Whose letters every page or the first one shows."""
_PACKAGE = f"{VENDOR}/@fontsource/noto-sans-sc"
_FACE = re.compile(r"url\(\./([^)]+\.woff2)\).*?unicode-range:\s*([^;]+);", re.DOTALL)
_SIGNS = "–—…·≤≥−×→←↑↓▲▼"
"""What figures are written with beside the catalogues' words."""
_OF_NAMES = "names.txt"
_PLAIN = frozenset(range(0x250))
"""Latin letters, which the package has in a small file of their own, with their kerning."""
_aside = threading.Lock()


@cache
def our_fonts() -> WebFonts:
    """Return where the font's files are kept and what they are made from."""
    return web_fonts(ROOT)


@lru_cache(maxsize=8)
def groups(names: Letters, language: Language = Language.ZH_CN) -> dict[str, Letters]:
    """Return the letters (code points) of each file, none twice; `names` are the town's."""
    said = catalogue(language)
    first = "".join(text for key, text in said.items() if key.partition(".")[0] in FIRST_SECTIONS)
    wanted = {
        "first": _points(first + _SIGNS),
        "names": names,
        "rest": _points("".join(said.values())),
    }
    return parted({name: letters - _PLAIN for name, letters in wanted.items()})


def make_all(fonts: WebFonts, names: Letters = frozenset()) -> None:
    """Make what is not kept yet: some ten seconds a weight."""
    fonts.make([letters for letters in groups(names).values() if letters])


def stylesheet(fonts: WebFonts, names: Letters) -> str:
    """Return the rules of all files, ours last; a file that is not made is not named."""
    rules = [_of_package(fonts.package / "400.css")]
    for letters in groups(names).values():
        if letters and fonts.is_kept(letters):
            ranges = ",".join(f"U+{point:x}" for point in sorted(letters))
            named = ((one, f"{FONT_FILES}/{fonts.name(one, letters)}") for one in WEIGHTS)
            rules += [_rule(weight, address, ranges) for weight, address in named]
    return "".join(rules)


def first_files(fonts: WebFonts) -> tuple[str, ...]:
    """Return the addresses that every page needs at once."""
    letters = groups(frozenset())["first"]
    if not fonts.is_kept(letters):
        return ()
    return tuple(f"{FONT_FILES}/{fonts.name(weight, letters)}" for weight in WEIGHTS)


def font_routes(opened: Callable[[], Container]) -> list[BaseRoute]:
    """Return the routes of the style sheet and of the files; what is lacking is made aside."""

    def serve(request: Request) -> Response:
        fonts = our_fonts()
        names = _names(fonts, opened)
        if not all(fonts.is_kept(letters) for letters in groups(names).values() if letters):
            threading.Thread(target=_make_aside, args=(fonts, names), daemon=True).start()
        answer = layer_answer(request, stylesheet(fonts, names).encode(), "text/css")
        answer.headers["cache-control"] = "no-cache"
        return answer

    files = StaticFiles(directory=our_fonts().kept_in, check_dir=False)
    return [Route(FONT_STYLES, serve), Mount(FONT_FILES, files)]


def _make_aside(fonts: WebFonts, names: Letters) -> None:
    """Make what is lacking unless that is under way; a full disk leaves the package's files."""
    if not _aside.acquire(blocking=False):
        return
    try:
        make_all(fonts, names)
        (fonts.kept_in / _OF_NAMES).write_text("".join(map(chr, sorted(names))), encoding="utf-8")
    except OSError:
        return
    finally:
        _aside.release()


def _names(fonts: WebFonts, opened: Callable[[], Container]) -> Letters:
    """Return the letters of the town's names; before it is read, those of the last time."""
    known = opened().snapshots.latest()
    if known is not None:
        return name_letters(known)
    kept = fonts.kept_in / _OF_NAMES
    return _points(kept.read_text(encoding="utf-8")) if kept.exists() else frozenset()


@cache
def _of_package(sheet: Path) -> str:
    """Return the package's rules, both weights of a file side by side, for they say the same."""
    if not sheet.exists():
        return ""
    found = _FACE.findall(sheet.read_text(encoding="utf-8"))
    return "".join(
        _rule(weight, f"{_PACKAGE}/{name.replace('-400-', f'-{weight}-')}", ranges.strip())
        for name, ranges in found
        for weight in WEIGHTS
    )


def _rule(weight: int, address: str, ranges: str) -> str:
    return (
        f'@font-face{{font-family:"Noto Sans SC";font-weight:{weight};font-display:swap;'
        f'src:url({address}) format("woff2");unicode-range:{ranges}}}\n'
    )


def _points(words: str) -> Letters:
    return frozenset(map(ord, words))
