// The figures of a grid and of the town: their order, decimals, and which way is better.

import { number, percent } from "./words.js";

export const GRID_FIGURES = [
  { name: "hours_week", decimals: 1 },
  { name: "fte", decimals: 2 },
  { name: "households", decimals: 0 },
  { name: "residents", decimals: 0 },
  { name: "area_km2", decimals: 2 },
  { name: "incidents_year", decimals: 0 },
  { name: "cameras", decimals: 0 },
  { name: "station_min", decimals: 0 },
  { name: "compactness", decimals: 2 },
];

export const TOTALS = [
  { name: "max_deviation", isShare: true, less: true },
  { name: "cv", decimals: 3, less: true },
  { name: "fte", decimals: 1, less: true },
  { name: "mean_compactness", decimals: 2, less: false },
];

// Over all grids: what they exchange leaves most of these as they are.
export const SUMS = [
  { name: "hours_week", decimals: 0 },
  { name: "station_min", decimals: 1 },
  { name: "residents", decimals: 0 },
  { name: "households", decimals: 0 },
  { name: "area_km2", decimals: 2 },
  { name: "incidents_year", decimals: 0 },
  { name: "cameras", decimals: 0 },
];

export function shown(figure, value) {
  return figure.isShare ? percent(value) : number(value, figure.decimals);
}

// "good" or "bad" where the difference is one that can be read, and is better or worse.
export function tone(figure, before, after) {
  if (figure.less === undefined || before === null || after === null) return "";
  if (shown(figure, before) === shown(figure, after)) return "";
  return after < before === figure.less ? "good" : "bad";
}
