"""Where the browser finds scripts and styles: our own mount alone; any other file is refused."""

import re
from collections.abc import Iterator

from branca.element import Element, Figure
from folium.elements import JSCSSMixin

from geo.domain.errors import WanggeError

MOUNT = "/assets"
VENDOR = f"{MOUNT}/vendor"
FONT_STYLES = f"{MOUNT}/fonts/web.css"
FONT_FILES = f"{MOUNT}/fonts/files"

_LOCAL = {
    "leaflet": f"{VENDOR}/leaflet/dist/leaflet.js",
    "leaflet_css": f"{VENDOR}/leaflet/dist/leaflet.css",
    "markerclusterjs": f"{VENDOR}/leaflet.markercluster/dist/leaflet.markercluster.js",
    "protomaps": f"{VENDOR}/protomaps-leaflet/dist/protomaps-leaflet.js",
    "markerclustercss": f"{VENDOR}/leaflet.markercluster/dist/MarkerCluster.css",
}
_NOT_NEEDED = frozenset(
    {
        "jquery",
        "bootstrap",
        "bootstrap_css",
        "awesome_markers",
        "glyphicons_css",
        "awesome_markers_font_css",
        "awesome_markers_css",
        "awesome_rotate_css",
        "markerclusterdefaultcss",
    },
)
_FETCHED = re.compile(r"""(?:src|href)\s*=\s*["']?([^"'\s>]+)""")


class ForeignAsset(WanggeError):
    """A page would fetch a file that is not on the allow-list; values: url."""


def _links(named: list[tuple[str, str]]) -> list[tuple[str, str]]:
    foreign = [
        url
        for name, url in named
        if name not in _LOCAL and name not in _NOT_NEEDED and not url.startswith(f"{MOUNT}/")
    ]
    if foreign:
        raise ForeignAsset(url=", ".join(foreign))
    return [(name, _LOCAL.get(name, url)) for name, url in named if name not in _NOT_NEEDED]


def _elements(root: Element) -> Iterator[Element]:
    yield root
    for child in root._children.values():
        yield from _elements(child)


def rendered(figure: Figure) -> str:
    """Return the page's HTML with every link led to our mount.

    Raises:
        ForeignAsset: an element asks for a file that is not on the allow-list.
    """
    for element in _elements(figure):
        if isinstance(element, JSCSSMixin):
            element.default_js = _links(element.default_js)
            element.default_css = _links(element.default_css)
    page: str = figure.render()
    foreign = [url for url in _FETCHED.findall(page) if not url.startswith(f"{MOUNT}/")]
    if foreign:
        raise ForeignAsset(url=", ".join(foreign))
    return page
