"""A map's drawing as pixels, for documents that take no vectors."""

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from geo.views.documents.drawing import Area, Drawing, Places, Words

_DPI, _POINTS_AN_INCH, _FINER = 200, 72, 2
_HALO_PX = 1.2


def png(drawing: Drawing, regular: Path, bold: Path) -> bytes:
    """Return the drawing at 200 dots an inch, a pixel of it being a point."""
    scale = _DPI / _POINTS_AN_INCH * _FINER
    size = round(drawing.width_px * scale), round(drawing.height_px * scale)
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    for area in drawing.areas:
        _fill(image, area, scale)
    for stroke in drawing.strokes:
        width = max(round(stroke.width_px * scale), 1)
        pen.line(_scaled(stroke.xy, scale), fill=stroke.colour, width=width, joint="curve")
    for words in drawing.words:
        _write(pen, words, bold if words.is_bold else regular, scale)
    small = image.resize((size[0] // _FINER, size[1] // _FINER), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    small.save(stream, "PNG", dpi=(_DPI, _DPI), optimize=True)
    return stream.getvalue()


def _fill(image: Image.Image, area: Area, scale: float) -> None:
    """Fill a polygon; what lies in its holes stays as it was."""
    outer, *holes = area.rings
    if not holes:
        ImageDraw.Draw(image).polygon(_scaled(outer, scale), fill=area.fill)
        return
    mask = Image.new("1", image.size)
    pen = ImageDraw.Draw(mask)
    pen.polygon(_scaled(outer, scale), fill=1)
    for hole in holes:
        pen.polygon(_scaled(hole, scale), fill=0)
    image.paste(area.fill, mask=mask)


def _scaled(xy: Places, scale: float) -> list[tuple[float, float]]:
    return [(x, y) for x, y in (xy * scale).tolist()]


def _write(pen: ImageDraw.ImageDraw, words: Words, font: Path, scale: float) -> None:
    pen.text(
        (words.x * scale, words.y * scale),
        words.words,
        fill=words.colour,
        font=ImageFont.truetype(str(font), round(words.size_px * scale)),
        anchor="ms",
        stroke_width=round(_HALO_PX * scale),
        stroke_fill="white",
    )
