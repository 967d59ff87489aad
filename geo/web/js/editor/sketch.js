// What is drawn by hand: a line, a ring, a free ring or a box, by terra-draw, holding to borders.

const INK = "#C8502B";
// So near a click ends a line or closes a ring; what is drawn wider apart is a corner of its own.
const CLOSING_PX = window.matchMedia("(pointer: coarse)").matches ? 24 : 14;
const { TerraDraw, TerraDrawLineStringMode, TerraDrawPolygonMode, TerraDrawFreehandMode, TerraDrawRectangleMode } =
  window.terraDraw;
const { TerraDrawMapLibreGLAdapter } = window.terraDrawMaplibreGlAdapter;

const LINE = {
  lineStringColor: INK, lineStringWidth: 3, closingPointColor: INK, closingPointWidth: 6,
  closingPointOutlineColor: "#FFFFFF", closingPointOutlineWidth: 2,
  snappingPointColor: "#FFFFFF", snappingPointOutlineColor: INK, snappingPointWidth: 6, snappingPointOutlineWidth: 2,
};
const RING = {
  fillColor: INK, fillOpacity: 0.15, outlineColor: INK, outlineWidth: 3,
  closingPointColor: INK, closingPointWidth: 6, closingPointOutlineColor: "#FFFFFF", closingPointOutlineWidth: 2,
  snappingPointColor: "#FFFFFF", snappingPointOutlineColor: INK, snappingPointWidth: 6, snappingPointOutlineWidth: 2,
};

export class Sketch {
  constructor(view, snapping) {
    this.snapping = snapping;
    this.borderOnly = false;
    const toCustom = (event) =>
      snapping.near({ x: event.containerX, y: event.containerY }, { borderOnly: this.borderOnly })?.place;
    this.draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map: view.map, coordinatePrecision: 9 }),
      modes: [
        new TerraDrawLineStringMode({ snapping: { toCustom }, styles: LINE, pointerDistance: CLOSING_PX }),
        new TerraDrawPolygonMode({ snapping: { toCustom }, styles: RING, pointerDistance: CLOSING_PX }),
        new TerraDrawFreehandMode({ styles: RING, minDistance: 6, drawInteraction: "click-drag" }),
        new TerraDrawRectangleMode({ styles: RING, drawInteraction: "click-drag" }),
      ],
    });
    this.draw.on("change", (ids) => this.#changed(ids));
    this.draw.on("finish", (id) => this.#finished(id));
  }

  // `mode`: linestring, polygon, freehand or rectangle. Both callbacks get coordinates.
  start(mode, { onChange = () => {}, onFinish, borderOnly = false }) {
    this.stop();
    this.borderOnly = borderOnly;
    this.onChange = onChange;
    this.onFinish = onFinish;
    this.draw.start();
    this.draw.setMode(mode);
    this.mode = mode;
  }

  // Forgets what is being drawn and waits for the next stroke; says whether there was any.
  clear() {
    if (!this.draw.enabled) return false;
    const hadAny = this.draw.getSnapshot().length > 0;
    this.draw.clear();
    this.draw.setMode(this.mode);
    return hadAny;
  }

  stop() {
    if (!this.draw.enabled) return;
    this.draw.clear();
    this.draw.stop();
  }

  #coordinates(id) {
    const drawn = this.draw.getSnapshotFeature(id);
    if (!drawn || drawn.properties.mode !== this.mode || drawn.geometry.type === "Point") return null;
    const { coordinates, type } = drawn.geometry;
    return type === "Polygon" ? coordinates[0] : coordinates;
  }

  #changed(ids) {
    const shape = ids.map((id) => this.#coordinates(id)).find(Boolean);
    if (shape) this.onChange(shape);
  }

  #finished(id) {
    const shape = this.#coordinates(id);
    this.draw.clear();
    if (shape) this.onFinish(shape);
  }
}
