// Grids of a large town by tile: townships or villages far out, where a grid would be a speck, each
// with its own figure, then grids. Names come with the tiles; what is outlined comes in full by code.

import { GridCanvas, TILE_PX, UNITS, bordered, placeOn } from "./grid_canvas.js";
import { drawChanged, drawMark, everyGrid, fillOf, outlineGroup, tipOf } from "./grids.js";
import { layer } from "./layers.js";

const CRS_PX = 256;
const COARSER = Math.log2(TILE_PX / CRS_PX);
const HELD_TILES = 400;
const GRID = "grid";
const CLOSER = 2;
const MEASURE_PATH = "/layers/measure";
const CODES_AT_ONCE = 50;

function isInside(geometry, at) {
  let inside = false;
  for (const ring of geometry) {
    for (let one = 0, other = ring.length - 1; one < ring.length; other = one, one += 1) {
      const [a, b] = [ring[one], ring[other]];
      if (a.y > at.y !== b.y > at.y && at.x < ((b.x - a.x) * (at.y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
    }
  }
  return inside;
}

export class TiledGrids {
  constructor(map, settings, onSelect) {
    Object.assign(this, { map, settings, onSelect });
    this.held = new Map();
    this.drawn = [];
    this.levels = [];
    this.measures = new Map();
    this.changed = outlineGroup(map);
    this.outline = outlineGroup(map);
    this.hovered = null;
    this.tooltip = L.tooltip({ sticky: true, opacity: 1, direction: "right", offset: [12, 0] });
    this.glanced = new GridCanvas((canvas) => this.paintGlance(canvas), { pane: "outline", opacity: 1 });
    this.canvas = new GridCanvas((canvas) => this.paint(canvas)).addTo(map);
    this.glanced.addTo(map);
    map.wanggeGrids = this;
    this.listening = { moveend: () => this.draw().catch(() => {}), click: (event) => this.clicked(event), mousemove: (event) => this.moved(event), mouseout: () => this.left() };
    map.on(this.listening);
  }

  remove() {
    this.map.off(this.listening);
    for (const one of [this.canvas, this.glanced, this.tooltip, this.changed, this.outline]) one.remove();
  }

  renew(links) {
    this.links = links;
    const address = new URL(links.grids.url, window.location.origin);
    this.source = (level) => new protomapsL.ZxySource(`${address}&level=${level}&z={z}&x={x}&y={y}`, false);
    this.sources = new Map();
  }

  load(body) {
    Object.assign(this, { levels: body.levels, deepest: body.deepest });
    this.held.clear();
  }

  // Where a measure says nothing of villages, grids are shown however small they are.
  async show(measure) {
    this.measures = new Map([[GRID, { measure, values: everyGrid(measure) }]]);
    this.shown = measure;
    await this.draw();
  }

  async measureAt(level) {
    if (this.measures.has(level)) return this.measures.get(level);
    if (this.shown?.atLevel) return this.keep(level, await this.shown.atLevel(level));
    const link = this.links?.measure;
    const isOwn = link?.url.startsWith(MEASURE_PATH) && (await layer(link)) === this.shown;
    if (this.shown && !isOwn) return null;
    const measure = isOwn ? await layer({ key: `${link.key}.${level}`, url: `${link.url}&level=${level}` }) : null;
    return this.keep(level, measure);
  }

  keep(level, measure) {
    const found = measure || !this.shown ? { measure, values: everyGrid(measure) } : null;
    this.measures.set(level, found);
    return found;
  }

  zoom() {
    return Math.max(0, Math.min(this.deepest, Math.floor(this.map.getZoom()) - COARSER));
  }

  async level() {
    const fitting = this.levels.filter(({ from }) => from <= this.zoom());
    const level = fitting.at(-1)?.name ?? GRID;
    return (await this.measureAt(level)) ? level : GRID;
  }

  async draw() {
    const turn = (this.turn = Symbol("turn"));
    const level = await this.level();
    const wanted = this.inView();
    const tiles = await Promise.all(wanted.map((tile) => this.tile(level, tile)));
    if (this.turn !== turn) return;
    this.drawn = wanted.map((tile, order) => ({ tile, features: tiles[order] }));
    this.drawnLevel = level;
    this.canvas.redraw();
    this.left();
    this.onNamed?.(level === GRID ? this.named() : []);
    this.onLevel?.(level, this.measures.get(level)?.measure ?? null);
  }

  inView() {
    const zoom = this.zoom();
    const side = 2 ** zoom;
    const box = this.map.getBounds().pad(0.05);
    const place = (at) => L.CRS.EPSG3857.latLngToPoint(at, zoom).divideBy(CRS_PX).floor();
    const [from, to] = [place(box.getNorthWest()), place(box.getSouthEast())];
    const found = [];
    for (let x = Math.max(0, from.x); x <= Math.min(side - 1, to.x); x += 1) {
      for (let y = Math.max(0, from.y); y <= Math.min(side - 1, to.y); y += 1) found.push({ z: zoom, x, y });
    }
    return found;
  }

  tile(level, place) {
    const name = `${level}/${place.z}/${place.x}/${place.y}`;
    if (!this.held.has(name)) {
      if (!this.sources.has(level)) this.sources.set(level, this.source(level));
      const asked = this.sources.get(level).get(place, UNITS).then((layers) => layers.get(level) ?? []);
      asked.catch(() => this.held.delete(name));
      this.held.set(name, asked);
      if (this.held.size > HELD_TILES) this.held.delete(this.held.keys().next().value);
    }
    return this.held.get(name);
  }

  paint(canvas) {
    const { measure } = this.measures.get(this.drawnLevel) ?? {};
    for (const { tile, features } of this.drawn) canvas.tile(tile, features, ({ id }) => fillOf(measure, id, this.settings));
  }

  paintGlance(canvas) {
    if (this.hovered === null) return;
    canvas.context.beginPath();
    for (const { tile, features } of this.drawn) {
      const place = placeOn(this.map, tile);
      for (const { props, geom } of features) if (props.code === this.hovered) bordered(canvas.context, geom, place);
    }
    for (const [colour, width] of [["#ffffff", 4.5], [this.settings.ink, 1.5]]) {
      Object.assign(canvas.context, { strokeStyle: colour, lineWidth: width });
      canvas.context.stroke();
    }
  }

  at(latlng) {
    for (const { tile, features } of this.drawn) {
      const at = L.CRS.EPSG3857.latLngToPoint(latlng, tile.z).divideBy(CRS_PX).subtract(L.point(tile.x, tile.y)).multiplyBy(UNITS);
      if (at.x < 0 || at.y < 0 || at.x >= UNITS || at.y >= UNITS) continue;
      const near = ({ bbox }) => bbox.minX <= at.x && at.x <= bbox.maxX && bbox.minY <= at.y && at.y <= bbox.maxY;
      return features.find((one) => near(one) && isInside(one.geom, at)) ?? null;
    }
    return null;
  }

  clicked({ latlng }) {
    const found = this.at(latlng);
    if (!found) return;
    if (this.drawnLevel === GRID) this.onSelect(found.props.code);
    else this.map.setView(latlng, Math.floor(this.map.getZoom()) + CLOSER);
  }

  moved({ latlng }) {
    const found = this.at(latlng);
    const { measure, values } = this.measures.get(this.drawnLevel) ?? {};
    if (found) this.tooltip.setLatLng(latlng).setContent(tipOf(found.props.name, measure, values?.[found.id], this.settings)).addTo(this.map);
    else this.tooltip.remove();
    if ((found?.props.code ?? null) !== this.hovered) this.onHover?.(found?.props.code ?? null);
  }

  left() {
    this.tooltip.remove();
    if (this.hovered !== null) this.onHover?.(null);
  }

  glance(code) {
    this.hovered = code;
    this.glanced.redraw();
  }

  // Every grid in view once, with the box that its parts fill.
  named() {
    const found = new Map();
    for (const { tile, features } of this.drawn) {
      const on = (x, y) => L.CRS.EPSG3857.pointToLatLng(L.point(tile.x + x / UNITS, tile.y + y / UNITS).multiplyBy(CRS_PX), tile.z);
      for (const { props, bbox } of features) {
        const one = found.get(props.code) ?? { name: props.name, code: props.code, kind: "grid", bounds: L.latLngBounds([]) };
        one.bounds.extend(on(bbox.minX, bbox.minY)).extend(on(bbox.maxX, bbox.maxY));
        found.set(props.code, one);
      }
    }
    return [...found.values()].map((one) => ({ ...one, lat: one.bounds.getCenter().lat, lon: one.bounds.getCenter().lng }));
  }

  async shapes(codes) {
    const parts = Array.from({ length: Math.ceil(codes.length / CODES_AT_ONCE) }, (_, part) => codes.slice(part * CODES_AT_ONCE, (part + 1) * CODES_AT_ONCE));
    const { key, url } = this.links.grids;
    const bodies = await Promise.all(parts.map((some) => layer({ key: `${key}.${some}`, url: `${url}&codes=${encodeURIComponent(some)}` })));
    return { type: "FeatureCollection", features: bodies.flatMap(({ features }) => features) };
  }

  async select(code) {
    this.selected = code;
    const shapes = code ? await this.shapes([code]) : null;
    if (this.selected === code) drawMark(this.outline, shapes, 3, this.settings);
  }

  async outlineAll(codes) {
    this.changedCodes = codes.join();
    const shapes = codes.length ? await this.shapes(codes) : null;
    if (this.changedCodes === codes.join()) drawChanged(this.changed, shapes, this.settings);
  }

  revealAll(codes) {
    if (!codes.length) return false;
    this.shapes(codes).then((shapes) => shapes.features.length && this.map.fitBounds(L.geoJSON(shapes).getBounds().pad(0.3), { maxZoom: 13, animate: false }));
    return true;
  }

  async reveal(code) {
    const shapes = await this.shapes([code]);
    if (!shapes.features.length) return;
    const bounds = L.geoJSON(shapes).getBounds();
    if (!this.map.getBounds().contains(bounds.getCenter())) this.map.fitBounds(bounds.pad(0.6), { maxZoom: 13 });
  }
}
