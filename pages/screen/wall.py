"""大屏: the wall, alone on its screen; nobody touches it for weeks."""

from geo.ui import wall_frame

wall_frame.draw_over_everything()
