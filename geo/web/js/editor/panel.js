// The panel at the right: what the draft does, before → after, and what it breaks.

import { append, element } from "../frame/dom.js";
import { cellName, isCell } from "./cell_names.js";
import { GRID_FIGURES, shown, SUMS, tone, TOTALS } from "./figures.js";
import { number, word } from "./words.js";

const SIDE_BY_SIDE = 2;
const CHIPS = 6;

function head(...cells) {
  const row = element("tr");
  for (const cell of cells) {
    const made = element("th", "", cell);
    made.scope = "col";
    made.title = cell;
    row.append(made);
  }
  return row;
}

function change(figure, before, after) {
  const cell = element("td");
  const [was, now] = [told(figure, before), told(figure, after, before)];
  if (was !== now) append(cell, element("s", "", was), element("i", "", " → "));
  const values = [before, after].map((one) => one?.[figure.name] ?? null);
  append(cell, element("b", was === now ? "same" : tone(figure, ...values), now));
  return cell;
}

function totalRow(figure, before, after) {
  const name = element("th", "", word(`total_${figure.name}`));
  name.scope = "row";
  return append(element("tr"), name, change(figure, before, after));
}

// A count that is too small to be shown is said to be so, and so is a change too small.
function told(figure, values, before = null) {
  const isHeldBack = values?.few?.includes(figure.name);
  if (isHeldBack) return word((before?.[figure.name] ?? null) === null ? "few" : "few_change");
  return shown(figure, values?.[figure.name] ?? null);
}

// A cell that belongs to no 村民小组 stands for itself: its number within the village is enough.
function handOver({ village, group, cells, households, is_few: isFew }) {
  const where = [village, cellName(group)].filter(Boolean).join(" ");
  const unknown = word(isFew ? "few" : "unknown");
  const count = households === null ? unknown : number(households);
  return word(isCell(group) ? "moved_cell" : "moved_line", { where, cells, households: count });
}

export class Panel {
  constructor(host, { onPlace, onGrid, onExcuse, inhabited }) {
    this.host = host;
    this.inhabited = inhabited;
    this.onPlace = onPlace;
    this.onGrid = onGrid;
    this.onExcuse = onExcuse;
    this.chosen = null;
    this.last = this.latest = [];
    this.settled = this.selected = null;
  }

  show(impact, { isPreview = false, selected = null, mayEdit = false } = {}) {
    this.latest = isPreview ? this.#changed(impact) : this.#settled(impact, selected);
    this.impact = impact;
    this.mayExcuse = mayEdit && !isPreview;
    this.host.classList.toggle("preview", isPreview);
    this.host.replaceChildren();
    append(this.host, this.#title(isPreview), this.#grids(impact.grids, selected));
    append(this.host, this.#people(impact), this.#violations(impact.violations), this.#totals(impact));
  }

  // Once somebody looks at another grid, the step just taken is no longer what he asks about.
  #settled(impact, selected) {
    if (impact !== this.settled) this.last = this.#changed(impact);
    else if (selected !== this.selected) this.last = [];
    this.settled = impact;
    this.selected = selected;
    return this.last;
  }

  // The grids that are not what they were when last shown: those of the step just taken or drawn.
  #changed(impact) {
    const before = new Map((this.settled?.grids ?? []).map((grid) => [grid.code, JSON.stringify(grid.after)]));
    return impact.grids.filter((grid) => before.get(grid.code) !== JSON.stringify(grid.after));
  }

  // What is being drawn would not be taken: no figures of another shape stand beside it.
  refuse(message) {
    this.host.classList.add("preview");
    const box = element("section", "violations");
    box.append(element("p", "violation blocks", message));
    this.host.replaceChildren(this.#title(true), box);
  }

  #title(isPreview) {
    const title = element("h2", "", word("impact"));
    append(title, element("small", "", word(isPreview ? "impact_preview" : "impact_since")));
    return title;
  }

