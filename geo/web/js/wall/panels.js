// Charts and lists beside the map, drawn from what the server worked out; nothing is counted here.

import { made } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

export function panelOf(panel, words) {
  if (!panel) return null;
  return { bars, lines, week, facts }[panel.kind](panel, words);
}

function drawn(name, attributes, text = "") {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text) element.textContent = text;
  return element;
}

function box(title) {
  const element = made("div", "box");
  element.append(made("h2", "", title));
  return element;
}

function bars({ title, rows, note }) {
  const element = box(title);
  for (const row of rows) {
    const line = made("div", `row tone-${row.tone}`);
    const bar = made("span", "length");
    bar.style.width = `${Math.max(2, row.share * 100)}%`;
    const words = made("div", "words");
    words.append(made("span", "", row.label), made("b", "", row.value));
    line.append(words, bar);
    element.append(line);
  }
  if (note) element.append(made("p", "told", note));
  return { element };
}

function facts({ title, lines: said }) {
  const element = box(title);
  for (const [label, value, behind] of said) {
    const line = made("div", "fact");
    line.append(made("span", "label", label), made("b", "", value), made("small", "", behind));
    element.append(line);
  }
  return { element };
}

const WIDE = 1200;
const HIGH = 560;
const ROOM = { left: 120, right: 190, top: 30, bottom: 80 };

function lines(panel) {
  const element = box(panel.title);
  const known = [...panel.this, ...panel.before].filter((value) => value !== null);
  const svg = drawn("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, class: "chart" });
  if (known.length) {
    const scale = scaleOf(known);
    svg.append(...scale.ticks.flatMap((tick) => tickOf(tick, scale)), ...monthsOf(panel, scale));
    svg.append(...series(panel.before, panel.before_name, "before", scale));
    svg.append(...series(panel.this, panel.this_name, "this", scale));
  }
  element.append(svg);
  return { element };
}

function scaleOf(known) {
  const most = Math.max(...known);
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000].find((one) => most / one <= 4) ?? most / 4;
  const top = Math.max(1, Math.ceil(most / step)) * step;
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, place) => place * step);
  const x = (place) => ROOM.left + (place / 11) * (WIDE - ROOM.left - ROOM.right);
  const y = (value) => HIGH - ROOM.bottom - (value / top) * (HIGH - ROOM.top - ROOM.bottom);
  return { ticks, x, y };
}

function tickOf(tick, { x, y }) {
  return [
    drawn("line", { x1: x(0), x2: x(11), y1: y(tick), y2: y(tick), class: "tick" }),
    drawn("text", { x: x(0) - 14, y: y(tick) + 14, class: "tick-words", "text-anchor": "end" }, String(tick)),
  ];
}

function monthsOf({ labels }, { x }) {
  // Every other month: all twelve would touch in letters that are read from six metres.
  return labels.map((label, place) =>
    drawn("text", { x: x(place), y: HIGH - 14, class: "tick-words", "text-anchor": "middle" }, place % 2 ? "" : label),
  );
}

function series(values, name, kind, { x, y }) {
  const points = values.map((value, place) => (value === null ? null : [x(place), y(value)]));
  let path = "";
  points.forEach((point, place) => {
    if (point) path += `${points[place - 1] ? "L" : "M"}${point.join(" ")}`;
  });
  const last = points.findLast((point) => point !== null);
  const parts = [drawn("path", { d: path, class: `line ${kind}` })];
  if (last) parts.push(drawn("text", { x: last[0] + 14, y: last[1] + 14, class: `name ${kind}` }, name));
  return parts;
}

const CELL = 25;
const ROW = 44;
const DAY_ROOM = 110;
const HOURS = 24;

// The week is drawn once; afterwards only the cursor moves.
function week(panel) {
  const element = box("");
  element.firstChild.remove();
  const svg = drawn("svg", { viewBox: `0 0 ${DAY_ROOM + HOURS * CELL} ${8 * ROW}`, class: "week" });
  panel.shares.forEach((share, hour) => svg.append(hourOf(share, hour)));
  panel.days.forEach((day, row) => svg.append(drawn("text", { x: 0, y: row * ROW + 36, class: "day" }, day)));
  for (const hour of [0, 6, 12, 18]) {
    svg.append(drawn("text", { x: DAY_ROOM + hour * CELL, y: 8 * ROW - 6, class: "day" }, `${hour}:00`));
  }
  const cursor = drawn("rect", { height: ROW, class: "cursor" });
  svg.append(cursor);
  element.append(svg);
  if (panel.note) element.append(made("p", "told", panel.note));
  const put = ({ from_hour: from, until_hour: until }) => {
    cursor.setAttribute("x", String(DAY_ROOM + (from % HOURS) * CELL));
    cursor.setAttribute("y", String(Math.floor(from / HOURS) * ROW));
    cursor.setAttribute("width", String((until - from) * CELL));
  };
  put(panel);
  const told = ({ shares, days, note }) => JSON.stringify([shares, days, note]);
  const standing = told(panel);
  const follows = (next) => {
    if (told(next) !== standing) return false;
    put(next);
    return true;
  };
  return { element, follows };
}

function hourOf(share, hour) {
  const row = Math.floor(hour / HOURS);
  return drawn("rect", {
    x: DAY_ROOM + (hour % HOURS) * CELL,
    y: row * ROW,
    width: CELL - 2,
    height: ROW - 2,
    class: `hour of-${Math.min(4, Math.floor(share * 5))}`,
  });
}
