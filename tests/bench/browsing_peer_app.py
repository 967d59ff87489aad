"""The peer's page and the files it fetches, served as the app serves its own."""

from pathlib import Path

import streamlit as st

from geo.http.static_files import asset_routes

app = st.App(Path(__file__).with_name("browsing_peer.py"), routes=asset_routes())
