// Geometry of polygons as the map holds them: rings, edges, borders of a set of cells, label places.

export function* rings(geometry) {
  if (!geometry) return;
  if (geometry.type === "Polygon") yield* geometry.coordinates;
  if (geometry.type === "MultiPolygon") for (const part of geometry.coordinates) yield* part;
}

export const at = ([lon, lat]) => `${lon},${lat}`;

const edgeKey = (a, b) => (a < b ? `${a} ${b}` : `${b} ${a}`);

export function edgeKeys(geometry) {
  return [...rings(geometry)].flatMap((ring) => {
    const places = ring.map(at);
    return places.slice(1).map((place, i) => edgeKey(places[i], place));
  });
}

// Edges that only one of the cells has: the outline of them all. Cells meet vertex to vertex.
export function outline(cells) {
  const once = new Map();
  for (const cell of cells) {
    for (const ring of rings(cell.geometry)) {
      for (let i = 1; i < ring.length; i += 1) {
        const [a, b] = [at(ring[i - 1]), at(ring[i])];
        const key = edgeKey(a, b);
        if (!once.delete(key)) once.set(key, [ring[i - 1], ring[i]]);
      }
    }
  }
  return once;
}

// Joins edges into lines, so that dashes and joins are drawn along the whole border.
export function lines(edges) {
  const ends = new Map();
  for (const edge of edges) {
    for (const end of edge) {
      const key = at(end);
      if (!ends.has(key)) ends.set(key, new Set());
      ends.get(key).add(edge);
    }
  }
  const take = (edge) => edge.forEach((end) => ends.get(at(end)).delete(edge));
  const joined = [];
  for (const first of edges) {
    if (!ends.get(at(first[0])).has(first)) continue;
    take(first);
    const line = [...first];
    for (;;) {
      const last = line.at(-1);
      const next = ends.get(at(last)).values().next().value;
      if (!next) break;
      take(next);
      line.push(at(next[0]) === at(last) ? next[1] : next[0]);
    }
    joined.push(line);
  }
  return joined;
}

// The middle of the widest stretch inside, near the middle of the outline: never in a hole.
export function labelPlace(edges) {
  let [south, north] = [Infinity, -Infinity];
  for (const [a, b] of edges) {
    south = Math.min(south, a[1], b[1]);
    north = Math.max(north, a[1], b[1]);
  }
  let best = null;
  for (const share of [0.5, 0.42, 0.58, 0.33, 0.67]) {
    const lat = south + (north - south) * share + 1e-9;
    const found = widest(edges, lat);
    if (found && (!best || found.width > best.width * 1.15)) best = found;
  }
  return best?.place ?? edges[0]?.[0] ?? null;
}

function widest(edges, lat) {
  const crossings = [];
  for (const [a, b] of edges) {
    if (a[1] > lat === b[1] > lat) continue;
    crossings.push(a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
  }
  crossings.sort((a, b) => a - b);
  let best = null;
  for (let i = 1; i < crossings.length; i += 2) {
    const width = crossings[i] - crossings[i - 1];
    if (!best || width > best.width) {
      best = { width, place: [(crossings[i] + crossings[i - 1]) / 2, lat] };
    }
  }
  return best;
}

export function contains(geometry, [lon, lat]) {
  let isInside = false;
  for (const ring of rings(geometry)) {
    for (let i = 1; i < ring.length; i += 1) {
      const [a, b] = [ring[i - 1], ring[i]];
      if (a[1] > lat === b[1] > lat) continue;
      if (lon < a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) isInside = !isInside;
    }
  }
  return isInside;
}

export function moved(geometry, from, to) {
  const key = at(from);
  const shift = (ring) => ring.map((vertex) => (at(vertex) === key ? to : vertex));
  const coordinates =
    geometry.type === "Polygon"
      ? geometry.coordinates.map(shift)
      : geometry.coordinates.map((part) => part.map(shift));
  return { type: geometry.type, coordinates };
}

export function bounds(geometries) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const geometry of geometries) {
    for (const ring of rings(geometry)) {
      for (const [lon, lat] of ring) {
        box[0] = Math.min(box[0], lon);
        box[1] = Math.min(box[1], lat);
        box[2] = Math.max(box[2], lon);
        box[3] = Math.max(box[3], lat);
      }
    }
  }
  return box;
}
