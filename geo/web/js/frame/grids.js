// Grids in one map frame: fill by class, hover name and value, click selects, selection outlined.

import { element } from "./dom.js";

export const NO_CLASS = "-";

// Only known values are sent, in the grids' order; unknown grids have no class.
export function everyGrid(measure) {
  const known = [...(measure?.values ?? [])].reverse();
  return [...(measure?.classes ?? "")].map((one) => (one === NO_CLASS ? null : known.pop()));
}

export function fillOf(measure, position, settings) {
  const drawn = measure?.classes?.[position] ?? NO_CLASS;
  return drawn === NO_CLASS ? settings.unknown : settings[measure.scale ?? "sequential"][Number(drawn)];
}

// A name and the value that its place has in the measure that is shown.
export function tipOf(name, measure, value, settings) {
  const tip = element("div", "tip");
  tip.appendChild(element("b", "", name));
  const isKnown = value !== null && value !== undefined;
  if (measure) tip.appendChild(element("span", "", isKnown ? `${value} ${measure.unit}` : settings.words.unknown));
  return tip;
}

const QUIET = { pane: "outline", interactive: false, fill: false };

export function outlinePane(map) {
  if (map.getPane("outline")) return;
  const above = map.createPane("outline");
  above.style.zIndex = 450;
  above.style.pointerEvents = "none";
}

export function outlineGroup(map) {
  outlinePane(map);
  return L.layerGroup([], { pane: "outline" }).addTo(map);
}

export function drawMark(group, shapes, weight, settings) {
  group.clearLayers();
  if (!shapes) return;
  L.geoJSON(shapes, { ...QUIET, weight: weight + 3, color: "#ffffff", opacity: 0.9 }).addTo(group);
  L.geoJSON(shapes, { ...QUIET, weight, color: settings.ink }).addTo(group);
}

export function drawChanged(group, shapes, settings) {
  group.clearLayers();
  if (!shapes) return;
  L.geoJSON(shapes, { ...QUIET, color: "#ffffff", weight: 5, opacity: 0.9 }).addTo(group);
  L.geoJSON(shapes, { ...QUIET, color: settings.warm, weight: 2.5, dashArray: "6 4" }).addTo(group);
}

export class Grids {
  constructor(map, settings, onSelect) {
    this.map = map;
    this.settings = settings;
    this.onSelect = onSelect;
    this.layer = null;
    this.byCode = new Map();
    this.measure = null;
    this.values = [];
    this.changed = outlineGroup(map);
    this.outline = outlineGroup(map);
    this.hover = outlineGroup(map);
  }

  remove() {
    for (const one of [this.layer, this.changed, this.outline, this.hover]) one?.remove();
  }

  load(collection) {
    this.layer?.remove();
    this.byCode.clear();
    this.layer = L.geoJSON(collection, {
      style: (feature) => this.style(feature),
      onEachFeature: (feature, shape) => this.wire(feature, shape),
    }).addTo(this.map);
    this.layer.bindTooltip((shape) => this.tip(shape.feature), { sticky: true, opacity: 1 });
    collection.features.forEach((feature, position) => (feature.position = position));
    this.layer.setStyle((feature) => this.style(feature));
  }

  wire(feature, shape) {
    this.byCode.set(feature.id, shape);
    shape.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      this.onSelect(feature.id);
    });
    shape.on("mouseover", () => this.onHover?.(feature.id));
    shape.on("mouseout", () => this.onHover?.(null));
  }

  show(measure) {
    this.measure = measure;
    this.values = everyGrid(measure);
    this.layer?.setStyle((feature) => this.style(feature));
  }

  style(feature) {
    const drawn = this.measure?.classes?.[feature.position] ?? NO_CLASS;
    return {
      fillColor: fillOf(this.measure, feature.position, this.settings),
      fillOpacity: drawn === NO_CLASS ? 0.55 : 0.88,
      color: "#ffffff",
      weight: 0.8,
      opacity: 0.9,
    };
  }

  tip({ position, properties }) {
    return tipOf(properties.name, this.measure, this.values[position], this.settings);
  }

  mark(group, code, weight) {
    drawMark(group, this.byCode.get(code)?.feature, weight, this.settings);
  }

  outlineAll(codes) {
    const features = codes.map((code) => this.byCode.get(code)?.feature).filter(Boolean);
    drawChanged(this.changed, features, this.settings);
  }

  select(code) {
    this.mark(this.outline, code, 3);
  }

  glance(code) {
    this.mark(this.hover, code, 1.5);
  }

  revealAll(codes) {
    const shapes = codes.map((code) => this.byCode.get(code)).filter(Boolean);
    if (!shapes.length) return false;
    const bounds = shapes.reduce((all, shape) => all.extend(shape.getBounds()), L.latLngBounds([]));
    this.map.fitBounds(bounds.pad(0.3), { maxZoom: 13, animate: false });
    return true;
  }

  reveal(code) {
    const shape = this.byCode.get(code);
    if (!shape) return;
    const bounds = shape.getBounds();
    if (this.map.getBounds().contains(bounds.getCenter())) return;
    this.map.fitBounds(bounds.pad(0.6), { maxZoom: 13 });
  }
}
