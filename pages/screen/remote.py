"""大屏遥控: what all walls show now, led from a phone."""

from geo.ui import wall_remote, widgets

with widgets.panel("remote"):
    wall_remote.draw()
