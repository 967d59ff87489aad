// Runs inside the iframe: draws what the page says it shows, and tells the page what was clicked.

import { Backdrop } from "./frame/backdrop.js";
import { giveWay, shrinkStations } from "./frame/crowding.js";
import { element } from "./frame/dom.js";
import { Grids } from "./frame/grid_layer.js";
import { Ground } from "./frame/ground.js";
import { follow, frameInset } from "./frame/inset.js";
import { layer, parentWindow, tell } from "./frame/layers.js";
import { corner, Legend } from "./frame/legend.js";
import { Linked } from "./frame/linked.js";
import { calm, Keys } from "./frame/manners.js";
import { faults, moves } from "./frame/overlays.js";
import { IncidentTiles } from "./frame/incident_tiles.js";
import { noteShown } from "./frame/noted.js";
import { cameras, Selected, stations } from "./frame/points.js";
import { ranges } from "./frame/ranges.js";
import { applyOpened, tellStanding } from "./frame/standing.js";
import { TimeBar } from "./frame/time_bar.js";
import { Tools } from "./frame/tools.js";

const settings = window.wanggeSettings;
const maps = window.wanggeMaps;
const whole = (draw) => async (link, onSelect) => draw(await layer(link), settings, onSelect).addTo(maps.main);
const tiled = (Tiles) => (link, onSelect) => new Tiles(maps.main, settings, onSelect).start(link);
const everywhere = (draw) => async (link) => draw(await layer(link), settings, maps, select);
const POINTS = { ranges: everywhere(ranges), incidents: tiled(IncidentTiles), stations: whole(stations), cameras: whole(cameras), moves: whole(moves), faults: whole(faults) };
const VIEW = "wangge.view";
const TOGGLES = "wangge.layers";
const OUTLINED = "wangge.outlined";

const host = document.body;
if (maps.inset) frameInset(host, settings.words);
const grids = Object.entries(maps)
  .filter(([, map]) => map)
  .map(([name, map]) => [name, new Grids(map, settings, select), new Backdrop(map, settings, name === "main" ? 9 : 5)]);
const drawn = new Map();
const selected = new Selected(maps.main, settings);
const linked = new Linked(maps.main);
const shown = new Set();
let togglesKey = null;
const legend = new Legend(host, settings, toggle);
const time = new TimeBar(host, settings.words, { onStep: stepped, onRest: (month) => tell("time", { month }), onPlaying: (isPlaying) => tell("playing", { isPlaying }) });
const MARKS_EVERY_MS = 900;
let away = null;
let marksAt = 0;
const tools = new Tools(host, maps.main, settings, (shape) => tell("shape", { shape }));
const veil = host.appendChild(element("div", "veil", settings.words.loading));
let current = {};
let loaded = null;
let settling = null;
let said = [];
let shownAt = null;

// After all that listens to the same event has drawn: marks make room, then names fill what is left.
function settle() {
  settling ??= requestAnimationFrame(() => {
    settling = null;
    shrinkStations(maps.main);
    giveWay(maps.main);
    for (const [, , backdrop] of grids) backdrop.drawNames();
    noteShown(maps.main, shown);
  });
}

// Far out a large town shows villages, and the legend says so.
function tellScale(...told) {
  said = told;
  if (shownAt?.measure) legend.show(shownAt.measure, [settings.words[`level_${shownAt.level}`], said[1]].filter(Boolean).join(" · "));
  else legend.show(...said);
}

function fit() {
  maps.main.invalidateSize();
  maps.inset?.invalidateSize();
  maps.inset?.fitBounds(settings.extents.inset, { animate: false });
  const kept = JSON.parse(sessionStorage.getItem(VIEW) ?? "null");
  const key = JSON.stringify(settings.extents.main);
  if (kept?.key === key) maps.main.setView(kept.centre, kept.zoom, { animate: false });
  else maps.main.fitBounds(settings.extents.main, { animate: false });
  maps.main.on("moveend", () => {
    const centre = maps.main.getCenter();
    const view = { key, centre: [centre.lat, centre.lng], zoom: maps.main.getZoom() };
    sessionStorage.setItem(VIEW, JSON.stringify(view));
    tellStanding(maps.main, shown);
  });
}

function select(code) {
  current.selection = code;
  for (const [, one] of grids) one.select(code);
  tell("select", { code });
}

// Each page has layers of its own that are on at first; what was switched there stays switched.
function recall(onFirst) {
  const key = `${TOGGLES}.${onFirst.join(".")}`;
  if (key === togglesKey) return;
  togglesKey = key;
  shown.clear();
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "null") ?? onFirst;
  kept.forEach((name) => shown.add(name));
}

function toggle(name, on) {
  if (on) shown.add(name);
  else shown.delete(name);
  sessionStorage.setItem(togglesKey, JSON.stringify([...shown]));
  tellStanding(maps.main, shown);
  drawPoints();
}

// Incidents are those of the month that the bar stands at.
function wanted(name) {
  const link = shown.has(name) ? current.layers?.[name] : null;
  return name === "incidents" ? time.dated(link) : link;
}

