"""Filter widgets that are drawn from the URL and write to it; nothing else holds their state."""

from collections.abc import Callable, Sequence

import streamlit as st

from geo.ui import choices


def select(  # noqa: PLR0913  (one widget's whole description)
    name: str,
    label: str,
    options: Sequence[str],
    wording: Callable[[str], str],
    *,
    default: str = "",
    is_label_hidden: bool = False,
) -> str:
    """Draw a choice of one and return it; it is kept in the URL as `name`.

    `wording` gives what the user reads for an option; the default is not written to the URL.
    """
    key = f"choice_{name}"
    st.session_state[key] = choices.one_of(name, tuple(options), default)
    st.selectbox(
        label,
        options,
        key=key,
        format_func=wording,
        on_change=_keep,
        args=(name, default),
        label_visibility="collapsed" if is_label_hidden else "visible",
    )
    chosen = str(st.session_state[key])
    choices.stands(name, chosen)
    return chosen


def words(name: str, label: str, placeholder: str = "", *, is_label_hidden: bool = False) -> str:
    """Draw a line for free text and return what stands in it; kept in the URL as `name`."""
    key = f"choice_{name}"
    st.session_state[key] = choices.value(name)
    st.text_input(
        label,
        key=key,
        placeholder=placeholder,
        on_change=_keep,
        args=(name, ""),
        label_visibility="collapsed" if is_label_hidden else "visible",
    )
    return str(st.session_state[key])


def _keep(name: str, default: str) -> None:
    chosen = str(st.session_state[f"choice_{name}"])
    choices.put(**{name: "" if chosen == default else chosen})
