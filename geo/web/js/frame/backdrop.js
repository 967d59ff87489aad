// The quiet ground: water, roads, borders of villages and town, and names that appear by zoom.

import { element, icon } from "./dom.js";
import { boxesOf, room, widthPx } from "./names.js";

// `from` is the zoom at which a kind appears; farther out it would cover what the map is about.
const LINE_STYLES = {
  water: { colour: "water", weight: 2.2, from: 0 },
  canal: { colour: "water", weight: 1.1, from: 9 },
  street: { colour: "road", weight: 1.4, from: 13 },
  road: { colour: "road", weight: 2, from: 9 },
  highway: { colour: "road", weight: 3, from: 0 },
  rail: { colour: "rail", weight: 1.4, dashArray: "5 4", from: 0 },
  village: { colour: "village", weight: 1.3, from: 0 },
  town: { colour: "town", weight: 2.2, from: 0 },
};
// What tiles of others show themselves; borders stay ours.
const OF_GROUND = ["water", "canal", "street", "road", "highway", "rail"];
const THINNED = ["road", "highway", "street"];
const GRID_NAMES_FROM_ZOOM = 12.5;
const LEAST_HIGH_PX = 18;

function thinness(zoom) {
  if (zoom < 12) return 0.4;
  return zoom < 14 ? 0.7 : 1;
}

function lineStyle(kind, settings) {
  const style = LINE_STYLES[kind];
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
    this.kinds = new Map();
    this.names = L.layerGroup().addTo(map);
    this.places = [];
    this.grids = [];
    this.isBack = false;
    map.on("zoomend", () => this.drawLines());
  }

  load(body, shapes) {
    for (const lines of this.kinds.values()) lines.remove();
    this.kinds.clear();
    const renderer = L.canvas({ pane: "ground", padding: 0.3 });
    for (const kind of Object.keys(LINE_STYLES)) {
      const features = body.lines.features.filter(({ properties }) => properties.kind === kind);
      if (features.length) this.kinds.set(kind, L.geoJSON({ type: "FeatureCollection", features }, { style: { ...lineStyle(kind, this.settings), renderer } }));
    }
    this.places = [...body.places].sort((one, other) => one.rank - other.rank);
    this.grids = shapes.features.map((feature) => {
      const bounds = L.geoJSON(feature).getBounds();
      return { name: feature.properties.name, kind: "grid", bounds, lat: bounds.getCenter().lat, lon: bounds.getCenter().lng };
    });
    this.drawLines();
    this.drawNames();
  }

  // While tiles lie below, lines and names that they have themselves are left out.
  stepBack(isBack) {
    if (this.isBack === isBack) return;
    this.isBack = isBack;
    this.drawLines();
  }

  drawLines() {
    const zoom = this.map.getZoom();
    const thin = thinness(zoom);
    for (const [kind, lines] of this.kinds) {
      const { from, weight } = LINE_STYLES[kind];
      if (THINNED.includes(kind)) lines.setStyle({ weight: weight * thin });
      if (zoom >= from && !(this.isBack && OF_GROUND.includes(kind))) lines.addTo(this.map);
      else lines.remove();
    }
  }

  // Names of grids come last, and only where the grid has room for its name.
  candidates() {
    const zoom = this.map.getZoom();
    const places = this.isBack ? [] : this.places.filter((place) => zoom >= this.namesFromZoom + place.rank);
    if (this.places.length && zoom < GRID_NAMES_FROM_ZOOM) return places;
    return [...places, ...this.grids.filter((grid) => this.isRoomy(grid))];
  }

  isRoomy({ name, bounds }) {
    if (!this.map.getBounds().intersects(bounds)) return false;
    const low = this.map.latLngToContainerPoint(bounds.getSouthWest());
    const high = this.map.latLngToContainerPoint(bounds.getNorthEast());
    return high.x - low.x >= widthPx(name) && low.y - high.y >= LEAST_HIGH_PX;
  }

  drawNames() {
    this.names.clearLayers();
    const size = this.map.getSize();
    const marks = this.map.getPane("markerPane").querySelectorAll(".ring, .station, .move-number, .range-label");
    const panels = this.map.getContainer().parentElement.querySelectorAll(":scope > .inset, :scope > .tools, :scope > .legend, :scope > .corner, :scope > .time-bar");
    const taken = boxesOf(this.map, [...marks, ...panels]);
    for (const place of this.candidates()) {
      const at = this.map.latLngToContainerPoint([place.lat, place.lon]);
      if (at.x < 0 || at.y < 0 || at.x > size.x || at.y > size.y) continue;
      const found = room(at, place.name, size, taken);
      if (!found) continue;
      taken.push(found.box);
      const label = element("span", `name name-${place.kind}`, place.name);
      label.style.transform = `translate(calc(-50% + ${found.dx.toFixed(1)}px), calc(-50% + ${found.dy.toFixed(1)}px))`;
      const quiet = { pane: "names", interactive: false, keyboard: false };
      L.marker([place.lat, place.lon], { ...quiet, icon: icon(label, 0) }).addTo(this.names);
    }
  }
}