// Months may run faster than marks can be fetched: those of another month are hidden meanwhile.
async function stepped(measure, scale) {
  away = measure;
  for (const [, one] of grids) one.show(measure ?? current.measure);
  tellScale(scale ?? current.measure, current.note);
  const asked = wanted("incidents")?.key;
  const isHeld = drawn.get("incidents")?.key === asked;
  document.body.classList.toggle("other-month", Boolean(asked) && !isHeld);
  if (isHeld || (time.isPlaying && performance.now() - marksAt < MARKS_EVERY_MS)) return;
  marksAt = performance.now();
  await drawPoints().catch(() => {});
  if (drawn.get("incidents")?.key === wanted("incidents")?.key) document.body.classList.remove("other-month");
}

async function drawPoints() {
  for (const [name, draw] of Object.entries(POINTS)) {
    const link = wanted(name);
    const held = drawn.get(name);
    if (held && held.key === link?.key) {
      held.group.renew?.(link);
      continue;
    }
    const group = link ? await draw(link, (id) => tell("point", { layer: name, id })) : null;
    const isStill = Boolean(link) && wanted(name)?.key === link.key;
    if (group && (!isStill || drawn.get(name)?.key === link.key)) {
      group.remove();
      continue;
    }
    drawn.get(name)?.group.remove();
    drawn.delete(name);
    if (group) drawn.set(name, { key: link.key, group });
  }
  settle();
}

async function drawGrids(links) {
  const [shapes, ground] = await Promise.all([layer(links.grids), layer(links.backdrop)]);
  for (const [, one] of grids) one.renew(links);
  if (loaded !== links.grids.key) {
    loaded = links.grids.key;
    for (const [, one, backdrop] of grids) {
      one.load(shapes, links);
      if (ground) backdrop.load(ground, shapes.features ? shapes : { features: [] });
    }
  }
}

// Brings what is outlined into view once; afterwards the map stays where it was moved to.
function revealOutlined(codes) {
  const told = codes.join();
  if (!codes.length || sessionStorage.getItem(OUTLINED) === told) return false;
  sessionStorage.setItem(OUTLINED, told);
  return grids[0][1].revealAll(codes);
}

async function show(state) {
  current = { ...current, ...state };
  recall(state.on_first);
  const isOpened = applyOpened(state.opened, state.load, maps.main, (names) => {
    shown.clear();
    names.forEach((name) => shown.add(name));
    sessionStorage.setItem(togglesKey, JSON.stringify(names));
  });
  try {
    await drawGrids(state.layers);
    const measure = await layer(state.layers.measure);
    if (current.layers !== state.layers) return;
    current.measure = measure;
    time.offer(state.time ?? null);
    if (!time.isAway()) away = null;
    await Promise.all(grids.map(([, one]) => one.show(away ?? measure)));
    for (const [, one] of grids) {
      one.outlineAll(state.outlined ?? []);
      one.select(current.selection);
    }
    tellScale(measure, state.note);
    document.body.classList.remove("other-month");
    legend.explain(state.outlined?.length ? "changed" : "");
    legend.offer(Object.keys(POINTS).filter((name) => state.layers[name]), shown);
    await drawPoints();
    veil.hidden = true;
    selected.show(state.point);
    tools.show(Boolean(state.has_tools), state.shape);
    ground.show(state.ground ?? null);
    const leads = !state.linked || state.leads;
    if (leads && !isOpened && !revealOutlined(state.outlined ?? []) && current.selection && !state.point) grids[0][1].reveal(current.selection);
  } catch (problem) {
    console.error(problem);
    veil.textContent = settings.words.failed;
    veil.hidden = false;
    tell("failed");
    return;
  }
  linked.turn(Boolean(state.linked));
  tellStanding(maps.main, shown);
  tell("drawn");
}

grids[0][1].onLevel = (level, measure) => {
  shownAt = level === "grid" ? null : { level, measure };
  tellScale(...said);
};
for (const [, one, backdrop] of grids) {
  one.onNamed = (named) => {
    backdrop.grids = named;
    settle();
  };
}
for (const [, one] of grids) one.onHover = (code) => grids.forEach(([, other]) => other.glance(code));
L.control.zoom({ position: "topleft", zoomInTitle: settings.words.zoom_in, zoomOutTitle: settings.words.zoom_out }).addTo(maps.main);
corner(host, maps.main, settings);
Object.values(maps).forEach((map) => map && calm(map));
new Keys(maps.main, settings.words);
maps.inset?.getContainer().setAttribute("tabindex", "-1");
const ground = new Ground(host, maps.main, settings, {
  onChosen: (id) => tell("ground", { id }),
  onState: (isOn) => {
    grids[0][2].stepBack(isOn);
    settle();
  },
});
fit();
if (maps.inset) follow(maps.main, maps.inset, settings.warm);
new ResizeObserver(() => maps.main.invalidateSize()).observe(host);
maps.main.on("moveend zoomend resize", settle);
maps.inset?.on("moveend zoomend resize", settle);
window.addEventListener("message", (event) => {
  if (event.source !== parentWindow() || event.origin !== window.location.origin) return;
  if (event.data?.type === "wangge:show") show(event.data.state);
  if (event.data?.type === "wangge:follow") linked.follow(event.data.view);
});
tell("ready");
