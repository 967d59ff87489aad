// The map: draws cells, borders and names, each from what changed alone; knows no tool.

import * as maplibre from "/assets/vendor/maplibre-gl/dist/maplibre-gl.mjs";

import { HATCH, hatch } from "./hatch.js";
import { Hues } from "./hues.js";
import { bounds, labelPlace, lines, outline } from "./rings.js";
import { style } from "./style.js";
import { word } from "./words.js";

maplibre.setWorkerUrl("/assets/vendor/maplibre-gl/dist/maplibre-gl-worker.mjs");

// What lies over the map at its top and bottom does not cover what it is to show.
const PADDING_PX = { top: 56, bottom: 44, left: 24, right: 24 };

const collection = (features) => ({ type: "FeatureCollection", features });
const feature = (geometry, properties) => ({ type: "Feature", properties, geometry });

export function canDraw() {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2"));
}

export class MapView {
  constructor(host, cells, nameOf) {
    this.cells = cells;
    this.nameOf = nameOf;
    this.hues = new Hues();
    this.borders = new Map();
    this.selection = null;
    this.map = new maplibre.Map({
      container: host,
      style: structuredClone(style),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      renderWorldCopies: false,
      localIdeographFontFamily: '"Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif',
      maxZoom: 20,
      locale: { "Map.Title": word("title") },
    });
    this.map.addControl(new maplibre.ScaleControl({ maxWidth: 120 }), "bottom-right");
    this.map.touchZoomRotate.disableRotation();
    this.map.getCanvas().setAttribute("aria-label", word("map"));
    this.map.keyboard.disable();
    this.ready = new Promise((resolve) => this.map.once("load", resolve));
  }

  async start() {
    await this.ready;
    this.map.addImage(HATCH, hatch(), { pixelRatio: 2 });
    this.drawn();
    this.standing = this.#untilDrawn();
  }

  fit([west, south, east, north], duration = 400, padding = PADDING_PX) {
    const box = [[west, south], [east, north]];
    this.map.fitBounds(box, { padding, duration, maxZoom: 17 });
  }

  showGrid(grid) {
    this.#showCells(this.cells.of(grid));
  }

  // Looks at all the grids that hold some cells, so that these are seen among their neighbours.
  showGridsOf(codes) {
    const grids = new Set(codes.map((code) => this.cells.get(code)?.properties.grid).filter(Boolean));
    this.#showCells([...grids].flatMap((grid) => this.cells.of(grid)));
  }

  #showCells(cells) {
    const shapes = cells.map((cell) => cell.geometry);
    const { clientWidth, clientHeight } = this.map.getContainer();
    const padding = Math.min(90, Math.min(clientWidth, clientHeight) / 6);
    if (shapes.length) this.fit(bounds(shapes), 400, padding);
  }

  // Hatches the grids that nothing may change.
  lock(grids) {
    const wanted = JSON.stringify(grids);
    if (wanted === this.hatched) return;
    this.hatched = wanted;
    this.map.setFilter("locked", ["in", ["get", "grid"], ["literal", grids]]);
  }

  // Draws what changed in the cells since the last call.
  drawn() {
    const { codes, grids } = this.cells.drain();
    if (!codes.length) return;
    for (const grid of grids) {
      const edges = outline(this.cells.of(grid));
      if (edges.size) this.borders.set(grid, edges);
      else this.borders.delete(grid);
    }
    this.hues.give(new Map(grids.filter((g) => this.borders.has(g)).map((g) => [g, this.borders.get(g)])));
    this.#update("cells", codes, (code) => this.#cell(code));
    this.#update("borders", grids, (grid) => this.#border(grid));
    this.rename(grids);
  }

  gridNames() {
    return [...this.borders.keys()].map((code) => ({ code, name: this.nameOf(code).name }));
  }

  rename(grids) {
    this.#update("labels", grids, (grid) => this.#label(grid));
  }

  async #untilDrawn() {
    do await this.map.once("idle");
    while (!this.map.queryRenderedFeatures({ layers: ["cells"] }).length);
  }

  #cell(code) {
    const cell = this.cells.get(code);
    if (!cell) return null;
    const { grid } = cell.properties;
    return feature(cell.geometry, { code, grid, hue: this.hues.of(grid) });
  }

  #border(grid) {
    const edges = this.borders.get(grid);
    if (!edges) return null;
    const coordinates = lines([...edges.values()]);
    return feature({ type: "MultiLineString", coordinates }, { grid });
  }

  #label(grid) {
    const edges = this.borders.get(grid);
    const place = edges && labelPlace([...edges.values()]);
    if (!place) return null;
    const { name, isLocked } = this.nameOf(grid);
    const shown = isLocked ? `${name}\n⊠` : name;
    return feature({ type: "Point", coordinates: place }, { grid, name: shown, rank: -edges.size });
  }

  #update(source, keys, make) {
    const [add, remove] = [[], []];
    for (const key of keys) {
      const made = make(key);
      if (made) add.push(made);
      else remove.push(key);
    }
    this.map.getSource(source).updateData({ add, remove });
  }

  set(source, features) {
    this.map.getSource(source).setData(collection(features));
  }

  place(source, id, coordinates) {
    const newGeometry = { type: "Point", coordinates };
    this.map.getSource(source).updateData({ update: [{ id, newGeometry }] });
  }

  select(grid) {
    const mark = (one, selected) => one && this.map.setFeatureState({ source: "borders", id: one }, { selected });
    mark(this.selection, false);
    mark(grid, true);
    this.selection = grid;
    this.onSelection?.(grid);
  }

  paint(codes, painted) {
    for (const code of codes) this.map.setFeatureState({ source: "cells", id: code }, { painted });
  }

  // Returns the codes of the cells under a point of the screen, or within a box of it.
  codesAt(where) {
    const found = this.map.queryRenderedFeatures(where, { layers: ["cells"] });
    return [...new Set(found.map((one) => one.properties.code))];
  }

  cellAt(point) {
    const [code] = this.codesAt(point);
    return code === undefined ? null : (this.cells.get(code) ?? null);
  }

  gridAt(point) {
    return this.cellAt(point)?.properties.grid ?? null;
  }

  around({ x, y }, reach) {
    return [[x - reach, y - reach], [x + reach, y + reach]];
  }
}
