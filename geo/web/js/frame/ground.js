// What lies under the grids: tiles that our own server hands on, else the quiet lines of the store.

import { append, element } from "./dom.js";

const OWN = "";
const DEEPEST = 18;

export class Ground {
  constructor(host, map, settings, { onChosen, onState }) {
    this.host = host;
    this.map = map;
    this.words = settings.words;
    this.onState = onState;
    this.key = OWN;
    this.layers = [];
    this.said = element("span", "ground-said");
    this.note = element("span", "ground-note");
    this.note.setAttribute("role", "status");
    const corner = host.querySelector(".corner");
    corner.insertBefore(this.said, corner.lastElementChild);
    this.pick = element("select");
    this.pick.addEventListener("change", () => onChosen(this.pick.value));
    this.row = append(element("label", "ground-pick"), element("span", "", this.words.ground), this.pick, this.note);
    this.row.hidden = true;
    append(host.querySelector(".legend"), this.row);
    this.tell();
  }

  // `ground` is null where nobody configured one: then there is nothing to choose.
  show(ground) {
    this.row.hidden = !ground;
    const offered = [{ id: OWN, name: this.words.ground_own }, ...(ground?.offered ?? [])];
    this.pick.replaceChildren(...offered.map(({ id, name }) => Object.assign(element("option", "", name), { value: id })));
    const chosen = ground?.chosen ?? null;
    this.pick.value = chosen?.id ?? OWN;
    const key = chosen?.link.key ?? OWN;
    if (key === this.key) {
      if (chosen) this.layers.forEach(({ tiles }, order) => tiles.setUrl(this.address(chosen, order), true));
      return;
    }
    this.key = key;
    for (const { tiles } of this.layers) tiles.remove();
    this.layers = [];
    this.said.textContent = chosen?.said ?? "";
    for (let order = 0; order < (chosen?.layers ?? 0); order += 1) this.layers.push(this.start(chosen, order));
    for (const { tiles } of this.layers) tiles.addTo(this.map);
    this.tell();
  }

  address(chosen, order) {
    return `${chosen.link.url}&layer=${order}&z={z}&x={x}&y={y}`;
  }

  start(chosen, order) {
    const tiles = L.tileLayer(this.address(chosen, order), { maxNativeZoom: chosen.zoom_max, maxZoom: DEEPEST, updateWhenIdle: true, keepBuffer: 1, zIndex: order + 1 });
    const one = { tiles, came: 0, failed: 0, isDone: false };
    tiles.on("loading", () => Object.assign(one, { came: 0, failed: 0, isDone: false }));
    tiles.on("tileload", () => (one.came += 1));
    tiles.on("tileerror", () => (one.failed += 1));
    tiles.on("load", () => {
      one.isDone = true;
      this.tell();
    });
    return one;
  }

  // Only what came hides our own lines; a source that is off leaves them, and a word.
  tell() {
    const done = this.layers.filter(({ isDone }) => isDone);
    const failed = done.some((one) => one.failed > 0);
    const lowest = this.layers[0];
    if (lowest && !lowest.isDone) return;
    const isDown = Boolean(lowest) && lowest.failed > 0 && lowest.came === 0;
    const isShown = Boolean(lowest) && !isDown;
    this.note.textContent = isDown ? this.words.ground_down : failed ? this.words.ground_gaps : "";
    this.note.hidden = !failed;
    this.said.hidden = !isShown;
    this.host.classList.toggle("grounded", isShown);
    this.onState(isShown);
  }
}
