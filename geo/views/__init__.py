"""Values become folium pages, charts, tables and printed pages; pure, and escaped in one place."""
