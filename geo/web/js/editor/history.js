// The steps in words along the bottom: those in force, those taken back, and who made them.

import { append, element } from "../frame/dom.js";
import { clock, word } from "./words.js";

const SHOWN = 5;

export class History {
  constructor(host) {
    this.list = element("ol");
    this.earlier = element("button", "quiet");
    this.earlier.type = "button";
    this.earlier.addEventListener("click", () => {
      this.isOpen = !this.isOpen;
      this.show(this.lines);
    });
    append(host, element("b", "", word("history")), this.earlier, this.list);
    this.host = host;
    this.isOpen = false;
  }

  show(lines) {
    this.lines = lines;
    const shown = this.isOpen ? lines : lines.slice(-SHOWN);
    this.host.classList.toggle("open", this.isOpen);
    this.earlier.hidden = lines.length <= SHOWN;
    this.earlier.textContent = this.isOpen ? word("history_less") : word("history_all", { count: lines.length });
    this.list.replaceChildren(...shown.map((line) => this.#line(line)));
    if (!lines.length) this.list.replaceChildren(element("li", "quiet", word("history_empty")));
    this.list.scrollTo(this.list.scrollWidth, this.list.scrollHeight);
  }

  #line(line) {
    const item = element("li", line.in_force ? "" : "undone");
    item.title = `${line.by} · ${clock(line.at)}`;
    append(item, element("i", "", String(line.n)), element("span", "", line.words));
    if (!line.in_force) item.append(element("small", "", word("undone")));
    return item;
  }
}
