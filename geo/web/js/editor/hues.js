// Gives every grid one of eight quiet colours, neighbours different ones, and keeps it.

export const HUES = [
  "#A9C9E3", "#F0D890", "#B2D8BC", "#DFBAC6", "#C9C3E2", "#F2C6A5", "#A8D5D3", "#D8D2B4",
];

function neighbours(borders) {
  const owner = new Map();
  const beside = new Map([...borders.keys()].map((grid) => [grid, new Set()]));
  for (const [grid, edges] of borders) {
    for (const key of edges.keys()) {
      const other = owner.get(key);
      if (other === undefined) owner.set(key, grid);
      else if (other !== grid) {
        beside.get(grid).add(other);
        beside.get(other).add(grid);
      }
    }
  }
  return beside;
}

export class Hues {
  constructor() {
    this.given = new Map();
  }

  of(grid) {
    return this.given.get(grid) ?? 0;
  }

  // `borders`: grid → its border edges by key, the neighbours of new grids among them.
  give(borders) {
    const fresh = [...borders.keys()].filter((grid) => !this.given.has(grid)).sort();
    if (!fresh.length) return;
    const beside = neighbours(borders);
    for (const grid of fresh) {
      const taken = new Set([...beside.get(grid)].map((other) => this.given.get(other)));
      const free = HUES.map((_, hue) => hue).sort((a, b) => this.#used(a) - this.#used(b));
      this.given.set(grid, free.find((hue) => !taken.has(hue)) ?? free[0]);
    }
  }

  #used(hue) {
    let count = 0;
    for (const one of this.given.values()) count += one === hue;
    return count;
  }
}
