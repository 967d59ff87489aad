"""What each further exchange is worth: the curve of pair exchanges, titled by its answer."""

import pandas as pd
import streamlit as st

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
    words = exchange_chart.Words(
        text(language, "staffing_page.curve_axis_moves"),
        text(language, "staffing_page.curve_axis_load"),
        names[True],
        names[False],
    )
    st.altair_chart(exchange_chart.curve(rows, words), theme=None)
    widgets.words(text(language, "staffing_page.curve_hint"))
