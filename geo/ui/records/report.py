"""What came of a file, in words: figures, problems with their first rows, what was dropped."""

import pandas as pd
import streamlit as st

from geo.domain.kinds import Language
from geo.domain.records import ImportReport, Problem
from geo.messages import numbers, text
from geo.messages.import_words import problem_words
from geo.ui import navigation, widgets
from geo.ui.records.asked import layer_name
from geo.views.figures import KeyFigure

_KEPT = "import_report"
_ORDER = ("effect", "problem", "count", "rows")
_WIDTHS = {"problem": 520, "effect": 70, "count": 80}


def keep(report: ImportReport, *, is_dry: bool) -> None:
    """Keep a report for the runs of the script that follow."""
    st.session_state[_KEPT] = (report, is_dry)


def kept() -> ImportReport | None:
    """Return the report that is kept, None when there is none."""
    report: ImportReport | None = st.session_state.get(_KEPT, (None, False))[0]
    return report


def forget() -> None:
    """Forget the report of an earlier file."""
    st.session_state.pop(_KEPT, None)


def forget_trial() -> None:
    """Forget the report of a trial: what stands on the page now is not what was tried."""
    if st.session_state.get(_KEPT, (None, False))[1]:
        forget()


def draw_kept(language: Language) -> None:
    """Draw the report that is kept, if there is one."""
    if _KEPT not in st.session_state:
        return
    report, is_dry = st.session_state[_KEPT]
    with st.container(key="import_report"):
        widgets.title(text(language, f"data.report_title{'_dry' if is_dry else ''}"))
        widgets.key_figures(_figures(language, report, is_dry=is_dry))
        _draw_words(language, report)
        _draw_problems(language, report)
    if report.quarantined and not is_dry:
        label = text(language, "data.next_quarantine")
        navigation.link("records/quarantine", label, layer=report.layer.value)


def _figures(language: Language, report: ImportReport, *, is_dry: bool) -> list[KeyFigure]:
    tail = "_dry" if is_dry else ""
    counts = {
        "read": report.read,
        f"accepted{tail}": report.accepted,
        f"quarantined{tail}": report.quarantined,
    }
    if report.released:
        counts["released"] = report.released
    unit = text(language, "data.unit_rows")
    return [
        KeyFigure(text(language, f"data.figure_{name}"), numbers.count(count), unit)
        for name, count in counts.items()
    ]


def _draw_words(language: Language, report: ImportReport) -> None:
    used = report.crs.used
    crs = text(language, f"imports.crs_{report.crs.reason}", used=used)
    widgets.words(f"{layer_name(language, report.layer)} · {crs}")
    if report.dropped_columns:
        columns = ", ".join(report.dropped_columns)
        widgets.words(text(language, "imports.dropped_columns", columns=columns))


def _draw_problems(language: Language, report: ImportReport) -> None:
    if not report.problems:
        widgets.words(text(language, "data.problems_none"))
        return
    rows = pd.DataFrame([_row(language, problem) for problem in report.problems])
    headed = {
        name: widgets.Column(text(language, f"data.column_{name}"), width=_WIDTHS.get(name))
        for name in _ORDER
    }
    widgets.table(rows, headed, "problems")


def _row(language: Language, problem: Problem) -> dict[str, object]:
    effect = "warned" if problem.is_warning else "refused"
    return {
        "effect": text(language, f"data.effect_{effect}"),
        "problem": problem_words(problem, language),
        "count": problem.count,
        "rows": ", ".join(str(row) for row in problem.rows),
    }
