"""The file of scenes as it stands: what is wrong with it, and a living picture of the wall."""

import streamlit as st

from geo.domain.policy import Action, require
from geo.messages import text
from geo.messages.scene_problems import problem_words
from geo.services.wall.wall import Wall
from geo.ui import choices, filters, session, wall_frame, widgets

_SHAPE = "shape"
_SHAPES = {"hd": "16/9", "uhd": "16/9", "wide": "3/1"}


def draw() -> None:
    """Draw what the file says, and the wall in a box beside it."""
    require(choices.actor(), Action.LEAD_WALL)
    wall, language = session.container().wall, choices.language()
    widgets.title(text(language, "wall.scenes_question"))
    with widgets.row("wall_scenes"):
        shape = filters.select(
            _SHAPE,
            text(language, "wall.scenes_shape"),
            tuple(_SHAPES),
            lambda name: text(language, f"wall.scenes_shape_{name}"),
            default="hd",
        )
        st.button(text(language, "wall.scenes_check"), key="scenes_check")
    _draw_findings(wall)
    wall_frame.draw_in_box(_SHAPES[shape])


def _draw_findings(wall: Wall) -> None:
    language, problems = choices.language(), wall.shelf.problems()
    widgets.words(text(language, "wall.scenes_file", file=wall.shelf.path))
    if problems:
        widgets.words(text(language, "wall.scenes_bad", count=len(problems)))
        for one in problems:
            widgets.words(problem_words(language, one.place, one.code, one.values))
        return
    book = wall.shelf.current().book
    seen_by = "is_public" if book.is_public else "is_closed"
    widgets.words(text(language, "wall.scenes_good", count=len(book.scenes)))
    widgets.words(text(language, f"wall.scenes_{seen_by}"))
