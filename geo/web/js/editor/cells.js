// The cells of the draft as shown: what the server holds, with at most one preview laid over it.

export class Cells {
  constructor() {
    this.shown = new Map();
    this.members = new Map();
    this.under = new Map();
    this.changed = new Set();
    this.touched = new Set();
  }

  load(collection) {
    for (const feature of collection.features) this.#put(String(feature.id), feature);
  }

  get(code) {
    return this.shown.get(code);
  }

  of(grid) {
    return [...(this.members.get(grid) ?? [])].map((code) => this.shown.get(code));
  }

  grids() {
    return [...this.members.keys()].filter((grid) => this.members.get(grid).size);
  }

  // Lays a preview over what is held, in place of the one before it.
  lay(features, removed = []) {
    this.lift();
    const put = (code, feature) => {
      if (!this.under.has(code)) this.under.set(code, this.shown.get(code) ?? null);
      this.#put(code, feature);
    };
    for (const feature of features) put(String(feature.id), feature);
    for (const code of removed) put(String(code), null);
  }

  lift() {
    const under = [...this.under];
    this.under.clear();
    for (const [code, feature] of under) this.#put(code, feature);
  }

  // Takes what the server says has changed, or all there is; a preview gives way.
  take(features, removed = [], isWhole = false) {
    this.lift();
    if (isWhole) {
      const there = new Set(features.map((feature) => String(feature.id)));
      for (const code of [...this.shown.keys()]) if (!there.has(code)) this.#put(code, null);
    }
    for (const feature of features) this.#put(String(feature.id), feature);
    for (const code of removed) this.#put(String(code), null);
  }

  // Returns what must be drawn anew since the last call: cells by code, and the grids they touch.
  drain() {
    const news = { codes: [...this.changed], grids: [...this.touched] };
    this.changed.clear();
    this.touched.clear();
    return news;
  }

  #put(code, feature) {
    const before = this.shown.get(code);
    if (before) {
      this.members.get(before.properties.grid)?.delete(code);
      this.touched.add(before.properties.grid);
    }
    if (feature) {
      const { grid } = feature.properties;
      this.shown.set(code, feature);
      if (!this.members.has(grid)) this.members.set(grid, new Set());
      this.members.get(grid).add(code);
      this.touched.add(grid);
    } else {
      this.shown.delete(code);
    }
    this.changed.add(code);
  }
}
