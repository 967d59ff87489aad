// The backdrop of the map: rivers, canals, roads and names of places, from the layer of that name.

const AREAS = new Set(["village", "town"]);

export class Ground {
  constructor(view) {
    this.view = view;
    this.held = [];
  }

  lines() {
    return this.held;
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

const place = (one, id) => ({
  type: "Feature",
  properties: { id, name: one.name, rank: one.rank },
  geometry: { type: "Point", coordinates: [one.lon, one.lat] },
});

function parts(geometry) {
  if (geometry.type === "LineString") return [geometry.coordinates];
  return geometry.type === "MultiLineString" ? geometry.coordinates : [];
}
