// The answers of the balancing side by side: what each moves, how even and how compact it is.

import { append, element } from "../frame/dom.js";
import { has, number, percent, word } from "./words.js";

const NAMED = 3;
const FIGURES = [
  ["moved", (one) => percent(one.moved_share)],
  ["cells", (one) => number(one.cells)],
  ["deviation", (one) => percent(one.max_deviation)],
  ["cv", (one) => number(one.cv, 3)],
  ["compactness", (one) => number(one.compactness, 2)],
];

const nameOf = (answer) => (has(`answer_${answer.name}`) ? word(`answer_${answer.name}`) : answer.name);

export function compared(answers, { onShow, onTake, close, nameOf: gridName }) {
  const table = element("table", "answers");
  table.append(row("th", "", answers.map(nameOf)));
  for (const [name, shown] of FIGURES) {
    table.append(row("td", word(`answer_${name}`), answers.map(shown)));
  }
  const look = (one) => press(word("look"), "", () => onShow(one.reassign));
  const take = (one) =>
    press(word("take"), "primary", () => {
      close();
      onTake(one.reassign);
    });
  table.append(buttons(answers.map(look)), buttons(answers.map(take)));
  const box = append(element("div", "answer"), table);
  for (const line of remarks(answers, gridName)) box.append(line);
  return box;
}

function remarks(answers, gridName) {
  const lines = [element("small", "", word("answer_bound", { bound: percent(answers[0].bound) }))];
  if (answers.some((one) => one.is_within === false)) lines.push(element("small", "bad", word("answer_beyond")));
  const noise = answers[0].within_noise ?? [];
  if (noise.length) {
    const grids = noise.slice(0, NAMED).map((code) => gridName(code).name).join(word("joiner"));
    lines.push(element("small", "", word("answer_noise", { grids, count: noise.length })));
  }
  return lines;
}

function row(tag, name, values) {
  const made = element("tr");
  const head = element("th", "", name);
  head.scope = "row";
  return append(made, head, ...values.map((value) => element(tag, "", value)));
}

function buttons(made) {
  const line = append(element("tr"), element("th"));
  return append(line, ...made.map((button) => append(element("td"), button)));
}

function press(label, tone, act) {
  const button = element("button", tone, label);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}
