"""Leading all walls from a phone: hold a scene, step, pause, drill; each press asks who may."""

from collections.abc import Callable

import streamlit as st

from geo.domain.wall_lead import Lead
from geo.messages import text
from geo.messages.wall_scenes import Scene
from geo.services.wall.control import WallControl
from geo.ui import choices, session, widgets
from geo.views.escaping import markdown


def draw() -> None:
    """Draw the remote."""
    language, actor = choices.language(), choices.actor()
    wall = session.container().wall
    scenes = wall.board.scenes(actor, language)
    lead = wall.control.lead(actor)
    held = _held(lead, scenes)
    widgets.title(text(language, "wall.remote_question"))
    widgets.words(_standing(lead, held))
    with st.container(key="remote_steps", horizontal=True):
        _button("back", lambda control: control.step(choices.actor(), -1, session.wall_clock()))
        _button("on", lambda control: control.step(choices.actor(), 1, session.wall_clock()))
        if lead.is_paused or held:
            _button("go", lambda control: control.let_go(choices.actor(), session.wall_clock()))
        else:
            _button("pause", lambda control: control.pause(choices.actor(), session.wall_clock()))
    for number, scene in enumerate(scenes):
        _pin(number, scene, is_pinned=lead.pinned == scene.id)
    _button("drill", lambda control: control.drill(choices.actor(), session.wall_clock()))
    widgets.words(text(language, "wall.remote_drill_hint"))


def _held(lead: Lead, scenes: tuple[Scene, ...]) -> Scene | None:
    """Return the scene that walls hold; a pin of one that the file no longer has holds nothing."""
    return next((one for one in scenes if one.id == lead.pinned), None)


def _standing(lead: Lead, held: Scene | None) -> str:
    language = choices.language()
    if held is not None:
        return text(language, "wall.remote_pinned", title=held.title)
    return text(language, "wall.remote_paused" if lead.is_paused else "wall.remote_going")


def _button(name: str, press: Callable[[WallControl], Lead]) -> None:
    st.button(
        text(choices.language(), f"wall.remote_{name}"),
        key=f"remote_{name}",
        width="stretch",
        on_click=_pressed,
        args=(press,),
    )


def _pressed(press: Callable[[WallControl], Lead]) -> None:
    press(session.container().wall.control)


def _pin(number: int, scene: Scene, *, is_pinned: bool) -> None:
    st.button(
        markdown(scene.title),
        key=f"remote_pin_{number}",
        width="stretch",
        type="primary" if is_pinned else "secondary",
        on_click=_pressed,
        args=(lambda control: control.pin(choices.actor(), scene.id, session.wall_clock()),),
    )
