// How the map looks: sources and layers, all of them ours, nothing fetched.

import { HUES } from "./hues.js";

const EMPTY = { type: "FeatureCollection", features: [] };
const FONT = ["Noto Sans SC"];
const INK = "#1B2430";
const ACCENT = "#1F6FB2";
const WARM = "#C8502B";

const source = (promoteId) => ({ type: "geojson", data: EMPTY, promoteId, tolerance: 0, buffer: 64 });
const hue = ["match", ["get", "hue"], ...HUES.flatMap((colour, i) => [i, colour]), "#D0D5DB"];
const on = (state, yes, no) => ["case", ["boolean", ["feature-state", state], false], yes, no];

const OLD = "#4A5460";
const WATER = ["match", ["get", "kind"], ["water", "canal"], true, false];
const ROADS = ["road", "highway"];
const roadColour = [
  "match", ["get", "kind"], ROADS, "#C9A96A", "rail", "#8A7F78", "street", "#A9A391", "#9AA0B4",
];
const roadWidth = ["match", ["get", "kind"], "highway", 3, "road", 2, 1.2];
// All the streets of a city would hide its cells from afar: they come with closeness.
const streetsAt = (share) => ["match", ["get", "kind"], "street", share, 0.85];
const byCloseness = ["interpolate", ["linear"], ["zoom"], 11.5, streetsAt(0), 14, streetsAt(0.6)];

export const style = {
  version: 8,
  sources: {
    cells: source("code"),
    borders: source("grid"),
    labels: source("grid"),
    ghosts: source("code"),
    ground: source("id"),
    names: source("id"),
    nodes: source("id"),
    marks: source("id"),
  },
  layers: [
    { id: "paper", type: "background", paint: { "background-color": "#EEF2EE" } },
    {
      id: "cells",
      type: "fill",
      source: "cells",
      paint: {
        "fill-color": on("painted", ACCENT, hue),
        "fill-opacity": on("painted", 0.55, 0.92),
        "fill-antialias": false,
      },
    },
    {
      id: "roads",
      type: "line",
      source: "ground",
      filter: ["!", WATER],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": roadColour, "line-width": roadWidth, "line-opacity": byCloseness },
    },
    {
      id: "cell-lines",
      type: "line",
      source: "cells",
      paint: { "line-color": "#FFFFFF", "line-width": ["interpolate", ["linear"], ["zoom"], 9, 0.4, 14, 1.2] },
    },
    {
      id: "waters",
      type: "line",
      source: "ground",
      filter: WATER,
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": "#74ABD3", "line-width": ["match", ["get", "kind"], "water", 3, 1.6], "line-opacity": 0.9 },
    },
    {
      id: "locked",
      type: "fill",
      source: "cells",
      filter: ["literal", false],
      paint: { "fill-pattern": "hatch", "fill-antialias": false },
    },
    {
      id: "ghosts-edge",
      type: "line",
      source: "ghosts",
      paint: { "line-color": "#FFFFFF", "line-width": 5, "line-opacity": 0.8 },
    },
    {
      id: "ghosts",
      type: "line",
      source: "ghosts",
      paint: { "line-color": OLD, "line-width": 2.2, "line-dasharray": [2, 1.5] },
    },
    {
      id: "borders",
      type: "line",
      source: "borders",
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": INK, "line-width": ["interpolate", ["linear"], ["zoom"], 8, 1.6, 13, 3.2] },
    },
    {
      id: "selected",
      type: "line",
      source: "borders",
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": ACCENT, "line-width": 4, "line-opacity": on("selected", 1, 0) },
    },
    {
      id: "marks",
      type: "line",
      source: "marks",
      paint: { "line-color": WARM, "line-width": 2.5, "line-dasharray": [1.5, 1.5] },
    },
    {
      id: "node-edges",
      type: "circle",
      source: "nodes",
      filter: ["==", ["get", "kind"], "middle"],
      paint: {
        "circle-radius": on("hover", 6, 3),
        "circle-color": "#FFFFFF",
        "circle-stroke-color": ACCENT,
        "circle-stroke-width": 1.2,
        "circle-opacity": 0.9,
      },
    },
    {
      id: "fixed-nodes",
      type: "circle",
      source: "nodes",
      filter: ["==", ["get", "kind"], "fixed"],
      paint: { "circle-radius": 2.5, "circle-color": "#5B6776" },
    },
    {
      id: "nodes",
      type: "circle",
      source: "nodes",
      filter: ["==", ["get", "kind"], "node"],
      paint: {
        "circle-radius": on("hover", 8, 5.5),
        "circle-color": on("active", ACCENT, "#FFFFFF"),
        "circle-stroke-color": ACCENT,
        "circle-stroke-width": 2.5,
      },
    },
    {
      id: "names",
      type: "symbol",
      source: "names",
      minzoom: 9,
      layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 11, "symbol-sort-key": ["get", "rank"] },
      paint: { "text-color": "#5B6776", "text-halo-color": "#FFFFFF", "text-halo-width": 1.2 },
    },
    {
      id: "labels",
      type: "symbol",
      source: "labels",
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 8, 12, 13, 18],
        "symbol-sort-key": ["get", "rank"],
        "text-max-width": 9,
      },
      paint: { "text-color": "#2A3440", "text-halo-color": "#FFFFFF", "text-halo-width": 1.8 },
    },
  ],
};
