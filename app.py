"""The whole app in one process: Streamlit's pages and our routes. `streamlit run app.py`."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from geo.bootstrap import container
from geo.http.gate import Gate
from geo.http.routes import routes
from geo.ui.binding import require_safe_address
from geo.ui.faults import say_it_failed
from geo.ui.navigation import page_paths

SHELL = Path(__file__).resolve().parent / "geo" / "ui" / "entry" / "shell.py"

require_safe_address()
app = st.App(
    SHELL,
    routes=routes(container, page_paths()),
    middleware=[Middleware(Gate, opened=container)],
    on_script_error=say_it_failed,
)
