"""The press behind `geo.ports.documents`: it sets the fonts up when a document is first asked."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from geo.ports.documents import Memo, Paper, Sign, untold
from geo.ports.printed_maps import PrintedMap
from geo.views.documents import pdf_fonts
from geo.views.documents.map_pdf import map_pdf
from geo.views.documents.memo_docx import memo_docx
from geo.views.documents.memo_pdf import memo_pdf
from geo.views.documents.pixels import png_of
from geo.views.documents.png_drawing import png
from geo.views.documents.sign_pdf import signs_pdf

_WEIGHTS = (400, 700)
_one_at_a_time = threading.Lock()
"""The library keeps the letters that a document uses with the font, which all documents share."""


@dataclass(frozen=True, slots=True)
class Press:
    """Makes documents; `font` gives the file of a weight (400, 700), Refused without one.

    `is_kept` says whether that file is there already; to make it takes seconds.
    """

    font: Callable[[int], Path]
    is_kept: Callable[[int], bool]

    def is_ready(self) -> bool:
        """Return whether the next document waits for no font to be made first."""
        return all(self.is_kept(weight) for weight in _WEIGHTS)

    def memo_pdf(self, memo: Memo) -> bytes:
        """Return the memo as PDF (Refused)."""
        self._set_up()
        with _one_at_a_time:
            return memo_pdf(memo)

    def memo_docx(self, memo: Memo) -> bytes:
        """Return the memo as DOCX (Refused)."""
        regular, bold = self._set_up()
        return memo_docx(memo, partial(png, regular=regular, bold=bold))

    def signs_pdf(
        self, signs: Sequence[Sign], paper: Paper, progress: Callable[[float], None] = untold
    ) -> bytes:
        """Return the signs as PDF (Refused)."""
        self._set_up()
        with _one_at_a_time:
            return signs_pdf(signs, paper, progress)

    def map_pdf(self, printed: PrintedMap, paper: Paper) -> bytes:
        """Return the map that is shown as one page of PDF (Refused)."""
        self._set_up()
        with _one_at_a_time:
            return map_pdf(printed, paper)

    def map_png(self, printed: PrintedMap, paper: Paper) -> bytes:
        """Return the same page as a picture at 300 dots an inch (Refused)."""
        return png_of(self.map_pdf(printed, paper))

    def _set_up(self) -> tuple[Path, Path]:
        regular, bold = (self.font(weight) for weight in _WEIGHTS)
        pdf_fonts.know(regular, bold)
        return regular, bold
