"""The boundary editor's page: words and the files it runs; the scripts build the rest."""

from collections.abc import Mapping

from geo.views.assets import FONT_STYLES, MOUNT, VENDOR
from geo.views.escaping import markup, script_json

_STYLES = (
    FONT_STYLES,
    f"{VENDOR}/maplibre-gl/dist/maplibre-gl.css",
    f"{MOUNT}/css/editor.css",
)
_SCRIPTS = (
    f"{VENDOR}/terra-draw/dist/terra-draw.umd.js",
    f"{VENDOR}/terra-draw-maplibre-gl-adapter/dist/terra-draw-maplibre-gl-adapter.umd.js",
)


def html(language_tag: str, words: Mapping[str, str]) -> str:
    """Return the page; `words` are its messages by their name."""
    styles = "".join(f'<link rel="stylesheet" href="{address}"/>' for address in _STYLES)
    scripts = "".join(f'<script src="{address}" defer></script>' for address in _SCRIPTS)
    return (
        f'<!DOCTYPE html><html lang="{markup(language_tag)}" translate="no">'
        f'<head><meta charset="utf-8"/><title>{markup(words["title"])}</title>{styles}'
        f'<script type="application/json" id="editor-words">{script_json(dict(words))}</script>'
        f'{scripts}<script type="module" src="{MOUNT}/js/editor/main.js"></script></head>'
        f'<body><main id="editor"></main></body></html>'
    )
