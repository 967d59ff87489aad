// Pastures in use today: dashed outlines on every map, on the large one each with its season. They
// never catch a click meant for a grid; their label picks the grid whose people are there.

import { append, element } from "./dom.js";

const PANE = "outline";

function outlined(range, settings, weight, group) {
  const quiet = { pane: PANE, interactive: false };
  L.geoJSON(range.geometry, { ...quiet, fill: false, color: "#ffffff", weight: 2 * weight, opacity: 0.9 }).addTo(group);
  const line = { color: settings.range, weight, dashArray: "7 5" };
  return L.geoJSON(range.geometry, { ...quiet, ...line, fillColor: settings.range, fillOpacity: 0.12 }).addTo(group);
}

function labelled(range, at, onSelect, group) {
  const label = append(element("div", "range-label"), element("b", "", range.season), element("span", "", range.name));
  const face = L.divIcon({ html: label, className: "mark", iconSize: [0, 0] });
  const tip = append(element("div", "tip"), element("b", "", range.name), element("span", "", range.words));
  const marker = L.marker(at, { icon: face, zIndexOffset: -500 }).bindTooltip(tip, { opacity: 1 });
  marker.on("click", () => onSelect(range.code)).addTo(group);
}

export function ranges(body, settings, maps, onSelect) {
  const groups = Object.entries(maps).filter(([, map]) => map).map(([name, map]) => {
    const group = L.layerGroup().addTo(map);
    for (const range of body.ranges) {
      const drawn = outlined(range, settings, name === "main" ? 2.5 : 1.5, group);
      if (name === "main") labelled(range, drawn.getBounds().getCenter(), onSelect, group);
    }
    return group;
  });
  return { remove: () => groups.forEach((group) => group.remove()) };
}
