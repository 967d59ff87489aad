// The quiet ground: water, roads, borders of villages and town, and names that appear by zoom.

import { element, icon } from "./dom.js";

const LINE_STYLES = {
  water: { colour: "water", weight: 2.2 },
  canal: { colour: "water", weight: 1.1 },
  road: { colour: "road", weight: 2 },
  highway: { colour: "road", weight: 3 },
  rail: { colour: "rail", weight: 1.4, dashArray: "5 4" },
  village: { colour: "village", weight: 1.3 },
  town: { colour: "town", weight: 2.2 },
};

function lineStyle(feature, settings) {
  const style = LINE_STYLES[feature.properties.kind] ?? LINE_STYLES.road;
  return {
    pane: "ground",
    interactive: false,
    fill: false,
    color: settings.backdrop[style.colour],
    weight: style.weight,
    dashArray: style.dashArray ?? null,
    opacity: 0.85,
  };
}

export class Backdrop {
  constructor(map, settings, namesFromZoom) {
    this.map = map;
    this.settings = settings;
    this.namesFromZoom = namesFromZoom;
    const pane = map.createPane("ground");
    pane.style.zIndex = 420;
    pane.style.pointerEvents = "none";
    const names = map.createPane("names");
    names.style.zIndex = 590;
    names.style.pointerEvents = "none";
    this.lines = L.layerGroup().addTo(map);
    this.names = L.layerGroup().addTo(map);
    this.places = [];
    map.on("zoomend moveend resize", () => this.drawNames());
  }

  load(body) {
    this.lines.clearLayers();
    const renderer = L.canvas({ pane: "ground", padding: 0.3 });
    L.geoJSON(body.lines, {
      style: (feature) => ({ ...lineStyle(feature, this.settings), renderer }),
    }).addTo(this.lines);
    this.places = [...body.places].sort((one, other) => one.rank - other.rank);
    this.drawNames();
  }

  // Names in order of rank; one that would touch a name already standing waits for a closer zoom.
  drawNames() {
    this.names.clearLayers();
    const zoom = this.map.getZoom();
    const size = this.map.getSize();
    const standing = [];
    for (const place of this.places) {
      if (zoom < this.namesFromZoom + place.rank) continue;
      const at = this.map.latLngToContainerPoint([place.lat, place.lon]);
      if (at.x < 0 || at.y < 0 || at.x > size.x || at.y > size.y) continue;
      const half = { x: place.name.length * 6.5 + 4, y: 10 };
      const touches = (other) =>
        Math.abs(other.at.x - at.x) < other.half.x + half.x && Math.abs(other.at.y - at.y) < 20;
      if (standing.some(touches)) continue;
      standing.push({ at, half });
      const label = element("span", `name name-${place.kind}`, place.name);
      L.marker([place.lat, place.lon], {
        icon: icon(label, 0),
        pane: "names",
        interactive: false,
        keyboard: false,
      }).addTo(this.names);
    }
  }
}
