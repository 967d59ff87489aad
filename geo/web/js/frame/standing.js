// Where the map looks and which layers are on: told to the page for a link, taken from one once.

import { tell } from "./layers.js";

const OPENED = "wangge.opened";
const NONE = "none";
const PLACE_DIGITS = 5;

export function tellStanding(map, shown) {
  const { lat, lng } = map.getCenter();
  const at = [lng, lat].map((degrees) => degrees.toFixed(PLACE_DIGITS));
  tell("standing", { view: [Number(map.getZoom().toFixed(2)), ...at].join(","), layers: [...shown].sort().join(",") || NONE });
}

// What an address says holds when it is opened; afterwards the map stays where it was moved to.
export function applyOpened(opened, load, map, switchTo) {
  const told = opened ? `${load}|${JSON.stringify(opened)}` : "";
  if (!told || sessionStorage.getItem(OPENED) === told) return false;
  sessionStorage.setItem(OPENED, told);
  if (opened.layers) switchTo(opened.layers.split(",").filter((name) => name !== NONE));
  if (!opened.view) return false;
  map.setView([opened.view.lat, opened.view.lon], opened.view.zoom, { animate: false });
  return true;
}
