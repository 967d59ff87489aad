// Draws what is being drawn, above everything that lies on the map; catches nothing itself.

const PANE = "sketch";

export class Sketch {
  constructor(map, colour) {
    if (!map.getPane(PANE)) {
      const pane = map.createPane(PANE);
      pane.style.zIndex = 640;
      pane.style.pointerEvents = "none";
    }
    this.colour = colour;
    this.renderer = L.svg({ pane: PANE });
    this.group = L.layerGroup().addTo(map);
  }

  show(outline, corners, isClosed) {
    this.group.clearLayers();
    const quiet = { pane: PANE, renderer: this.renderer, interactive: false };
    const Line = isClosed && outline.length > 2 ? L.polygon : L.polyline;
    if (outline.length > 1) {
      Line(outline, { ...quiet, color: "#ffffff", weight: 6, opacity: 0.9, fill: false }).addTo(this.group);
      Line(outline, { ...quiet, color: this.colour, weight: 2.5, fillColor: this.colour, fillOpacity: 0.1, fill: isClosed }).addTo(this.group);
    }
    const dot = { ...quiet, radius: 4.5, color: this.colour, weight: 2, fillColor: "#ffffff", fillOpacity: 1 };
    for (const corner of corners) L.circleMarker(corner, dot).addTo(this.group);
  }

  remove() {
    this.group.remove();
    this.renderer.remove();
  }
}
