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
  return icon(append(element("div", "ring"), drawn), size, spoken(count, lateCount, settings));
}

function spoken(count, lateCount, settings) {
  return settings.words.incident_mark.replace("{count}", count).replace("{late}", lateCount);
}

export function incidentClusters(settings) {
  return L.markerClusterGroup({
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
}

export function incidentMark(at, { count, late, isSum }, settings) {
  const face = isSum ? ringed(count, late, settings) : icon(element("div", late ? "dot dot-late" : "dot"), 10, spoken(count, late, settings));
  return L.marker(at, { icon: face, count, late });
}

function tipped(marker, ...lines) {
  const tip = element("div", "tip");
  lines.filter(Boolean).forEach((line, order) => tip.appendChild(element(order ? "span" : "b", "", line)));
  return marker.bindTooltip(tip, { opacity: 1 });
}

const STATION_PX = 30;

function stationFace(load, settings) {
  const middle = STATION_PX / 2;
  const face = svg("svg", { width: STATION_PX, height: STATION_PX, viewBox: `0 0 ${STATION_PX} ${STATION_PX}` });
  const ring = { cx: middle, cy: middle, r: middle - 2, fill: "none", "stroke-width": 3 };
  const round = 2 * Math.PI * ring.r;
  if (load !== null && load !== undefined) {
    face.appendChild(svg("circle", { ...ring, fill: "#fff", stroke: "#D5DAE1" }));
    const arc = { "stroke-dasharray": `${Math.min(load, 1) * round} ${round}`, transform: `rotate(-90 ${middle} ${middle})` };
    face.appendChild(svg("circle", { ...ring, ...arc, stroke: settings.warm }));
  }
  const scaled = svg("g", { transform: `translate(${middle - 9} ${middle - 9}) scale(${18 / 22})` });
  scaled.appendChild(svg("rect", { x: 1, y: 1, width: 20, height: 20, rx: 4, fill: settings.accent, stroke: "#fff", "stroke-width": 1.5 }));
  scaled.appendChild(svg("path", { d: "M11 5 L17 10.5 H15.2 V16 H6.8 V10.5 H5 Z", fill: "#fff" }));
  face.appendChild(scaled);
  return face;
}

export function stations(body, settings, onSelect) {
  const group = L.layerGroup();
  for (const station of body.stations) {
    const mark = icon(append(element("div", "station"), stationFace(station.load, settings)), STATION_PX, station.name);
    const marker = L.marker([station.lat, station.lon], { icon: mark, zIndexOffset: 500 });
    marker.on("click", () => onSelect(station.id));
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

// Sectors share the grids' canvas: a canvas of their own would catch the clicks meant for grids.
export function cameras(body, settings, onSelect) {
  const group = L.layerGroup();
  const words = settings.words;
  for (const camera of body.cameras) {
    const dead = camera.state === "dead";
    const alive = camera.state === "alive";
    const dome = camera.angle >= FULL_CIRCLE_DEG;
    const sees = camera.range && camera.angle && (dome || camera.bearing !== null);
    const style = { interactive: false, color: settings.caution, weight: 1, fillOpacity: dead ? 0 : 0.35, dashArray: dead ? "3 3" : null };
    if (sees) L.polygon(sector({ ...camera, bearing: camera.bearing ?? 0 }), style).addTo(group);
    const dot = { radius: 3.5, color: "#7A5C00", weight: 1.2, fillColor: alive ? "#7A5C00" : "#C3C9D1", fillOpacity: dead ? 0 : 1 };
    const said = [words[`camera_${camera.state ?? "unknown"}`], sees ? "" : words.camera_no_sector];
    const marker = L.circleMarker([camera.lat, camera.lon], dot).on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      onSelect(camera.id);
    });
    tipped(marker, camera.id, said.filter(Boolean).join(" · ")).addTo(group);
  }
  return group;
}

// A ring around the one point that is selected in a table or a list; brought into view when outside.
export class Selected {
  constructor(map, settings) {
    this.map = map;
    this.group = L.layerGroup().addTo(map);
    this.settings = settings;
    this.key = null;
  }

  show(point) {
    const key = point ? JSON.stringify(point) : null;
    if (key === this.key) return;
    this.key = key;
    this.group.clearLayers();
    if (!point) return;
    const at = L.latLng(point.lat, point.lon);
    L.marker(at, { icon: icon(element("div", "halo"), 34), interactive: false, keyboard: false, zIndexOffset: 900 }).addTo(this.group);
    if (!this.map.getBounds().pad(-0.05).contains(at)) this.map.panTo(at, { animate: false });
  }
}
