// The backdrop of the map: rivers, canals, roads and names of places, from the layer of that name.

const ON_LINE_DEG = 2e-6;
const AREAS = new Set(["village", "town"]);

export class Ground {
  constructor(view) {
    this.view = view;
    this.held = [];
  }

  lines() {
    return this.held;
  }

  // The line with the bends of a river, canal or road put in wherever two of its points lie on one.
  followed(line) {
    return line.flatMap((place, i) => (i ? [...this.#between(line[i - 1], place), place] : [place]));
  }

  #between(from, to) {
    for (const held of this.held) {
      const [first, last] = [along(held, from), along(held, to)];
      if (first === null || last === null) continue;
      const [low, high] = [Math.min(first, last), Math.max(first, last)];
      const bends = held.slice(Math.floor(low) + 1, Math.ceil(high));
      return first <= last ? bends : bends.reverse();
    }
    return [];
  }

  async load(link) {
    if (!link || link.key === this.key) return;
    this.key = link.key;
    const answer = await fetch(link.url).catch(() => null);
    if (!answer?.ok) return;
    const body = await answer.json();
    const drawn = body.lines.features.filter((one) => one.properties.kind !== "town");
    this.held = drawn.filter((one) => !AREAS.has(one.properties.kind)).flatMap((one) => parts(one.geometry));
    this.view.set("ground", drawn.map((one, id) => ({ ...one, properties: { ...one.properties, id } })));
    this.view.set("names", body.places.map(place));
  }
}

// How far along a line a place on it lies, in vertices; null when it lies elsewhere.
function along(line, [lon, lat]) {
  for (let i = 1; i < line.length; i += 1) {
    const [[x0, y0], [x1, y1]] = [line[i - 1], line[i]];
    const [dx, dy] = [x1 - x0, y1 - y0];
    const share = ((lon - x0) * dx + (lat - y0) * dy) / (dx * dx + dy * dy || 1);
    if (share < 0 || share > 1) continue;
    if (Math.hypot(x0 + share * dx - lon, y0 + share * dy - lat) < ON_LINE_DEG) return i - 1 + share;
  }
  return null;
}

const place = (one, id) => ({
  type: "Feature",
  properties: { id, name: one.name, rank: one.rank },
  geometry: { type: "Point", coordinates: [one.lon, one.lat] },
});

function parts(geometry) {
  if (geometry.type === "LineString") return [geometry.coordinates];
  return geometry.type === "MultiLineString" ? geometry.coordinates : [];
}
