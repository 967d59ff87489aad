"""What each further exchange is worth: the curve of pair exchanges, titled by its answer."""

from functools import partial

import pandas as pd

from geo.domain.kinds import Language
from geo.messages import text
from geo.services.staffing_desk import TownStaffing
from geo.ui import widgets
from geo.views import exchange_chart


def draw(language: Language, town: TownStaffing) -> None:
    """Draw the curve, or say why there is none."""
    curve = town.advice.curve
    if not curve:
        widgets.title(text(language, "staffing_page.curve_none"))
        widgets.words(text(language, "staffing_page.curve_short"))
        return
    advised = sum(step.is_advised for step in curve)
    widgets.title(text(language, "staffing_page.curve_title", advised=advised))
    names = {
        True: text(language, "staffing_page.curve_advised"),
        False: text(language, "staffing_page.curve_noise"),
    }
    rows = pd.DataFrame(
        {
            "moved": [step.k for step in curve],
            "load_h_week": [step.load_h_week for step in curve],
            "finding": [names[step.is_advised] for step in curve],
        }
    )
    moves = partial(_after_moves, language)
    words = exchange_chart.Words(
        text(language, "staffing_page.curve_axis_moves"),
        text(language, "staffing_page.curve_axis_load"),
        names[True],
        names[False],
    )
    values = rows.rename(columns={"moved": "label", "load_h_week": "value"})
    widgets.chart(values, lambda: exchange_chart.curve(rows, words), moves)
    widgets.words(text(language, "staffing_page.curve_hint"))


def _after_moves(language: Language, moved: str) -> str:
    return text(language, "staffing_page.curve_after", moved=moved)
