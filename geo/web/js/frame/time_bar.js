// Steps the map through the months without the page: one body holds the classes of them all. Where
// it comes to rest the page is told, so that panel, ranking and chart follow.

import { append, element, svg } from "./dom.js";
import { layer } from "./layers.js";

const STEPS_MS = [1400, 700, 350];
const REST_MS = 500;
const PLAY = "M5 3.5 L13 8 L5 12.5 Z";
const PAUSE = "M4.5 3.5 H7 V12.5 H4.5 Z M9 3.5 H11.5 V12.5 H9 Z";
const isStill = window.matchMedia("(prefers-reduced-motion: reduce)");

function monthsBetween(first, last) {
  const [from, to] = [first, last].map((month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1);
  return Array.from({ length: to - from + 1 }, (_, step) => {
    const month = from + step;
    return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
  });
}

// What a grid's tip says while the months run: the class, since values come with the page's month.
// A map that shows villages far out asks for theirs.
function measureOf(body, month, link) {
  const classes = body?.classes[body.months.indexOf(month)];
  if (!classes) return null;
  const values = [...classes].filter((one) => one !== "-").map((one) => body.labels[Number(one)]);
  const atLevel = async (level) => measureOf(await layer({ key: `${link.key}.${level}`, url: `${link.url}&level=${level}` }), month, link);
  return { ...body, classes, values, atLevel };
}

export class TimeBar {
  // `onStep(measure, scale)` draws the month that is shown, with no measure the page's own;
  // `onRest(month)` and `onPlaying(isPlaying)` tell the page.
  constructor(host, words, { onStep, onRest, onPlaying }) {
    Object.assign(this, { words, onStep, onRest, onPlaying });
    this.time = null;
    this.body = null;
    this.months = [];
    this.at = 0;
    this.speed = 1;
    this.timer = null;
    this.isPlaying = false;
    this.build(host);
  }

  build(host) {
    this.bar = element("section", "time-bar");
    this.bar.hidden = true;
    this.bar.setAttribute("aria-label", this.words.time);
    this.button = this.pressed("time-play", () => (this.isPlaying ? this.pause() : this.play()));
    this.range = element("input", "time-range");
    Object.assign(this.range, { type: "range", min: 0, step: 1, title: this.words.time_keys });
    this.range.setAttribute("aria-label", this.words.time);
    this.range.addEventListener("input", () => this.moved());
    this.shown = element("output", "time-month");
    this.pace = this.pressed("time-speed", () => this.quicken());
    this.bar.addEventListener("keydown", (event) => this.typed(event));
    append(host, append(this.bar, this.button, this.range, this.shown, this.pace));
    this.label();
  }

  pressed(name, act) {
    const button = element("button", name);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }

  // Takes what the page stands at; a month that runs goes on unless the page chose another.
  offer(time) {
    const before = this.time;
    this.time = time;
    this.bar.hidden = !time;
    document.body.classList.toggle("timed", Boolean(time));
    if (!time) {
      this.halt();
      return;
    }
    this.months = monthsBetween(time.first, time.last);
    this.range.max = this.months.length - 1;
    if (before?.at !== time.at || !before) {
      if (before && time.at !== this.month()) this.halt();
      if (!this.isPlaying) this.at = Math.max(0, this.months.indexOf(time.at));
    }
    if (before?.link.key !== time.link.key) this.body = null;
    if (!this.body && this.isAway()) this.go(this.at);
    this.label();
  }

  month() {
    return this.months[this.at];
  }

  isAway() {
    return Boolean(this.time) && this.months.includes(this.time.at) && (this.isPlaying || this.month() !== this.time.at);
  }

  // The layer in the month that is shown; its link leaves the month to the bar.
  dated(link) {
    if (!link || !this.time) return link;
    const month = this.isAway() ? this.month() : this.time.at;
    return { key: `${link.key}@${month}`, url: `${link.url}&at=${month}` };
  }

  typed(event) {
    if (event.key !== " " || event.target.tagName === "BUTTON") return;
    event.preventDefault();
    this.button.click();
  }

  moved() {
    this.halt();
    this.go(Number(this.range.value));
    this.timer = setTimeout(() => this.rest(), REST_MS);
  }

  // Where motion is not wanted a press is one step.
  async play() {
    const next = this.at < this.months.length - 1 ? this.at + 1 : 0;
    if (isStill.matches) {
      this.range.value = next;
      this.moved();
      return;
    }
    this.isPlaying = true;
    this.label();
    this.onPlaying(true);
    await this.go(this.at < this.months.length - 1 ? this.at : 0);
    this.onwards();
  }

  onwards() {
    clearTimeout(this.timer);
    if (!this.isPlaying) return;
    this.timer = setTimeout(async () => {
      if (this.at >= this.months.length - 1) {
        this.pause();
        return;
      }
      await this.go(this.at + 1);
      this.onwards();
    }, STEPS_MS[this.speed]);
  }

  pause() {
    this.halt();
    this.rest();
  }

  halt() {
    clearTimeout(this.timer);
    if (!this.isPlaying) return;
    this.isPlaying = false;
    this.onPlaying(false);
    this.label();
  }

  rest() {
    if (this.month() === this.time?.at) this.onStep(null, null);
    else this.onRest(this.month());
  }

  quicken() {
    this.speed = (this.speed + 1) % STEPS_MS.length;
    this.label();
  }

  async go(at) {
    this.at = at;
    this.label();
    const { link } = this.time;
    try {
      const body = await layer(link);
      if (this.at !== at || this.time?.link.key !== link.key) return;
      this.body = body;
      this.onStep(measureOf(body, this.month(), link), { ...body, classes: body.classes.join("") });
      this.label();
    } catch (problem) {
      console.error(problem);
      this.halt();
      this.shown.textContent = this.words.time_failed;
    }
  }

  label() {
    this.range.value = this.at;
    const month = this.months.length ? this.said(this.month()) : "";
    const isEmpty = this.body && this.body.recorded[this.body.months.indexOf(this.month())] === false;
    const words = isEmpty ? `${month} · ${this.words.time_empty}` : month;
    this.shown.textContent = words;
    this.shown.classList.toggle("time-empty", Boolean(isEmpty));
    this.range.setAttribute("aria-valuetext", words);
    const drawn = svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" });
    drawn.appendChild(svg("path", { d: this.isPlaying ? PAUSE : PLAY, fill: "currentColor" }));
    this.button.replaceChildren(drawn);
    this.named(this.button, this.isPlaying ? this.words.time_pause : this.words[isStill.matches ? "time_next" : "time_play"]);
    this.pace.textContent = this.words[`time_speed_${this.speed}`];
    this.named(this.pace, `${this.words.time_speed}: ${this.pace.textContent}`);
    this.pace.hidden = isStill.matches;
  }

  named(button, words) {
    button.setAttribute("aria-label", words);
    button.title = words;
  }

  said(month) {
    const [year, number] = month.split("-");
    const name = this.words[`month_${Number(number)}`];
    return this.words.month_name.replace("{year}", year).replace("{month}", name);
  }
}
