// The selected grid: what it is called and is; a planner calls it otherwise here (F2).

import { append, element } from "../frame/dom.js";
import { word } from "./words.js";

const KINDS = ["all_purpose", "special", "pastoral", "uninhabited"];
const NAME_LENGTH_MAX = 30;

export class Chosen {
  constructor(host, desk) {
    this.host = host;
    this.desk = desk;
    this.editing = null;
    this.show();
  }

  // A form that is being filled stays as it is while its grid stays selected.
  show() {
    const { selected, draft } = this.desk;
    if (this.editing && this.editing === selected && draft.grids.has(selected)) return;
    this.editing = null;
    this.host.hidden = !selected || !draft.grids.has(selected);
    if (!this.host.hidden) this.host.replaceChildren(...this.#said(draft.grids.get(selected)));
  }

  // Says whether there is a grid to be renamed.
  begin() {
    const { selected, draft } = this.desk;
    const grid = draft.grids.get(selected);
    if (!grid || !draft.mayEdit || grid.locked) return false;
    this.editing = selected;
    this.host.replaceChildren(this.#form(grid));
    this.host.querySelector("input").select();
    return true;
  }

  // Says whether a form was open.
  end() {
    const was = this.editing !== null;
    this.editing = null;
    this.show();
    return was;
  }

  #said(grid) {
    const place = [grid.kind && word(`kind_${grid.kind}`), grid.village].filter(Boolean).join(" · ");
    const said = [element("b", "", grid.name || grid.code), element("small", "quiet", place)];
    if (!this.desk.draft.mayEdit || grid.locked) return said;
    const button = element("button", "quiet", word("rename"));
    button.type = "button";
    button.title = word("rename_hint");
    button.addEventListener("click", () => this.begin());
    return [...said, button];
  }

  #form(grid) {
    const form = element("form");
    const name = element("input");
    name.name = "name";
    name.value = grid.name;
    name.maxLength = NAME_LENGTH_MAX;
    name.setAttribute("aria-label", word("grid_name"));
    const kind = this.#kinds(grid.kind);
    const keep = element("button", "primary", word("rename_keep"));
    keep.type = "submit";
    const drop = element("button", "", word("rename_drop"));
    drop.type = "button";
    drop.addEventListener("click", () => this.end());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.end();
      this.#commit(grid, name.value.trim(), kind.value);
    });
    return append(form, name, kind, keep, drop);
  }

  #kinds(now) {
    const list = element("select");
    list.setAttribute("aria-label", word("grid_kind"));
    for (const kind of now ? KINDS : ["", ...KINDS]) {
      const option = element("option", "", kind ? word(`kind_${kind}`) : word("kind_unknown"));
      option.value = kind;
      list.append(option);
    }
    list.value = now ?? "";
    return list;
  }

  async #commit(grid, name, kind) {
    const { desk } = this;
    if (name !== grid.name) await desk.commit({ kind: "rename", grid: grid.code, name });
    if (kind && kind !== grid.kind) await desk.commit({ kind: "set_kind", grid: grid.code, grid_kind: kind });
  }
}
