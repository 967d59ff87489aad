// Finds the vertex or the edge near a point of the screen that a drawn line should hold to.

import { at, rings } from "./rings.js";

const REACH_PX = 12;

export class Snapping {
  constructor(view, ground) {
    this.view = view;
    this.groundLines = ground;
  }

  // Returns `{place, kind}`, or null; a vertex wins over an edge, a cell's over a river's.
  near(point, { borderOnly = false } = {}) {
    const { view } = this;
    this.#aim(point);
    const box = view.around(point, REACH_PX);
    const cells = view.codesAt(box).map((code) => view.cells.get(code)).filter(Boolean);
    const ringsNear = borderOnly ? this.#borders(cells) : cells.flatMap((cell) => [...rings(cell.geometry)]);
    return this.#vertex(ringsNear, point) ?? this.#edge(ringsNear, point) ?? this.#edge(this.groundLines(), point);
  }

  // The river, canal, railway or road near a point that a border may follow, or null.
  ground(point) {
    this.#aim(point);
    return this.#edge(this.groundLines(), point);
  }

  #borders(cells) {
    const grids = new Set(cells.map((cell) => cell.properties.grid));
    return [...grids].flatMap((grid) => [...(this.view.borders.get(grid)?.values() ?? [])]);
  }

  #pixels([lon, lat]) {
    return this.view.map.project([lon, lat]);
  }

  #vertex(lines, point) {
    let best = null;
    const seen = new Set();
    for (const line of lines) {
      for (const vertex of line) {
        if (!this.#isNear(vertex) || seen.has(at(vertex))) continue;
        seen.add(at(vertex));
        const { x, y } = this.#pixels(vertex);
        const distance = Math.hypot(x - point.x, y - point.y);
        if (distance <= REACH_PX && distance < (best?.distance ?? Infinity)) {
          best = { place: vertex, distance, kind: "vertex" };
        }
      }
    }
    return best;
  }

  #edge(lines, point) {
    let best = null;
    for (const line of lines) {
      for (let i = 1; i < line.length; i += 1) {
        if (!this.#mayPass(line[i - 1], line[i])) continue;
        const found = onEdge(this.#pixels(line[i - 1]), this.#pixels(line[i]), point);
        if (found.distance <= REACH_PX && found.distance < (best?.distance ?? Infinity)) {
          const { lng, lat } = this.view.map.unproject([found.x, found.y]);
          best = { place: [lng, lat], distance: found.distance, kind: "edge" };
        }
      }
    }
    return best;
  }

  // Notes the window of degrees to look in: a cheap test before any projection.
  #aim(point) {
    const [a, b] = this.view.around(point, REACH_PX).map((corner) => this.view.map.unproject(corner));
    this.window = [Math.min(a.lng, b.lng), Math.min(a.lat, b.lat), Math.max(a.lng, b.lng), Math.max(a.lat, b.lat)];
  }

  #isNear([lon, lat]) {
    const [west, south, east, north] = this.window;
    return lon >= west && lon <= east && lat >= south && lat <= north;
  }

  #mayPass(a, b) {
    const [west, south, east, north] = this.window;
    return !(
      Math.max(a[0], b[0]) < west || Math.min(a[0], b[0]) > east ||
      Math.max(a[1], b[1]) < south || Math.min(a[1], b[1]) > north
    );
  }
}

function onEdge(a, b, point) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const share = length ? Math.min(1, Math.max(0, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length)) : 0;
  const [x, y] = [a.x + share * dx, a.y + share * dy];
  return { x, y, distance: Math.hypot(x - point.x, y - point.y) };
}
