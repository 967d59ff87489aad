"""A page of a PDF as a picture: the same drawing, so that nothing differs between the two."""

import io
import threading

import pypdfium2

_DPI, _POINTS_AN_INCH = 300, 72
_one_at_a_time = threading.Lock()
"""The library may not be entered twice at once."""


def png_of(pdf: bytes) -> bytes:
    """Return the first page at 300 dots an inch."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            image = document[0].render(scale=_DPI / _POINTS_AN_INCH).to_pil()
        finally:
            document.close()
    stream = io.BytesIO()
    image.save(stream, "PNG", dpi=(_DPI, _DPI))
    return stream.getvalue()
