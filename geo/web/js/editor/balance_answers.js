// The answers of the balancing side by side: whom each moves, how even and how compact it is.

import { append, element } from "../frame/dom.js";
import { has, number, percent, word } from "./words.js";

const NAMED = 3;
const FIGURES = [
  ["within", (one) => within(one)],
  ["households", (one) => number(one.households)],
  ["moved", (one) => percent(one.moved_share)],
  ["cells", (one) => number(one.cells)],
  ["deviation", (one) => percent(one.max_deviation)],
  ["cv", (one) => number(one.cv, 3)],
  ["compactness", (one) => number(one.compactness, 2)],
  ["travel", (one) => number(one.travel_km, 2)],
];
// The column that the answers are compared with moves nothing, and says so by a dash.
const NOTHING = { households: null, moved_share: null, cells: null, beyond: null };

export function compared(answers, { onShow, onTake, close, nameOf: gridName }, asked) {
  const told = distinct(answers);
  const columns = [{ ...NOTHING, ...answers[0].before, names: [word("answer_now")] }, ...told];
  const table = element("table", "answers");
  table.append(row("th", "", columns.map((one) => one.names.join(word("joiner")))));
  for (const [name, shown] of FIGURES) {
    table.append(row("td", word(`answer_${name}`), columns.map(shown)));
  }
  const look = (one) => lookButton(one, table, onShow);
  const take = (one) =>
    press(word("take"), "primary", one, () => {
      close();
      onTake(one.reassign);
    });
  table.append(buttons(told.map(look)), buttons(told.map(take)));
  const box = append(element("div", "answer"), table);
  for (const line of remarks(answers, gridName, asked)) box.append(line);
  return box;
}

// Answers that come to the same stand in one column, under all their names.
function distinct(answers) {
  const found = new Map();
  for (const one of answers) {
    const key = JSON.stringify(Object.entries(one.reassign).sort());
    const same = found.get(key);
    if (same) same.names.push(nameOf(one));
    else found.set(key, { ...one, names: [nameOf(one)] });
  }
  return [...found.values()];
}

function nameOf(answer) {
  return has(`answer_${answer.name}`) ? word(`answer_${answer.name}`) : answer.name;
}

// Whether an answer reaches the tolerance, or how many grids it leaves outside.
function within(one) {
  if (!one.beyond) return "";
  return one.beyond.length ? word("answer_outside", { count: one.beyond.length }) : word("answer_inside");
}

function remarks(answers, gridName, asked) {
  const lines = [element("small", "", over(answers[0], asked))];
  lines.push(element("small", "", word("answer_bound", { bound: percent(answers[0].bound) })));
  for (const one of answers.filter(({ beyond }) => beyond?.length)) {
    const grids = one.beyond.slice(0, NAMED).map((code) => gridName(code).name).join(word("joiner"));
    const told = { answer: nameOf(one), count: one.beyond.length, grids };
    lines.push(element("small", "bad", word("answer_beyond", told)));
  }
  const noise = answers[0].within_noise ?? [];
  if (noise.length) {
    const grids = noise.slice(0, NAMED).map((code) => gridName(code).name).join(word("joiner"));
    lines.push(element("small", "", word("answer_noise", { grids, count: noise.length })));
  }
  return lines;
}

// Over which grids, and by what, deviation and CV are counted: the panel's are over the whole town.
function over({ grids }, { weight, keep_villages: byVillage, tolerance }) {
  const told = { count: grids, weight: word(`weight_${weight}`), tolerance: number(tolerance * 100) };
  return word(byVillage ? "answer_over_village" : "answer_over_town", told);
}

function row(tag, name, values) {
  const made = element("tr");
  const head = element("th", "", name);
  head.scope = "row";
  const cells = values.map((value) => element(tag, "", value));
  if (tag === "th") for (const cell of cells) cell.scope = "col";
  return append(made, head, ...cells);
}

function buttons(made) {
  const line = append(element("tr"), element("th"), element("td"));
  return append(line, ...made.map((button) => append(element("td"), button)));
}

// One answer lies on the map at a time: its button is the one that is down; again lifts it.
function lookButton(one, table, onShow) {
  const button = press(word("look"), "look-at", one, () => {
    const isDown = button.getAttribute("aria-pressed") === "true";
    for (const other of table.querySelectorAll(".look-at")) other.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", String(!isDown));
    onShow(isDown ? null : one.reassign);
  });
  button.setAttribute("aria-pressed", "false");
  return button;
}

function press(label, tone, { names }, act) {
  const button = element("button", tone, label);
  button.type = "button";
  button.setAttribute("aria-label", `${label} ${names.join(word("joiner"))}`);
  button.addEventListener("click", act);
  return button;
}
