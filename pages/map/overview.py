"""总览: where is it going wrong this month, and what do we do?"""

from geo.services.links import LinkKind
from geo.ui.map_component import MapContent, draw_map

draw_map(MapContent({LinkKind.MEASURE: {"measure": "overdue_share"}, LinkKind.INCIDENTS: {"month": "2022-12"}, LinkKind.STATIONS: {}, LinkKind.CAMERAS: {}}))
