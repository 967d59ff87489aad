// How the map is handled without a mouse, and how it moves for those who asked for little motion.

import { append, element } from "./dom.js";

const STILL = "(prefers-reduced-motion: reduce)";

// Every way that Leaflet moves a map ends in one of these two; wheel, keys and buttons included.
export function calm(map) {
  if (!window.matchMedia(STILL).matches) return;
  const { setView, panBy } = map;
  const still = { animate: false };
  map.options.inertia = false;
  map.setView = (at, zoom, options) => setView.call(map, at, zoom, { ...options, ...still });
  map.panBy = (offset, options) => panBy.call(map, offset, { ...options, ...still });
}

// With the focus on the map, a cross stands in its middle: arrows carry the map under it, what lies
// there is told, and Enter does what a click there would. Drawing has keys and a cross of its own.
export class Keys {
  constructor(map, words) {
    this.map = map;
    this.box = map.getContainer();
    this.cross = element("div", "cross");
    this.cross.hidden = true;
    this.told = element("div", "unseen");
    this.told.setAttribute("aria-live", "polite");
    Object.assign(this.box, { role: "application", ariaLabel: `${words.title} · ${words.map_keys}` });
    append(this.box, this.cross, this.told);
    this.box.addEventListener("focus", () => this.point());
    this.box.addEventListener("blur", () => this.rest());
    this.box.addEventListener("pointerdown", () => this.rest());
    this.box.addEventListener("keydown", (event) => this.key(event));
    map.on("moveend", () => this.cross.hidden || this.point());
  }

  key(event) {
    if (event.target !== this.box || this.isDrawing()) return;
    if (event.key.startsWith("Arrow")) this.cross.hidden = false;
    if (event.key !== "Enter") return;
    event.preventDefault();
    this.cross.hidden = false;
    this.act("click");
  }

  isDrawing() {
    return Boolean(this.box.querySelector(".shield"));
  }

  point() {
    if (!this.box.matches(":focus-visible") || this.isDrawing()) return;
    this.cross.hidden = false;
    this.act("mousemove");
    requestAnimationFrame(() => {
      const tip = this.box.querySelector(".leaflet-tooltip");
      this.told.textContent = [...(tip?.querySelectorAll("b, span") ?? [])].map((one) => one.textContent).join(" · ");
    });
  }

  rest() {
    if (this.cross.hidden) return;
    this.cross.hidden = true;
    this.act("mouseout");
  }

  // As the mouse would have it: the layers need not know what pointed at them.
  act(kind) {
    const frame = this.box.getBoundingClientRect();
    const at = { clientX: frame.left + frame.width / 2, clientY: frame.top + frame.height / 2 };
    const under = document.elementsFromPoint(at.clientX, at.clientY).find((one) => this.box.contains(one));
    under?.dispatchEvent(new MouseEvent(kind, { ...at, bubbles: true, view: window }));
  }
}
