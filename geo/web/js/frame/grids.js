// Grids in one map frame: fill by class, hover name and value, click selects, selection outlined.

import { element } from "./dom.js";

const NO_CLASS = "-";

// Only known values are sent, in the grids' order; unknown grids have no class.
function everyGrid(measure) {
  const known = [...(measure?.values ?? [])].reverse();
  return [...(measure?.classes ?? "")].map((one) => (one === NO_CLASS ? null : known.pop()));
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
    const above = map.createPane("outline");
    above.style.zIndex = 450;
    above.style.pointerEvents = "none";
    this.changed = L.layerGroup([], { pane: "outline" }).addTo(map);
    this.outline = L.layerGroup([], { pane: "outline" }).addTo(map);
    this.hover = L.layerGroup([], { pane: "outline" }).addTo(map);
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
    const scale = this.settings[this.measure?.scale ?? "sequential"];
    const drawn = this.measure?.classes?.[feature.position] ?? NO_CLASS;
    return {
      fillColor: drawn === NO_CLASS ? this.settings.unknown : scale[Number(drawn)],
      fillOpacity: drawn === NO_CLASS ? 0.55 : 0.88,
      color: "#ffffff",
      weight: 0.8,
      opacity: 0.9,
    };
  }

  tip(feature) {
    const tip = element("div", "tip");
    tip.appendChild(element("b", "", feature.properties.name));
    const value = this.values[feature.position];
    const known = value !== null && value !== undefined;
    const shown = known ? `${value} ${this.measure.unit}` : this.settings.words.unknown;
    if (this.measure) tip.appendChild(element("span", "", shown));
    return tip;
  }

  mark(group, code, weight) {
    group.clearLayers();
    const shape = this.byCode.get(code);
    if (!shape) return null;
    const style = { pane: "outline", interactive: false, fill: false, color: this.settings.ink };
    L.geoJSON(shape.feature, { ...style, weight: weight + 3, color: "#ffffff", opacity: 0.9, pane: "outline", interactive: false, fill: false }).addTo(group);
    L.geoJSON(shape.feature, { ...style, weight }).addTo(group);
    return shape;
  }

  outlineAll(codes) {
    this.changed.clearLayers();
    const features = codes.map((code) => this.byCode.get(code)?.feature).filter(Boolean);
    const style = { pane: "outline", interactive: false, fill: false, color: this.settings.warm, weight: 2.5, dashArray: "6 4" };
    L.geoJSON(features, { ...style, color: "#ffffff", weight: 5, opacity: 0.9, dashArray: null }).addTo(this.changed);
    L.geoJSON(features, style).addTo(this.changed);
  }

  select(code) {
    return this.mark(this.outline, code, 3);
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
