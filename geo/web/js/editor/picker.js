// A grid chosen by its name: the way to it without a mouse, and on a map too full to find it.

import { append, element } from "../frame/dom.js";
import { word } from "./words.js";

export class Picker {
  constructor(host, { onPick }) {
    this.list = element("select");
    this.list.addEventListener("change", () => onPick(this.list.value || null));
    append(host, element("span", "", word("picker")), this.list);
  }

  // `grids`: code and name of each.
  offer(grids) {
    const wanted = JSON.stringify(grids);
    if (wanted === this.offered) return;
    this.offered = wanted;
    const chosen = this.list.value;
    const byName = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const ordered = [...grids].sort((a, b) => byName.compare(a.name, b.name));
    this.list.replaceChildren(option("", word("picker_none")), ...ordered.map(({ code, name }) => option(code, name)));
    this.mark(chosen);
  }

  mark(grid) {
    this.list.value = grid ?? "";
    if (this.list.selectedIndex < 0) this.list.value = "";
  }
}

function option(value, text) {
  const made = element("option", "", text);
  made.value = value;
  return made;
}
