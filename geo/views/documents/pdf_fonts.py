"""The fonts of PDFs, made known to the library once a process."""

import threading
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD = "WanggeSans", "WanggeSans-Bold"
_once = threading.Lock()


def know(regular: Path, bold: Path) -> None:
    """Make both weights known under their names."""
    with _once:
        for name, path in ((REGULAR, regular), (BOLD, bold)):
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, str(path)))
        pdfmetrics.registerFontFamily(
            REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD
        )
