// Draws polygons of tiles on one canvas over the view: each tile's fills, then its borders. A cut at
// a tile's edge is no border; fills are opaque and the canvas is not, so that overlaps do not show.

export const UNITS = 2048;
export const TILE_PX = 512;
const BUFFER = 32;
const CRS_PX = 256;
const EDGE = { color: "#ffffff", width: 0.8 };

const isCut = (one, other, axis) => one[axis] === other[axis] && (one[axis] <= -BUFFER || one[axis] >= UNITS + BUFFER);

export function traced(context, geometry, place) {
  for (const ring of geometry) {
    ring.forEach((at, order) => {
      const [x, y] = place(at);
      if (order) context.lineTo(x, y);
      else context.moveTo(x, y);
    });
    context.closePath();
  }
}

export function bordered(context, geometry, place) {
  for (const ring of geometry) {
    ring.forEach((at, order) => {
      const before = ring[(order + ring.length - 1) % ring.length];
      const [x, y] = place(at);
      if (isCut(before, at, "x") || isCut(before, at, "y")) context.moveTo(x, y);
      else if (order) context.lineTo(x, y);
      else context.moveTo(x, y);
    });
  }
}

// A layer's tiles lie on the map by Leaflet's own projection, whatever its zoom.
export function placeOn(map, tile) {
  const side = (CRS_PX * 2 ** map.getZoom()) / 2 ** tile.z;
  const origin = map.getPixelOrigin();
  const [left, top] = [tile.x * side - origin.x, tile.y * side - origin.y];
  return ({ x, y }) => [left + (x / UNITS) * side, top + (y / UNITS) * side];
}

export const GridCanvas = L.Renderer.extend({
  options: { padding: 0.15, opacity: 0.88 },

  initialize(paint, options) {
    L.setOptions(this, options);
    L.stamp(this);
    this.paint = paint;
    this._layers = {};
  },

  _initContainer() {
    this._container = document.createElement("canvas");
    this._container.style.opacity = this.options.opacity;
    this._container.style.pointerEvents = "none";
    this.context = this._container.getContext("2d");
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    const scale = window.devicePixelRatio;
    L.DomUtil.setPosition(this._container, this._bounds.min);
    Object.assign(this._container, { width: scale * size.x, height: scale * size.y });
    Object.assign(this._container.style, { width: `${size.x}px`, height: `${size.y}px` });
    this.context.setTransform(scale, 0, 0, scale, -scale * this._bounds.min.x, -scale * this._bounds.min.y);
    this.redraw();
  },

  redraw() {
    if (!this._bounds) return;
    const { min } = this._bounds;
    const size = this._bounds.getSize();
    this.context.clearRect(min.x, min.y, size.x, size.y);
    this.paint(this);
  },

  // One path a colour: ten thousand polygons are a handful of fills and one stroke.
  tile(tile, features, colourOf) {
    const place = placeOn(this._map, tile);
    const byColour = Map.groupBy ? Map.groupBy(features, colourOf) : grouped(features, colourOf);
    for (const [colour, alike] of byColour) {
      this.context.beginPath();
      for (const { geom } of alike) traced(this.context, geom, place);
      this.context.fillStyle = colour;
      this.context.fill("evenodd");
    }
    this.context.beginPath();
    for (const { geom } of features) bordered(this.context, geom, place);
    this.context.strokeStyle = EDGE.color;
    this.context.lineWidth = EDGE.width;
    this.context.stroke();
  },
});

function grouped(features, keyOf) {
  const found = new Map();
  for (const one of features) {
    const key = keyOf(one);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(one);
  }
  return found;
}
