// Incidents as clusters ringed by overdue share, disputes as counts, stations, camera sectors.

import { element, icon, svg, append } from "./dom.js";

const EARTH_M_PER_DEG = 111_320;
const SECTOR_STEPS = 16;
const FULL_CIRCLE_DEG = 360;

function ringed(count, lateCount, settings) {
  const size = count < 10 ? 26 : count < 100 ? 32 : 40;
  const radius = size / 2 - 2.5;
  const round = 2 * Math.PI * radius;
  const late = count ? lateCount / count : 0;
  const drawn = svg("svg", { width: size, height: size, viewBox: `0 0 ${size} ${size}` });
  const at = { cx: size / 2, cy: size / 2, r: radius };
  drawn.appendChild(svg("circle", { ...at, fill: "#fff", stroke: "#D5DAE1", "stroke-width": 4 }));
  drawn.appendChild(
    svg("circle", {
      ...at,
      fill: "none",
      stroke: settings.warm,
      "stroke-width": 4,
      "stroke-dasharray": `${late * round} ${round}`,
      transform: `rotate(-90 ${size / 2} ${size / 2})`,
    }),
  );
  const label = svg("text", {
    x: size / 2,
    y: size / 2 + 4,
    "text-anchor": "middle",
    "font-size": 12,
    "font-weight": 700,
    fill: settings.ink,
  });
  label.textContent = String(count);
  drawn.appendChild(label);
  return icon(append(element("div", "ring"), drawn), size);
}

export function incidents(body, settings, onSelect) {
  const group = L.markerClusterGroup({
    maxClusterRadius: 64,
    showCoverageOnHover: false,
    spiderfyOnMaxZoom: true,
    animate: false,
    iconCreateFunction: (cluster) => {
      const inside = cluster.getAllChildMarkers();
      const count = inside.reduce((sum, marker) => sum + marker.options.count, 0);
      const late = inside.reduce((sum, marker) => sum + marker.options.late, 0);
      return ringed(count, late, settings);
    },
  });
  let lon = 0;
  let lat = 0;
  body.lon.forEach((step, position) => {
    lon += step;
    lat += body.lat[position];
    const late = Number(body.late[position]);
    const dot = icon(element("div", late ? "dot dot-late" : "dot"), 10);
    const marker = L.marker([lat / body.per_deg, lon / body.per_deg], { icon: dot, count: 1, late });
    const id = body.ids?.[position];
    if (id) marker.on("click", () => onSelect(id));
    group.addLayer(marker);
  });
  for (const place of body.centres) {
    const face = ringed(place.count, place.late, settings);
    const at = { icon: face, count: place.count, late: place.late };
    group.addLayer(L.marker([place.lat, place.lon], at));
  }
  return group;
}

function tipped(marker, ...lines) {
  const tip = element("div", "tip");
  lines.filter(Boolean).forEach((line, order) => tip.appendChild(element(order ? "span" : "b", "", line)));
  return marker.bindTooltip(tip, { opacity: 1 });
}

export function stations(body, settings) {
  const group = L.layerGroup();
  for (const station of body.stations) {
    const face = svg("svg", { width: 22, height: 22, viewBox: "0 0 22 22" });
    face.appendChild(svg("rect", { x: 1, y: 1, width: 20, height: 20, rx: 4, fill: settings.accent, stroke: "#fff", "stroke-width": 1.5 }));
    face.appendChild(svg("path", { d: "M11 5 L17 10.5 H15.2 V16 H6.8 V10.5 H5 Z", fill: "#fff" }));
    const mark = icon(append(element("div", "station"), face), 22);
    const marker = L.marker([station.lat, station.lon], { icon: mark, zIndexOffset: 500 });
    tipped(marker, station.name, station.note).addTo(group);
  }
  return group;
}

function sector(camera) {
  const perLon = EARTH_M_PER_DEG * Math.cos((camera.lat * Math.PI) / 180);
  const whole = camera.angle >= FULL_CIRCLE_DEG;
  const from = camera.bearing - camera.angle / 2;
  const ring = whole ? [] : [[camera.lat, camera.lon]];
  for (let step = 0; step <= SECTOR_STEPS; step += 1) {
    const turn = ((from + (camera.angle * step) / SECTOR_STEPS) * Math.PI) / 180;
    ring.push([
      camera.lat + (camera.range * Math.cos(turn)) / EARTH_M_PER_DEG,
      camera.lon + (camera.range * Math.sin(turn)) / perLon,
    ]);
  }
  return ring;
}

export function cameras(body, settings) {
  const group = L.layerGroup();
  const renderer = L.canvas({ padding: 0.3 });
  for (const camera of body.cameras) {
    const dead = camera.state === "dead";
    const style = { renderer, interactive: false, color: settings.caution, weight: 1, fillOpacity: dead ? 0 : 0.35, dashArray: dead ? "3 3" : null };
    const sees = camera.range !== null && camera.angle !== null && camera.bearing !== null;
    if (sees) L.polygon(sector(camera), style).addTo(group);
    const dot = { renderer, radius: 3, color: "#7A5C00", weight: 1.2, fillColor: "#7A5C00", fillOpacity: dead ? 0 : 1 };
    tipped(L.circleMarker([camera.lat, camera.lon], dot), camera.id, camera.note).addTo(group);
  }
  return group;
}