  #grids(grids, selected) {
    if (!grids.length) return element("p", "quiet", word("impact_none"));
    const first = grids.filter((grid) => grid.code === this.chosen || grid.code === selected);
    const ordered = [...new Set([...this.latest, ...first, ...grids])];
    const table = element("table", "grids");
    const pair = ordered.slice(0, SIDE_BY_SIDE);
    table.append(head("", ...pair.map((grid) => grid.name || grid.code)));
    for (const figure of GRID_FIGURES) table.append(this.#row(figure, pair));
    const box = append(element("div"), table);
    if (ordered.length > SIDE_BY_SIDE) box.append(this.#others(ordered.slice(SIDE_BY_SIDE)));
    return box;
  }

  #row(figure, grids) {
    const row = element("tr");
    const name = element("th", "", word(`figure_${figure.name}`));
    name.scope = "row";
    row.append(name);
    for (const grid of grids) {
      row.append(change(figure, grid.before, grid.after));
    }
    return row;
  }

  #others(grids) {
    const chips = element("p", "chips");
    chips.append(element("span", "quiet", word("touched_too")));
    const kept = this.allChips ? grids : grids.slice(0, CHIPS);
    for (const grid of kept) {
      const chip = element("button", "", grid.name || grid.code);
      chip.type = "button";
      chip.title = grid.name || grid.code;
      chip.addEventListener("click", () => {
        this.chosen = grid.code;
        this.last = [];
        this.onGrid(grid.code);
        this.show(this.impact, { selected: this.selected, mayEdit: this.mayExcuse });
      });
      chips.append(chip);
    }
    if (grids.length > kept.length) chips.append(this.#allChips(grids.length - kept.length));
    return chips;
  }

  #allChips(count) {
    const more = element("button", "quiet", word("touched_more", { count }));
    more.type = "button";
    more.addEventListener("click", () => {
      this.allChips = true;
      this.show(this.impact);
    });
    return more;
  }

  // What stays as it was over the whole town is told in one quiet line below what changes.
  #totals({ total, sums: [before, after] }) {
    const table = element("table", "totals");
    table.append(head(word("totals"), ""));
    for (const figure of TOTALS) table.append(totalRow(figure, total.before, total.after));
    const same = [];
    for (const figure of before ? SUMS : []) {
      const [was, now] = [told(figure, before), told(figure, after, before)];
      if (was !== now) table.append(totalRow(figure, before, after));
      else if (before[figure.name] !== null) same.push(`${word(`total_${figure.name}`)} ${was}`);
    }
    const box = append(element("div"), table);
    if (same.length) box.append(element("p", "quiet", word("totals_unchanged", { figures: same.join(" · ") })));
    return append(box, element("p", "quiet", word("totals_over", { count: number(this.inhabited()) })));
  }

  #people(impact) {
    const box = element("section", "people");
    const count = impact.households_moved;
    const unknown = word(impact.is_few ? "moved_few" : "moved_unknown");
    const text = count === null ? unknown : word("moved", { count: number(count) });
    const line = append(element("p"), element("b", "", text));
    if (impact.is_estimated) line.append(element("small", "tag", word("estimated")));
    box.append(line);
    const list = element("ul");
    const told = impact.moved.filter((one) => one.households !== 0);
    told.sort((one, other) => (other.households ?? 0) - (one.households ?? 0));
    for (const one of told) list.append(element("li", "", handOver(one)));
    if (told.length) box.append(list);
    return box;
  }

  #violations(violations) {
    const box = element("section", "violations");
    if (!violations.length) {
      box.append(element("p", "good", word("no_violations")));
      return box;
    }
    box.append(element("h3", "", word("violations", { count: violations.length })));
    for (const one of violations) {
      const button = element("button", one.blocks ? "violation blocks" : "violation");
      button.type = "button";
      append(button, element("b", "", word(one.blocks ? "blocks" : "warns")), element("span", "", one.words));
      button.addEventListener("click", () => this.onPlace(one));
      box.append(button);
      const isLast = !violations.slice(violations.indexOf(one) + 1).some(({ blocks, grid }) => blocks && grid === one.grid);
      if (one.blocks && this.mayExcuse && isLast) box.append(this.#excuse(one));
    }
    return box;
  }

  #excuse(one) {
    const button = element("button", "quiet", word("excuse"));
    button.type = "button";
    button.addEventListener("click", () => this.onExcuse(one));
    return button;
  }
}
