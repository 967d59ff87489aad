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
    const ordered = [...grids].sort((a, b) => byName.compare(counted(a.name), counted(b.name)) || (a.code < b.code ? -1 : 1));
    this.list.replaceChildren(option("", word("picker_none")), ...ordered.map(({ code, name }) => option(code, name)));
    this.mark(chosen);
  }

  mark(grid) {
    this.list.value = grid ?? "";
    if (this.list.selectedIndex < 0) this.list.value = "";
  }
}

const DIGITS = "零一二三四五六七八九";

// A name with its Chinese numerals as figures: 第十二网格 comes after 第三网格.
function counted(name) {
  return name.replace(/[一二三四五六七八九十百零]+(?=网格|组|号|片|区)/g, (numeral) => {
    let [sum, digit] = [0, 0];
    for (const sign of numeral) {
      const unit = { 十: 10, 百: 100 }[sign];
      if (unit) {
        sum += (digit || 1) * unit;
        digit = 0;
      } else digit = DIGITS.indexOf(sign);
    }
    return String(sum + digit);
  });
}

function option(value, text) {
  const made = element("option", "", text);
  made.value = value;
  return made;
}
