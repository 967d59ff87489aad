// The draft as this page knows it: at which step, which grids, what history, what it does.

export class Draft extends EventTarget {
  constructor(cells) {
    super();
    this.cells = cells;
    this.revision = 0;
    this.step = 0;
    this.total = 0;
    this.grids = new Map();
    this.history = [];
    this.impact = null;
    this.savedAt = null;
  }

  open(state) {
    this.title = state.title;
    this.mayEdit = state.may_edit;
    this.outdated = state.outdated;
    this.revision = state.revision;
    this.step = state.step;
    this.total = state.steps_total;
    this.#name(state.grids);
    this.history = state.history;
    this.impact = state.impact;
    this.#tell();
  }

  // Takes an answer of the server: changed cells, history, what it does.
  take(applied, { isMine = true } = {}) {
    this.cells.take(applied.changed.features, applied.removed, applied.is_whole);
    this.revision = applied.revision;
    this.step = applied.step;
    this.total = applied.steps_total;
    this.impact = applied.impact;
    this.outdated = applied.outdated;
    if (applied.grids) this.#name(applied.grids);
    this.#lock(applied.locked);
    this.#append(applied.history_tail);
    if (isMine) this.savedAt = new Date();
    this.#tell();
  }

  nameOf(code) {
    const grid = this.grids.get(code);
    return { name: grid?.name || code, isLocked: grid?.locked ?? false };
  }

  // The village of a grid and all of its grids, where there are several.
  villageOf(code) {
    const name = this.grids.get(code)?.village;
    const grids = [...this.grids.values()].filter((grid) => grid.village === name).map((grid) => grid.code);
    return name && grids.length > 1 ? { name, grids } : null;
  }

  locked() {
    return [...this.grids.values()].filter((grid) => grid.locked).map((grid) => grid.code);
  }

  // Says, once, whether a name or a lock has changed since it was last asked.
  hasNewNames() {
    const were = this.named;
    this.named = JSON.stringify([...this.grids.values()].map((grid) => [grid.code, grid.name, grid.locked]));
    return were !== undefined && were !== this.named;
  }

  #name(grids) {
    this.grids = new Map(grids.map((grid) => [grid.code, grid]));
  }

  #lock(codes) {
    const locked = new Set(codes);
    for (const [code, grid] of this.grids) grid.locked = locked.has(code);
  }

  // The tail replaces what it overlaps; steps after the last one were cut off.
  #append(tail) {
    const first = tail[0]?.n ?? Infinity;
    const kept = this.history.filter((line) => line.n < first);
    this.history = [...kept, ...tail]
      .filter((line) => line.n <= this.total)
      .map((line) => ({ ...line, in_force: line.n <= this.step }));
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
