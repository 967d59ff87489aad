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
    this.cross = element("div", "aim");
    this.cross.hidden = true;
    this.told = element("div", "unseen");
    this.told.setAttribute("aria-live", "polite");
    Object.assign(this.box, { role: "application", ariaLabel: `${words.title} · ${words.map_keys}` });
    append(this.box, this.cross, this.told);
    // A press of the mouse focuses the map as well, and needs no cross.
    this.box.addEventListener("pointerdown", () => this.pressed());
    window.addEventListener("pointerup", () => (this.isPressed = false));
    this.box.addEventListener("focus", () => this.isPressed || this.point());
    this.box.addEventListener("blur", () => this.left());
    this.box.addEventListener("keydown", (event) => this.key(event));
    map.on("moveend", () => this.cross.hidden || this.point());
  }

  key(event) {
    this.isPressed = false;
    if (event.target !== this.box || this.isDrawing()) return;
    if (event.key.startsWith("Arrow")) this.turn(true);
    if (event.key !== "Enter") return;
    event.preventDefault();
    this.turn(true);
    this.act("click");
  }

  isDrawing() {
    return Boolean(this.box.querySelector(".shield"));
  }

  point() {
    if (this.isDrawing()) return;
    this.turn(true);
    this.act("mousemove");
    requestAnimationFrame(() => {
      const tip = this.box.querySelector(".leaflet-tooltip");
      this.told.textContent = [...(tip?.querySelectorAll("b, span") ?? [])].map((one) => one.textContent).join(" · ");
    });
  }

  pressed() {
    this.isPressed = true;
    this.left();
  }

  left() {
    if (this.cross.hidden) return;
    this.turn(false);
    this.act("mouseout");
  }

  turn(isOn) {
    this.cross.hidden = !isOn;
    this.box.classList.toggle("keyed", isOn);
  }

  // As the mouse would have it: the layers need not know what pointed at them.
  act(kind) {
    const frame = this.box.getBoundingClientRect();
    const at = { clientX: frame.left + frame.width / 2, clientY: frame.top + frame.height / 2 };
    const under = document.elementsFromPoint(at.clientX, at.clientY).find((one) => this.box.contains(one));
    under?.dispatchEvent(new MouseEvent(kind, { ...at, bubbles: true, view: window }));
  }
}
