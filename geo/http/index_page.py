"""Streamlit's page with our language, title, styles and words put into its head.

Streamlit serves one English page for every address. Ours names the language before the first
letter is drawn, and carries the dictionary that replaces Streamlit's own strings.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode

from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from geo.domain.kinds import Language
from geo.http import fonts
from geo.messages import text
from geo.messages.catalogue import catalogue
from geo.views import escaping
from geo.views.assets import FONT_STYLES, MOUNT

LANGUAGE_TAGS = {Language.ZH_CN: "zh-CN", Language.EN: "en", Language.PSEUDO: "en"}
MISSING = "missing"
"""The choice in which the start page is told which address led nowhere."""


class _PageName(StringConvertor):
    """One word that neither names a file nor belongs to Streamlit."""

    regex = r"[^/._][^/.]*"


register_url_convertor("page", _PageName())
_SECTION = "streamlit"


def language_of(value: str | None) -> Language:
    """Return the language a URL asks for, Chinese when it names none of ours."""
    known = {language.value: language for language in Language}
    return known.get(value or "", Language.ZH_CN)


def index_page(language: Language) -> str:
    """Return Streamlit's page in that language."""
    return _written(language, fonts.first_files(fonts.our_fonts()))


@lru_cache(maxsize=8)
def _written(language: Language, early: tuple[str, ...]) -> str:
    page = _streamlit_page().read_text(encoding="utf-8")
    tag = LANGUAGE_TAGS[language]
    title = escaping.markup(text(language, "common.product"))
    page = page.replace('<html lang="en">', f'<html lang="{tag}" translate="no">', 1)
    page = page.replace("<title>Streamlit</title>", f"<title>{title}</title>", 1)
    page = re.sub(r"<noscript>.*?</noscript>", _noscript(language), page, flags=re.DOTALL)
    page = page.replace('<div id="root">', f'{_skip(language)}<div id="root">', 1)
    return page.replace("</head>", f"{_head(language, early)}</head>", 1)


def _streamlit_page() -> Path:
    spec = find_spec("streamlit")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    return folder / "static" / "index.html"


def _skip(language: Language) -> str:
    to_map, to_content = (
        escaping.markup(text(language, f"shell.skip_to_{name}")) for name in ("map", "content")
    )
    return (
        f'<div class="wg-skip"><a href="#" data-to="map" hidden>{to_map}</a>'
        f'<a href="#" data-to="content">{to_content}</a></div>'
    )


def _noscript(language: Language) -> str:
    return f"<noscript><p>{escaping.markup(text(language, 'common.needs_script'))}</p></noscript>"


def _head(language: Language, early: tuple[str, ...]) -> str:
    preloads = "".join(
        f'<link rel="preload" as="font" type="font/woff2" crossorigin href="{one}"/>'
        for one in early
    )
    words = escaping.script_json(replacements(language))
    return (
        f'<link rel="stylesheet" href="{FONT_STYLES}"/>{preloads}'
        f'<link rel="stylesheet" href="{MOUNT}/css/app.css"/>'
        f'<script type="application/json" id="wangge-words">{words}</script>'
        f'<script src="{MOUNT}/js/address.js"></script>'
        f'<script type="module" src="{MOUNT}/js/document.js"></script>'
        f'<script type="module" src="{MOUNT}/js/session.js"></script>'
        f'<script type="module" src="{MOUNT}/js/skip.js"></script>'
    )


def replacements(language: Language) -> dict[str, str]:
    """Return Streamlit's English strings and what stands in their place."""
    english = _pairs(Language.EN)
    ours = _pairs(language)
    return {english[key]: ours[key] for key in english if english[key] != ours[key]}


def _pairs(language: Language) -> dict[str, str]:
    prefix = f"{_SECTION}."
    return {key: said for key, said in catalogue(language).items() if key.startswith(prefix)}


def index_routes(paths: Sequence[str]) -> list[BaseRoute]:
    """Return the routes that serve our page at `/` and at each page's path.

    An address of one word that is no page leads to `/`, which says so; Streamlit would answer
    with a dialog of its own. Its own files have a dot or lie deeper.
    """

    def serve(request: Request) -> Response:
        page = index_page(language_of(request.query_params.get("lang")))
        # No other site may lay our buttons under its own.
        headers = {"cache-control": "no-cache", "x-frame-options": "SAMEORIGIN"}
        return HTMLResponse(page, headers=headers)

    def elsewhere(request: Request) -> Response:
        asked = {**request.query_params, MISSING: request.path_params["name"]}
        return RedirectResponse(f"/?{urlencode(asked)}")

    known = [Route(path, serve) for path in dict.fromkeys(("/", *paths))]
    return [*known, Route("/{name:page}", elsewhere)]
