"""大屏场景: whether the file of scenes is right, and what it looks like."""

from geo.ui import wall_scenes, widgets

with widgets.panel("wall_scenes"):
    wall_scenes.draw()
