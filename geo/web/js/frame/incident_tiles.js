// Incidents by tile: only what is in view is fetched; it is drawn at once when all of it is there.

import { incidentMark, incidentClusters } from "./points.js";

// Four times as wide as Leaflet's own tiles: a view is a handful of requests.
const COARSER = 2;
const CRS_PX = 256;
const UNITS = 4096;
const DEEPEST = 18;
const MARGIN = 0.02;
const HELD_TILES = 600;
const LAYER = "incidents";
const CLOSER = 2;

function tilesInView(map) {
  const zoom = Math.max(0, Math.min(DEEPEST, Math.floor(map.getZoom())) - COARSER);
  const side = 2 ** zoom;
  const box = map.getBounds().pad(MARGIN);
  const place = (at) => L.CRS.EPSG3857.latLngToPoint(at, zoom).divideBy(CRS_PX).floor();
  const [from, to] = [place(box.getNorthWest()), place(box.getSouthEast())];
  const found = [];
  for (let x = Math.max(0, from.x); x <= Math.min(side - 1, to.x); x += 1) {
    for (let y = Math.max(0, from.y); y <= Math.min(side - 1, to.y); y += 1) found.push({ z: zoom, x, y });
  }
  return found;
}

function latLng(tile, at) {
  const px = L.point(tile.x + at.x / UNITS, tile.y + at.y / UNITS).multiplyBy(CRS_PX);
  return L.CRS.EPSG3857.pointToLatLng(px, tile.z);
}

export class IncidentTiles {
  constructor(map, settings, onSelect) {
    this.map = map;
    this.settings = settings;
    this.onSelect = onSelect;
    this.group = incidentClusters(settings);
    this.held = new Map();
    this.drawn = "";
    this.onMove = () => this.draw().catch(() => {});
  }

  async start(link) {
    this.renew(link);
    await this.draw();
    this.group.addTo(this.map);
    this.map.on("moveend", this.onMove);
    return this;
  }

  renew(link) {
    const address = new URL(link.url, window.location.origin);
    this.source = new protomapsL.ZxySource(`${address}&z={z}&x={x}&y={y}`, false);
  }

  remove() {
    this.map.off("moveend", this.onMove);
    this.group.remove();
  }

  // What fails while the map moves leaves the marks that stand; the next move asks again.
  async draw() {
    const wanted = tilesInView(this.map);
    const names = wanted.map(({ z, x, y }) => `${z}/${x}/${y}`);
    this.wanted = names.join();
    if (this.wanted === this.drawn) return;
    const turn = this.wanted;
    const tiles = await Promise.all(wanted.map((tile, order) => this.tile(names[order], tile)));
    if (this.wanted !== turn) return;
    this.drawn = turn;
    this.group.clearLayers();
    const marks = (tile, one) => one.geom.map(([at]) => this.mark(latLng(tile, at), one.props));
    this.group.addLayers(tiles.flatMap((features, order) => features.flatMap((one) => marks(wanted[order], one))));
  }

  tile(name, place) {
    if (!this.held.has(name)) {
      const asked = this.source.get(place, UNITS).then((layers) => layers.get(LAYER) ?? []);
      asked.catch(() => this.held.delete(name));
      this.held.set(name, asked);
      if (this.held.size > HELD_TILES) this.held.delete(this.held.keys().next().value);
    }
    return this.held.get(name);
  }

  mark(at, { count, late, id }) {
    const mark = incidentMark(at, { count: count ?? 1, late: late ?? 0, isSum: Boolean(count) }, this.settings);
    if (id) mark.on("click", () => this.onSelect(id));
    else if (count > 1) mark.on("click", () => this.map.setView(at, this.map.getZoom() + CLOSER));
    return mark;
  }
}
