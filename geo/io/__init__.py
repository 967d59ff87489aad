"""Readers and writers of files, and alone the GCJ-02/BD-09 arithmetic."""

from geo.io.document_font import document_fonts
from geo.io.files import LocalFiles
from geo.io.geopackage import LocalGeoPackages
from geo.io.plain_text import text_of
from geo.io.tile_places import tile_places
from geo.io.web_font import web_fonts

__all__ = [
    "LocalFiles",
    "LocalGeoPackages",
    "document_fonts",
    "text_of",
    "tile_places",
    "web_fonts",
]
