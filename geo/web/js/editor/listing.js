// 按清单划入: the cells that touch the selected grid, each to be ticked and taken in, without a mouse.

import { append, element } from "../frame/dom.js";
import { cellName } from "./cell_names.js";
import { edgeKeys } from "./rings.js";
import { word } from "./words.js";

export class Listing {
  constructor(host, desk) {
    this.host = host;
    this.desk = desk;
    this.rows = element("div", "rows");
    this.take = element("button", "primary");
    this.take.type = "submit";
    const form = append(element("form"), this.rows, this.take);
    form.addEventListener("submit", (event) => this.#taken(event));
    form.addEventListener("change", () => this.#ticked());
    append(host, element("summary", "", word("listing")), form);
    host.addEventListener("toggle", () => (host.open ? this.show() : this.desk.dropPreview()));
    this.show();
  }

  show() {
    const { desk, host } = this;
    host.hidden = !desk.selected || !desk.draft.mayEdit;
    if (host.hidden || !host.open) return;
    const beside = this.#beside();
    this.take.textContent = word("listing_take", { grid: desk.selectedName() });
    this.take.hidden = !beside.length;
    this.rows.replaceChildren(...beside.map((cell) => this.#row(cell)));
    if (!beside.length) this.rows.append(element("p", "quiet", word("listing_none")));
  }

  // Cells of other grids, none of them locked, that have an edge of the selected grid's border.
  #beside() {
    const { view, cells, selected, draft } = this.desk;
    const border = view.borders.get(selected) ?? new Map();
    const isBeside = (cell) => edgeKeys(cell.geometry).some((key) => border.has(key));
    const others = [...cells.shown.values()].filter(({ properties }) => {
      const { grid } = properties;
      return grid !== selected && !draft.nameOf(grid).isLocked;
    });
    const found = others.filter(isBeside);
    const order = (cell) => `${cell.properties.grid} ${cell.id}`;
    return found.sort((a, b) => order(a).localeCompare(order(b)));
  }

  #row(cell) {
    const code = String(cell.id);
    const box = element("input");
    box.type = "checkbox";
    box.value = code;
    const grid = this.desk.draft.nameOf(cell.properties.grid).name;
    return append(element("label", "tick"), box, element("span", "", cellName(code)), element("small", "", grid));
  }

  #edit() {
    const ticked = [...this.rows.querySelectorAll("input:checked")].map((box) => box.value);
    return ticked.length ? { kind: "reassign", cells: ticked.sort(), to_grid: this.desk.selected } : null;
  }

  #ticked() {
    const wanted = this.#edit();
    if (wanted) this.desk.preview(wanted);
    else this.desk.dropPreview();
  }

  #taken(event) {
    event.preventDefault();
    const wanted = this.#edit();
    if (wanted) this.desk.commit(wanted);
  }
}
