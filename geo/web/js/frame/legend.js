// What the colours and marks mean, with units; switches that change the view and rerun nothing.

import { append, element } from "./dom.js";

function swatches(measure, settings) {
  const row = element("div", "classes");
  const scale = settings[measure.scale ?? "sequential"];
  measure.labels.forEach((label, position) => {
    const box = element("div", "class");
    const colour = element("i");
    colour.style.background = scale[position];
    append(row, append(box, colour, element("span", "", label)));
  });
  if (measure.classes.includes("-")) {
    const colour = element("i");
    colour.style.background = settings.unknown;
    append(row, append(element("div", "class"), colour, element("span", "", settings.words.unknown)));
  }
  return row;
}

// What a layer's marks mean, told only while the layer is on.
const KEYS = {
  cameras: [["alive", "camera_alive"], ["dead", "camera_dead_key"], ["unknown", "camera_unknown"], ["sees", "camera_sees"], ["point", "camera_no_sector"]],
};

function keys(name, isOn, settings) {
  if (!KEYS[name]) return null;
  const row = element("div", "keys");
  row.hidden = !isOn;
  for (const [mark, word] of KEYS[name]) append(row, append(element("span", `key key-${mark}`), element("i"), element("span", "", settings.words[word])));
  return row;
}

export class Legend {
  constructor(host, settings, onToggle) {
    this.settings = settings;
    this.scale = element("div", "scale");
    this.switches = element("div", "switches");
    this.keys = element("div");
    this.lines = element("div", "keys");
    this.onToggle = onToggle;
    append(host, append(element("div", "legend"), this.scale, this.lines, this.switches, this.keys));
  }

  // `note` stands after the title, such as that the classes hold for every month.
  show(measure, note = "") {
    this.scale.replaceChildren();
    if (!measure) return;
    const unit = measure.unit ? ` · ${measure.unit}` : "";
    const title = element("div", "legend-title", `${measure.title}${unit}`);
    append(this.scale, append(title, note ? element("small", "", note) : null));
    append(this.scale, swatches(measure, this.settings));
  }

  // Says what a line around grids means, or nothing.
  explain(mark) {
    this.lines.replaceChildren();
    this.lines.hidden = !mark;
    if (mark) append(this.lines, append(element("span", `key key-${mark}`), element("i"), element("span", "", this.settings.words[mark])));
  }

  offer(names, shown) {
    this.switches.replaceChildren();
    this.keys.replaceChildren();
    for (const name of names) {
      const label = element("label", `switch switch-${name}`);
      const box = element("input");
      box.type = "checkbox";
      box.checked = shown.has(name);
      const told = keys(name, box.checked, this.settings);
      append(this.keys, told);
      box.addEventListener("change", () => {
        if (told) told.hidden = !box.checked;
        this.onToggle(name, box.checked);
      });
      append(this.switches, append(label, box, element("i"), element("span", "", this.settings.words[name])));
    }
  }
}

export function corner(host, map, settings) {
  const box = element("div", "corner");
  const scale = L.control.scale({ imperial: false, maxWidth: 90 }).addTo(map).getContainer();
  append(box, scale, element("span", "own-ground", settings.words.source), element("span", "", settings.words.approval));
  append(host, box);
}
