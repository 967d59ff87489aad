"""The wall as the browser gets it: pydeck layers, cameras, the page that plays them."""
