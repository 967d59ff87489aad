// The map: pydeck's layers on its own deck.gl. Without WebGL, or when it is lost for good, a flat one.

import { tallestM, viewOf } from "./camera.js";
import { FlatMap } from "./flat_map.js";

const FLIGHT_MS = 2_600;
const LOSSES_MOST = 3;
const FONT = '700 32px "Noto Sans SC"';
const DESIGN_PX = 1080;

export class Stage {
  constructor(host, told, pace) {
    this.host = host;
    this.told = told;
    // Who asked for little motion sees cuts, not flights.
    this.isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.flightMs = this.isStill ? 0 : FLIGHT_MS / pace;
    this.features = [];
    this.lines = [];
    this.losses = 0;
    this.raise();
    new ResizeObserver(() => this.seen && this.show(this.seen)).observe(host);
  }

  raise() {
    this.deck = null;
    this.flat = null;
    this.host.replaceChildren();
    if (!hasWebGl() || this.losses >= LOSSES_MOST || typeof createDeck !== "function") {
      this.flat = new FlatMap(this.host, this.told);
      document.documentElement.dataset.map = "flat";
      return;
    }
    const start = { longitude: 0, latitude: 0, zoom: 1, pitch: 0, bearing: 0 };
    this.deck = createDeck({
      container: this.host,
      jsonInput: { initialViewState: start, controller: false, layers: [] },
      tooltip: false,
    });
    document.documentElement.dataset.map = "deck";
    this.host.addEventListener("webglcontextlost", () => this.lost(), { capture: true, once: true });
  }

  lost() {
    this.losses += 1;
    setTimeout(() => {
      this.deck?.finalize();
      this.raise();
      if (this.seen) this.show(this.seen);
    });
  }

  ground({ grids, backdrop }) {
    this.features = grids.features.map((feature, place) => ({ ...feature, place }));
    this.lines = backdrop.lines.features;
    if (this.seen) this.show(this.seen);
  }

  async show(step) {
    this.seen = step;
    if (this.flat) {
      this.flat.show(step, this.features, this.lines);
      return;
    }
    await fontsFor(step);
    if (this.seen !== step || !this.deck) return;
    const size = { width: this.host.clientWidth, height: this.host.clientHeight };
    const view = viewOf(step.box, size, step.tilt, step.turn);
    const props = converted({ layers: step.layers, initialViewState: this.flight(view) });
    const tallest = tallestM(view, size);
    this.deck.setProps({ ...props, layers: props.layers.map((layer) => this.filled(layer, step, tallest)) });
  }

  flight(view) {
    const key = JSON.stringify(view);
    const isSame = key === this.viewKey;
    const isFirst = this.viewKey === undefined;
    this.viewKey = key;
    if (isSame || isFirst || this.flightMs < 100) return view;
    return {
      ...view,
      transitionDuration: this.flightMs,
      transitionInterpolator: { "@@type": "FlyToInterpolator", curve: 1.2 },
    };
  }

  // Shapes that every step shares are put in by reference, never sent or copied anew.
  filled(layer, step, tallest) {
    const lines = { lineWidthScale: this.scale(), sizeScale: this.scale(), radiusScale: this.scale() };
    if (layer.id === "ground") {
      const { classes, ground, unknown } = this.told;
      const colour = (letter) => (letter === "-" ? unknown : classes[Number(letter)]);
      const { shades } = step;
      return layer.clone({
        data: this.features,
        lineWidthScale: this.scale(),
        getFillColor: (feature) => (shades ? colour(shades[feature.place]) : ground),
        updateTriggers: { getFillColor: shades },
        transitions: this.isStill ? {} : { getFillColor: 900 },
      });
    }
    if (layer.id === "lines") return layer.clone({ data: this.lines, lineWidthScale: this.scale() });
    if (layer.id === "outlined") {
      const chosen = step.outlined.map((place) => this.features[place]).filter(Boolean);
      return layer.clone({ data: chosen, lineWidthScale: this.scale() });
    }
    const tall = step.layers.find((one) => one.id === "columns")?.elevationScale ?? 1;
    const shrunk = Math.min(1, tallest / tall);
    if (layer.id === "columns") return layer.clone({ elevationScale: tall * shrunk });
    if (layer.id === "tops") {
      const data = layer.props.data.map((one) => ({ ...one, at: [one.at[0], one.at[1], one.at[2] * shrunk] }));
      return layer.clone({ ...lines, data });
    }
    return layer.clone(lines);
  }

  scale() {
    return Math.max(0.5, this.host.clientHeight / DESIGN_PX);
  }
}

// What pydeck's converter makes of its JSON, without handing it to a deck.
function converted(json) {
  let made = null;
  updateDeck(json, { setProps: (props) => { made = props; } });
  return made;
}

async function fontsFor(step) {
  const words = step.layers.flatMap((layer) => (layer.characterSet ? layer.characterSet : [])).join("");
  if (!words) return;
  try {
    await document.fonts.load(FONT, words);
  } catch {
    // The system's font stands in.
  }
}

function hasWebGl() {
  try {
    const context = document.createElement("canvas").getContext("webgl2");
    context?.getExtension("WEBGL_lose_context")?.loseContext();
    return context !== null;
  } catch {
    return false;
  }
}
