"""The import of one file: columns, a try that writes nothing, then the write with progress."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from geo.bootstrap import Container
from geo.domain.errors import WanggeError
from geo.domain.policy import Action, is_permitted
from geo.messages import sentence, text
from geo.ports.files import Progress
from geo.services.import_options import ImportOptions
from geo.services.import_report import is_worth_writing
from geo.ui import choices, session, widgets
from geo.ui.records import asked, mapping, report, upload
from geo.ui.records.asked import Asked
from geo.views.escaping import markdown

_ROUND = "import_round"
_TRIED = "import_tried"
_CANCELLED = "import_cancelled"
_WRITTEN = "done"


def draw(container: Container) -> None:
    """Draw the import, or say that the actor may not."""
    language, role = choices.language(), choices.actor().role
    widgets.title(text(language, "data.import_title"))
    if not is_permitted(role, Action.IMPORT_LAYER):
        named = text(language, f"common.role_{role}")
        widgets.words(text(language, "data.may_not_import", role=named))
        return
    with widgets.row("import"):
        chosen = asked.draw(container)
    number = st.session_state.setdefault(_ROUND, 0)
    widgets.words(text(language, "data.upload_hint"))
    uploaded = st.file_uploader(text(language, "data.upload"), key=f"upload_{number}")
    if st.session_state.pop(_CANCELLED, False) and report.kept() is None:
        widgets.words(text(language, "data.cancelled"))
    if uploaded is not None:
        _draw_file(container, chosen, uploaded)
    report.draw_kept(language)


def _draw_file(container: Container, chosen: Asked, uploaded: UploadedFile) -> None:
    language = choices.language()
    try:
        with upload.on_disk(uploaded) as path:
            columns = mapping.draw(container, path, chosen.layer, uploaded.file_id)
            if columns is not None:
                tried = (uploaded.file_id, chosen, tuple(sorted(columns.items())))
                _draw_steps(container, chosen, path, columns, tried)
    except WanggeError as error:
        report.forget()
        st.error(markdown(sentence(language, error)))


def _draw_steps(
    container: Container, chosen: Asked, path: Path, columns: Mapping[str, str], tried: object
) -> None:
    """Draw try and write; only what was `tried`, that upload with those choices, is written."""
    language = choices.language()
    is_tried = st.session_state.get(_TRIED) == tried
    if not is_tried:
        report.forget_trial()
    tried_report = report.kept() if is_tried else None
    is_idle = tried_report is not None and not is_worth_writing(tried_report)
    with widgets.row("import_steps"):
        tries = st.button(text(language, "data.dry_run"), type="primary", key="dry_run")
        writes = st.button(
            text(language, "data.import_now"), key="import_now", disabled=is_idle or not is_tried
        )
    if is_idle:
        widgets.words(text(language, "data.nothing_to_write"))
    if not (tries or writes):
        return
    report.forget()
    st.session_state.pop(_TRIED, None)
    _run(container, chosen, path, columns, is_dry=tries)
    if tries:
        st.session_state[_TRIED] = tried
    else:
        st.session_state[_ROUND] += 1
    st.rerun()


def _run(
    container: Container, chosen: Asked, path: Path, columns: Mapping[str, str], *, is_dry: bool
) -> None:
    options = ImportOptions(
        crs=chosen.crs, columns=columns, timezone=chosen.timezone or None, dry_run=is_dry
    )
    found = container.imports.run(
        choices.actor(), path, chosen.layer, options, session.wall_clock(), _progress()
    )
    report.keep(found, is_dry=is_dry)


def _progress() -> Progress:
    """Return what is told the steps; a press on cancel ends the script in its next step."""
    language = choices.language()
    st.button(text(language, "data.cancel"), key="cancel_import", on_click=_cancel)
    bar = st.progress(0.0)

    def tell(step: str, share: float) -> None:
        # Drawing is where a cancel strikes; once all is written, it must not strike any more.
        if step != _WRITTEN:
            named = text(language, f"data.step_{step}")
            bar.progress(share, text=text(language, "data.running", step=named))

    return tell


def _cancel() -> None:
    st.session_state[_CANCELLED] = True
