// Which tool is in hand: starts and stops it, says what it waits for, offers its ways.

import { element } from "../frame/dom.js";
import { TOOLS } from "./tools/all.js";
import { word } from "./words.js";

export class Toolbox {
  constructor(desk, toolbar, { hint, ways }) {
    this.desk = desk;
    this.toolbar = toolbar;
    this.hint = hint;
    this.ways = ways;
    this.tools = new Map(TOOLS.map(({ name, make }) => [name, make(desk)]));
    this.current = null;
    desk.onSelect = (grid) => this.#selected(grid);
    desk.onHint = (refused) => this.#say(refused);
  }

  take(name) {
    this.current?.stop();
    this.desk.tool = name;
    this.current = this.tools.get(name);
    this.current.start();
    this.toolbar.press(name);
    this.#offer();
    this.#say();
  }

  cancel() {
    this.current.cancel?.();
    this.#say();
  }

  act(event) {
    return this.current.act?.(event) ?? false;
  }

  changed() {
    this.current?.changed?.();
  }

  #selected(grid) {
    this.current?.selected?.(grid);
    this.#say();
  }

  #say(refused = "") {
    this.hint.textContent = refused || this.current?.hint() || "";
    this.hint.classList.toggle("warm", Boolean(refused));
  }

  #offer() {
    const { ways = [] } = this.current;
    this.ways.hidden = !ways.length;
    this.ways.replaceChildren(...ways.map((way) => this.#way(way)));
  }

  #way(way) {
    const button = element("button", "", word(`way_${way}`));
    button.type = "button";
    button.setAttribute("aria-pressed", String(this.current.way() === way));
    button.addEventListener("click", () => {
      this.current.choose(way);
      this.#offer();
      this.#say();
    });
    return button;
  }
}
