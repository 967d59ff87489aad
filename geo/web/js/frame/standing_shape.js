// The shape that was asked about stays on the map through reruns, and is in the link of the view.

const PANE = "outline";

export class StandingShape {
  constructor(map, settings) {
    this.map = map;
    this.colour = settings.warm;
    this.group = L.layerGroup([], { pane: PANE }).addTo(map);
    this.key = "";
  }

  show(shape) {
    const key = shape ? JSON.stringify(shape) : "";
    if (key === this.key) return;
    this.key = key;
    this.group.clearLayers();
    if (!shape) return;
    const ring = shape.ring.map(([lon, lat]) => [lat, lon]);
    const quiet = { pane: PANE, interactive: false, fill: false };
    L.polygon(ring, { ...quiet, color: "#ffffff", weight: 6, opacity: 0.9 }).addTo(this.group);
    const drawn = L.polygon(ring, { ...quiet, color: this.colour, weight: 3, fill: true, fillColor: this.colour, fillOpacity: 0.08 }).addTo(this.group);
    if (!this.map.getBounds().intersects(drawn.getBounds())) this.map.fitBounds(drawn.getBounds().pad(0.3), { animate: false });
  }
}
