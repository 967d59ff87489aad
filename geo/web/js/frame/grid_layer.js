// Grids in one map frame: all of them at once where they are few, else by tile and level.

import { Grids as WholeGrids, outlinePane } from "./grids.js";
import { TiledGrids } from "./tiled_grids.js";

export class Grids {
  constructor(map, settings, onSelect) {
    this.making = [map, settings, onSelect];
    this.inner = null;
    outlinePane(map);
    this.onHover = null;
    this.onNamed = null;
    this.onLevel = null;
  }

  // `links` are those of the layers that stand now; a renewed one shows the same.
  load(body, links) {
    const Kind = body.levels ? TiledGrids : WholeGrids;
    if (!(this.inner instanceof Kind)) {
      this.inner?.remove();
      this.inner = new Kind(...this.making);
      this.inner.onHover = (code, at) => this.onHover?.(code, at);
      this.inner.onLevel = (level, measure) => this.onLevel?.(level, measure);
      this.inner.onNamed = (named) => this.onNamed?.(named);
    }
    this.inner.renew?.(links);
    this.inner.load(body);
  }

  renew(links) {
    this.inner?.renew?.(links);
  }

  show(measure) {
    return this.inner?.show(measure);
  }

  select(code) {
    return this.inner?.select(code);
  }

  glance(code) {
    this.inner?.glance(code);
  }

  outlineAll(codes) {
    this.inner?.outlineAll(codes);
  }

  revealAll(codes) {
    return this.inner?.revealAll(codes) ?? false;
  }

  reveal(code) {
    this.inner?.reveal(code);
  }
}
