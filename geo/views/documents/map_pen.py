"""Draws shapes in metres on a page of a PDF, cut off at the map's frame; knows no layer."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from reportlab.lib.colors import HexColor, white
from reportlab.pdfgen.canvas import FILL_EVEN_ODD

from geo.views.documents.pdf_fonts import BOLD, REGULAR
from geo.views.escaping import printable
from geo.views.sheet import Sheet

_SIMPLIFIED_PT = 0.15
_HALO_PT = 1.8
_QUARTER_DEG = 90.0


class MapPen:
    """A pen over one frame: its lower left corner is the canvas's origin, a pixel is a point."""

    def __init__(self, canvas: Any, paper: Sheet) -> None:
        self.canvas, self.paper = canvas, paper

    def at(self, x_m: float, y_m: float) -> tuple[float, float]:
        """Return a place in points, y down."""
        x, y = self.paper.xy(np.array([[x_m, y_m]]))[0].tolist()
        return x, y

    def near(self, shapes: Sequence[shapely.Geometry]) -> NDArray[np.object_]:
        """Return the shapes as far as the paper shows them; what it does not show is empty."""
        held = np.array(list(shapes), dtype=object)
        box = self.paper.box_m()
        seen: NDArray[np.object_] = np.full(len(held), shapely.Point(), dtype=object)
        touching = shapely.intersects(shapely.envelope(held), shapely.box(*box))
        cut = shapely.clip_by_rect(held[touching], *box)
        seen[touching] = shapely.simplify(cut, _SIMPLIFIED_PT / self.paper.px_per_m)
        return seen

    def fill(self, seen: shapely.Geometry, colour: str, opacity: float = 1.0) -> None:
        """Fill what is seen of a polygon."""
        path = self._path(seen)
        if path is None:
            return
        self.canvas.setFillColor(HexColor(colour), alpha=opacity)
        self.canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_EVEN_ODD)
        self.canvas.setFillAlpha(1)

    def line(
        self, seen: shapely.Geometry, colour: str, wide: float, dash: tuple[float, ...] = ()
    ) -> None:
        """Draw the lines or the outlines of what is seen."""
        path = self._path(seen)
        if path is None:
            return
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setLineWidth(wide)
        self.canvas.setLineJoin(1)
        self.canvas.setDash(*([list(dash), 0] if dash else []))
        self.canvas.drawPath(path, stroke=1, fill=0)
        self.canvas.setDash()

    def disc(
        self,
        at: tuple[float, float],
        radius: float,
        *,
        fill: str = "",
        stroke: str = "",
        wide: float = 1.0,
    ) -> None:
        """Draw a circle about a place in points, y down."""
        x, y = at[0], self.paper.height_px - at[1]
        if fill:
            self.canvas.setFillColor(HexColor(fill))
        if stroke:
            self.canvas.setStrokeColor(HexColor(stroke))
            self.canvas.setLineWidth(wide)
        self.canvas.circle(x, y, radius, stroke=int(bool(stroke)), fill=int(bool(fill)))

    def arc(self, at: tuple[float, float], radius: float, share: float, stroke: str) -> None:
        """Draw a share (0..1) of a circle's line, clockwise from the top."""
        if share <= 0:
            return
        x, y = at[0], self.paper.height_px - at[1]
        path = self.canvas.beginPath()
        box = (x - radius, y - radius, x + radius, y + radius)
        path.arc(*box, startAng=_QUARTER_DEG, extent=-360.0 * min(share, 0.9999))
        self.canvas.setStrokeColor(HexColor(stroke))
        self.canvas.drawPath(path, stroke=1, fill=0)

    def words(  # noqa: PLR0913  (one label's whole description)
        self,
        said: str,
        at: tuple[float, float],
        size: float,
        colour: str,
        *,
        is_bold: bool = False,
        has_halo: bool = True,
    ) -> None:
        """Write words whose middle and baseline are given in points, y down."""
        written, font = printable(said), BOLD if is_bold else REGULAR
        left = at[0] - self.canvas.stringWidth(written, font, size) / 2
        for mode, ink in ((1, white), (0, HexColor(colour))):
            if mode and not has_halo:
                continue
            self.canvas.saveState()
            text = self.canvas.beginText(left, self.paper.height_px - at[1])
            text.setFont(font, size)
            text.setTextRenderMode(mode)
            self.canvas.setStrokeColor(ink)
            self.canvas.setFillColor(ink)
            self.canvas.setLineWidth(_HALO_PT)
            text.textOut(written)
            self.canvas.drawText(text)
            self.canvas.restoreState()

    def _path(self, seen: shapely.Geometry) -> Any:
        rings = [
            ring
            for part in shapely.get_parts(seen)
            for ring in (
                [part.exterior, *part.interiors] if isinstance(part, shapely.Polygon) else [part]
            )
            if ring.geom_type in ("LinearRing", "LineString") and not ring.is_empty
        ]
        if not rings:
            return None
        path = self.canvas.beginPath()
        for ring in rings:
            self._walk(path, ring)
        return path

    def _walk(self, path: Any, ring: shapely.Geometry) -> None:
        (x, y), *rest = self.paper.xy(shapely.get_coordinates(ring)).tolist()
        path.moveTo(x, self.paper.height_px - y)
        for x, y in rest:
            path.lineTo(x, self.paper.height_px - y)
        if shapely.is_ring(ring):
            path.close()


def nice_scale(metres_a_point: float) -> int:
    """Return the N of 1:N on paper, to two figures: a point is 1/72 inch of 25.4 mm."""
    exact = metres_a_point * 72 / 0.0254
    step = 10 ** max(math.floor(math.log10(exact)) - 1, 0)
    return int(round(exact / step) * step)
