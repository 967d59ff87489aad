"""Leading all walls from a phone: hold a scene, step, pause, drill; each press asks who may."""

from collections.abc import Callable

import streamlit as st

from geo.messages import text
from geo.messages.wall_scenes import Scene
from geo.services.wall.control import Lead, WallControl
from geo.ui import choices, session, widgets
from geo.views.escaping import markdown


def draw() -> None:
    """Draw the remote."""
    language, actor = choices.language(), choices.actor()
    wall = session.container().wall
    scenes = wall.board.scenes(actor, language)
    lead = wall.control.lead(actor)
    widgets.title(text(language, "wall.remote_question"))
    widgets.words(_standing(lead, scenes))
    with st.container(key="remote_steps", horizontal=True):
        _button("back", lambda control: control.step(choices.actor(), -1))
        _button("on", lambda control: control.step(choices.actor(), 1))
        if lead.is_paused or lead.pinned:
            _button("go", _let_go)
        else:
            _button("pause", lambda control: control.pause(choices.actor(), is_paused=True))
    for number, scene in enumerate(scenes):
        _pin(number, scene, is_pinned=lead.pinned == scene.id)
    _button("drill", lambda control: control.drill(choices.actor()))
    widgets.words(text(language, "wall.remote_drill_hint"))


def _standing(lead: Lead, scenes: tuple[Scene, ...]) -> str:
    language = choices.language()
    pinned = next((one.title for one in scenes if one.id == lead.pinned), "")
    if pinned:
        return text(language, "wall.remote_pinned", title=pinned)
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


def _let_go(control: WallControl) -> Lead:
    control.pin(choices.actor(), "")
    return control.pause(choices.actor(), is_paused=False)


def _pin(number: int, scene: Scene, *, is_pinned: bool) -> None:
    st.button(
        markdown(scene.title),
        key=f"remote_pin_{number}",
        width="stretch",
        type="primary" if is_pinned else "secondary",
        on_click=_pressed,
        args=(lambda control: control.pin(choices.actor(), scene.id),),
    )
