// What a suggestion or an import points at: arrows with numbers, outlined neighbours, faults.

import { append, element, icon } from "./dom.js";

const HEAD_PX = 18;
const NUMBER_PX = 20;
const AT_ZOOM = 10;
const HOLE = "hole";

function turned(from, to) {
  const [start, end] = [L.CRS.EPSG3857.latLngToPoint(from, AT_ZOOM), L.CRS.EPSG3857.latLngToPoint(to, AT_ZOOM)];
  return (Math.atan2(end.y - start.y, end.x - start.x) * 180) / Math.PI;
}

function tip(words) {
  return append(element("div", "tip"), element("b", "", words));
}

function arrow(move, settings, group) {
  const [from, to] = [L.latLng(move.from), L.latLng(move.to)];
  const quiet = { interactive: false };
  L.polyline([from, to], { ...quiet, color: "#ffffff", weight: 6, opacity: 0.9 }).addTo(group);
  L.polyline([from, to], { ...quiet, color: settings.ink, weight: 3 }).addTo(group);
  const head = element("div", "move-head", "➤");
  head.style.transform = `rotate(${turned(from, to)}deg)`;
  L.marker(to, { ...quiet, icon: icon(append(element("div"), head), HEAD_PX), zIndexOffset: 700 }).addTo(group);
  const middle = [(from.lat + to.lat) / 2, (from.lng + to.lng) / 2];
  const number = icon(element("div", "move-number", String(move.staff)), NUMBER_PX, move.words);
  L.marker(middle, { icon: number, zIndexOffset: 800 }).bindTooltip(tip(move.words), { opacity: 1 }).addTo(group);
}

export function moves(body, settings) {
  const group = L.layerGroup();
  for (const neighbour of body.neighbours) {
    const line = { interactive: false, fill: false, color: settings.accent, weight: 3, dashArray: "7 5" };
    L.geoJSON(neighbour.geometry, { ...line, weight: 6, color: "#ffffff", dashArray: null }).addTo(group);
    L.geoJSON(neighbour.geometry, line).addTo(group);
  }
  body.moves.forEach((move) => arrow(move, settings, group));
  return group;
}

export function faults(body, settings) {
  const group = L.layerGroup();
  for (const fault of body.faults) {
    const isHole = fault.kind === HOLE;
    const line = { interactive: false, color: settings.warm, weight: isHole ? 1.5 : 3, dashArray: isHole ? null : "6 3" };
    L.geoJSON(fault.geometry, { ...line, fill: isHole, fillColor: settings.warm, fillOpacity: 0.45 }).addTo(group);
  }
  return group;
}
