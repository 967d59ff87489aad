"""The least a Streamlit page does for the same clicks: what the app's cost is compared with."""

import streamlit as st

st.title("Bare")
for choice in ("month", "measure", "grid"):
    st.selectbox(choice, ["", st.query_params.get(choice, "")])
st.write(dict(st.query_params))
