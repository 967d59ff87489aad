"""What a user reads when a page fails in a way nobody foresaw; the log keeps what happened."""

import logging

import streamlit as st

from geo.messages import text
from geo.ui import choices

_log = logging.getLogger(__name__)


def say_it_failed(error: Exception) -> bool:
    """Draw one sentence in the user's language and return that nothing else need be shown."""
    _log.error("a page failed", exc_info=error)
    st.error(text(choices.language(), "errors.error"))
    return True
