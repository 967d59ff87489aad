"""The whole app in one process: Streamlit's pages and our routes. `streamlit run app.py`."""

from pathlib import Path

import streamlit as st

from geo.bootstrap import container
from geo.http.routes import routes
from geo.ui.faults import say_it_failed
from geo.ui.navigation import page_paths

SHELL = Path(__file__).resolve().parent / "geo" / "ui" / "entry" / "shell.py"

app = st.App(SHELL, routes=routes(container, page_paths()), on_script_error=say_it_failed)
