// Steps of mine that could not be placed: kept here until I do them again or let them go.

import { append, element } from "../frame/dom.js";
import { word } from "./words.js";

export class Unplaced {
  constructor(host, steps, onAgain) {
    this.host = host;
    this.steps = steps;
    this.onAgain = onAgain;
    steps.addEventListener("unplaced", () => this.show());
    this.show();
  }

  show() {
    this.host.hidden = !this.steps.unplaced.length;
    this.host.replaceChildren(element("h3", "", word("unplaced", { count: this.steps.unplaced.length })));
    for (const item of this.steps.unplaced) this.host.append(this.#row(item));
  }

  #row(item) {
    const row = element("p", "unplaced");
    append(row, element("span", "", item.words || word(`edit_${item.edit.kind}`)));
    append(
      row,
      this.#button(word("again"), () => this.onAgain(item)),
      this.#button(word("discard"), () => this.steps.discard(item)),
    );
    return row;
  }

  #button(label, act) {
    const button = element("button", "", label);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }
}
