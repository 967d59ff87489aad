// What is written: title, figures at both sides, the panel, and the bar at the foot.

import { filled, made } from "./dom.js";
import { panelOf } from "./panels.js";

const LEFT_MOST = 3;
const LEFT_MOST_CARD = 4;

export class Screen {
  constructor(host, words) {
    this.words = words;
    this.map = made("div", "map");
    this.title = made("h1", "title", words.first_wait);
    this.note = made("p", "note");
    this.said = made("p", "said");
    this.left = made("section", "side left");
    this.right = made("section", "side right");
    this.panel = made("section", "panel");
    this.legend = made("div", "legend");
    this.foot = footOf();
    const head = made("header", "head");
    head.append(this.title, this.note, this.said);
    host.append(this.map, head, this.left, this.right, this.panel, this.legend, this.foot.bar);
  }

  town({ town, data_at: dataAt, is_demo: isDemo, source }) {
    this.about = { town, isDemo };
    document.title = town;
    set(this.foot.data, filled(this.words.bar_data, { at: dataAt }));
    set(this.foot.source, source);
  }

  show({ scene, step, takeover }) {
    const title = takeover ? takeover.title : scene.title;
    set(this.title, [this.about.town, title].filter(Boolean).join(" · "));
    const demo = this.about.isDemo ? this.words.demo : "";
    set(this.note, [takeover ? "" : this.noteOf(scene), demo].filter(Boolean).join("　"));
    set(this.said, step.said);
    document.documentElement.classList.toggle("taken", Boolean(takeover));
    document.documentElement.dataset.kind = takeover ? "takeover" : scene.kind;
    this.figures(step);
    this.drawPanel(step.panel);
    this.drawLegend(step);
  }

  // Columns have no height on the flat map.
  noteOf({ kind, note }) {
    const isFlat = document.documentElement.dataset.map === "flat";
    return (isFlat && this.words[`flat_${kind}`]) || note;
  }

  drawLegend({ legend, shades }) {
    const said = legend.map((words, place) => keyOf(`of-${place}`, words));
    if (shades.includes("-")) said.push(keyOf("of-none", this.words.legend_unknown));
    this.legend.replaceChildren(...(legend.length ? said : []));
  }

  figures({ figures, panel }) {
    const isCard = !panel && figures.length > 2 * LEFT_MOST;
    const onLeft = panel ? figures.length : isCard ? LEFT_MOST_CARD : LEFT_MOST;
    this.left.replaceChildren(...figures.slice(0, onLeft).map(figureOf));
    this.right.replaceChildren(...figures.slice(onLeft).map(figureOf));
  }

  drawPanel(panel) {
    const kind = panel?.kind ?? "none";
    if (kind === "week" && this.week?.follows(panel)) return;
    const drawn = panelOf(panel, this.words);
    this.week = kind === "week" ? drawn : null;
    this.panel.className = `panel panel-${kind}`;
    this.panel.replaceChildren(...(drawn ? [drawn.element] : []));
  }

  bar({ count, scene, next, isPaused, isPinned, isStale, ageMs }) {
    const { words, foot } = this;
    if (foot.dots.childElementCount !== count) {
      foot.dots.replaceChildren(...Array.from({ length: count }, () => made("i")));
    }
    [...foot.dots.children].forEach((dot, place) => dot.classList.toggle("here", place === scene));
    const held = isPaused ? words.bar_paused : isPinned ? words.bar_pinned : "";
    set(foot.next, held || (next ? filled(words.bar_next, { title: next }) : ""));
    set(foot.clock, hoursAndMinutes(new Date()));
    const since = ageMs === null ? "—" : moment(new Date(Date.now() - ageMs));
    set(foot.stale, isStale ? filled(words.stale, { at: since }) : "");
  }
}

function footOf() {
  const bar = made("footer", "bar");
  const names = ["dots", "next", "stale", "source", "data", "clock"];
  const parts = Object.fromEntries(names.map((name) => [name, made("span", name)]));
  bar.append(...Object.values(parts));
  return { bar, ...parts };
}

function keyOf(name, words) {
  const element = made("span", `key ${name}`);
  element.append(made("i"), made("span", "", words));
  return element;
}

function figureOf(figure) {
  const element = made("div", `figure tone-${figure.tone}`);
  const value = made("p", "value");
  value.append(made("b", /^[\d,.+\u2212-]+$/.test(figure.value) ? "" : "worded", figure.value), made("span", "unit", figure.unit));
  element.append(made("p", "label", figure.label), value);
  for (const note of figure.notes) element.append(made("p", `told tone-${note.tone}`, note.words));
  return element;
}

// Writing the same text again would make the browser lay it out again.
function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function hoursAndMinutes(date) {
  return `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
}

function moment(date) {
  const day = `${date.getMonth() + 1}-${date.getDate()}`;
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday ? hoursAndMinutes(date) : `${day} ${hoursAndMinutes(date)}`;
}
