// The tools on the map: ask what lies inside a shape, measure a way, measure an area. What draws is
// fetched when a tool is first taken up.

import { append, element, svg } from "./dom.js";
import { StandingShape } from "./standing_shape.js";

const ICONS = {
  query: "M4 6 L9 3 L15 6 L14 13 L6 14 Z M8 9 h4 M10 7 v4",
  distance: "M3 13 L13 3 L16 6 L6 16 Z M6.5 10 l1.5 1.5 M9 7.5 l1.5 1.5 M11.5 5 l1.5 1.5",
  area: "M3 5 L14 3 L16 13 L6 15 Z",
  polygon: "M4 6 L9 3 L15 6 L14 13 L6 14 Z",
  rectangle: "M3 5 h13 v9 h-13 Z",
  circle: "M9.5 3.5 a6 6 0 1 0 0.01 0 M9.5 9.5 h6",
};
const SHAPES = ["polygon", "rectangle", "circle"];

function button(className, name, words) {
  const made = element("button", className);
  made.type = "button";
  made.dataset.tool = name;
  const face = svg("svg", { width: 19, height: 19, viewBox: "0 0 19 19", "aria-hidden": "true" });
  face.appendChild(svg("path", { d: ICONS[name], fill: "none", stroke: "currentColor", "stroke-width": 1.5, "stroke-linejoin": "round" }));
  return append(made, face, element("span", "", words[`tool_${name}`]));
}

function plain(words, name, onClick) {
  const made = element("button", "tool-act", words[`tool_${name}`]);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}

export class Tools {
  constructor(host, map, settings, onShape) {
    Object.assign(this, { map, settings, onShape });
    this.words = settings.words;
    this.session = null;
    this.taken = 0;
    this.standing = new StandingShape(map, settings);
    this.box = element("div", "tools");
    this.row = element("div", "tool-row");
    this.row.setAttribute("role", "toolbar");
    this.row.setAttribute("aria-label", this.words.tools);
    this.shapes = element("div", "tool-row tool-shapes");
    this.shapes.hidden = true;
    this.buttons = new Map();
    for (const name of ["query", "distance", "area"]) this.put(this.row, name, () => (name === "query" ? this.open() : this.take(name)));
    for (const name of SHAPES) this.put(this.shapes, name, () => this.take(name));
    this.buttons.get("query").setAttribute("aria-expanded", "false");
    this.bar = this.makeBar();
    append(host, append(this.box, this.row, this.shapes, this.bar));
    this.box.hidden = true;
    L.DomEvent.disableClickPropagation(this.box);
  }

  put(row, name, onClick) {
    const made = button("tool", name, this.words);
    made.setAttribute("aria-pressed", "false");
    made.addEventListener("click", onClick);
    this.buttons.set(name, made);
    append(row, made);
  }

  makeBar() {
    const bar = element("div", "tool-bar");
    this.hint = element("span", "tool-hint");
    this.told = element("b", "tool-told");
    this.told.setAttribute("aria-live", "polite");
    this.radius = element("label", "tool-radius", this.words.tool_radius);
    this.metres = element("input");
    Object.assign(this.metres, { type: "number", min: 10, step: 10 });
    this.metres.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.session?.radius(Number(this.metres.value));
    });
    append(this.radius, this.metres);
    const acts = element("span", "tool-acts");
    this.finish = plain(this.words, "finish", () => (this.metres.value && !this.radius.hidden ? this.session?.radius(Number(this.metres.value)) : this.session?.finish()));
    this.back = plain(this.words, "back", () => this.session?.back());
    append(acts, this.finish, this.back, plain(this.words, "end", () => this.end()));
    bar.hidden = true;
    return append(bar, this.hint, this.told, this.radius, acts);
  }

  // What the page says: whether there are tools, and the shape that stands.
  show(isOffered, shape) {
    this.box.hidden = !isOffered;
    if (!isOffered) this.drop();
    else if (this.session?.isDone && this.asked) this.drop();
    this.standing.show(isOffered ? shape : null);
  }

  open() {
    const isOpen = this.shapes.hidden;
    this.drop();
    this.unfold(isOpen);
  }

  unfold(isOpen) {
    this.shapes.hidden = !isOpen;
    this.buttons.get("query").setAttribute("aria-expanded", String(isOpen));
  }

  // On a narrow map what is told while drawing takes the place of the buttons.
  fold(isFolded) {
    this.bar.hidden = isFolded;
    this.box.classList.toggle("drawing", !isFolded);
  }

  async take(name) {
    const wasOn = this.name === name;
    const isShape = SHAPES.includes(name);
    this.drop();
    this.unfold(isShape);
    if (wasOn) return;
    this.name = name;
    this.asked = false;
    this.buttons.get(name).setAttribute("aria-pressed", "true");
    const turn = ++this.taken;
    const { Session } = await import("./drawing/session.js");
    if (turn !== this.taken) return;
    this.hint.textContent = this.words[`hint_${name}`];
    this.hint.title = this.words.hint_keys;
    this.metres.value = "";
    this.radius.hidden = name !== "circle";
    this.fold(false);
    this.session = new Session(this.map, name, {
      colour: this.settings.warm,
      words: this.words,
      onChange: (state) => this.tell(state),
      onFinish: (shape) => this.finished(shape),
      onEnd: () => this.end(),
    });
  }

  tell({ told, canFinish, canGoBack, isFull }) {
    this.told.textContent = told;
    if (isFull) this.hint.textContent = this.words.hint_most;
    this.finish.disabled = !canFinish && this.radius.hidden;
    this.back.disabled = !canGoBack;
  }

  finished(shape) {
    if (!shape || !SHAPES.includes(this.name)) return;
    this.asked = true;
    this.fold(true);
    this.unfold(false);
    this.onShape(shape);
  }

  end() {
    const last = this.buttons.get(this.name);
    this.drop();
    last?.focus();
  }

  drop() {
    this.taken += 1;
    this.session?.stop();
    this.session = null;
    this.buttons.get(this.name)?.setAttribute("aria-pressed", "false");
    this.name = null;
    this.fold(true);
  }
}
