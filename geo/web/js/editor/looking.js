// Where the map looks: closer, farther, the whole town, or the part where most grids lie.

import { element } from "../frame/dom.js";
import { bounds } from "./rings.js";
import { word } from "./words.js";

const MOST_SHRINKING = 3;

// A vast town holds nearly all its grids in one oasis: the outliers are left out of the first view.
export function firstBox(view, whole) {
  const main = mainBox(view);
  const [across, mainAcross] = [whole, main].map((box) => Math.max(box[2] - box[0], box[3] - box[1]));
  return across > mainAcross * MOST_SHRINKING ? main : whole;
}

function mainBox(view) {
  const shapes = [...view.borders.keys()].map((grid) => bounds(view.cells.of(grid).map((cell) => cell.geometry)));
  const middles = shapes.map(([west, south, east, north]) => [(west + east) / 2, (south + north) / 2]);
  const [lon, lat] = [0, 1].map((axis) => fences(middles.map((place) => place[axis])));
  const [wide, high] = [2, 3].map((far) => fences(shapes.map((box) => box[far] - box[far - 2])));
  const kept = shapes.filter((box, i) => {
    const isNear = middles[i][0] >= lon[0] && middles[i][0] <= lon[1] && middles[i][1] >= lat[0] && middles[i][1] <= lat[1];
    return isNear && box[2] - box[0] <= wide[1] && box[3] - box[1] <= high[1];
  });
  return kept.reduce(join, kept[0] ?? shapes[0]);
}

function fences(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [0.25, 0.75].map((share) => sorted[Math.floor((sorted.length - 1) * share)]);
  return [low - 1.5 * (high - low), high + 1.5 * (high - low)];
}

const join = (a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];

const PAN_PX = 80;
const PANS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

// Moves the view by keys: arrows while the map has the focus, + and − anywhere.
export function panned({ map }, { key, target }) {
  const by = target === map.getCanvas() ? PANS[key] : null;
  if (by) map.panBy(by.map((share) => share * PAN_PX));
  else if (key === "+" || key === "=") map.zoomIn();
  else if (key === "-") map.zoomOut();
  else return false;
  return true;
}

export function lookButtons(host, view, whole) {
  const commands = [
    ["zoom_in", "+", () => view.map.zoomIn()],
    ["zoom_out", "−", () => view.map.zoomOut()],
    ["whole_town", "▢", () => view.fit(whole)],
  ];
  for (const [name, sign, act] of commands) {
    const button = element("button", "", sign);
    button.type = "button";
    button.title = word(name);
    button.setAttribute("aria-label", word(name));
    button.addEventListener("click", act);
    host.append(button);
  }
}
