"""The script Streamlit runs for every page: frame, top bar, navigation, then the page itself.

It stands alone in its folder, which Streamlit puts on the import path.
"""

from geo.ui.frame import run

run()
