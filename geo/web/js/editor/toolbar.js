// The strip of tools at the left: names with their keys, one pressed; history and balancing below.

import { append, element } from "../frame/dom.js";
import { has, word } from "./words.js";

export class Toolbar {
  constructor(host, groups, onPress) {
    this.buttons = new Map();
    host.hidden = !groups.length;
    host.setAttribute("role", "toolbar");
    host.setAttribute("aria-label", word("tools"));
    groups.forEach((group, index) => {
      if (index) host.append(element("hr"));
      for (const { name, key } of group) host.append(this.#button(name, key, onPress));
    });
    host.addEventListener("keydown", (event) => this.#walk(event));
  }

  #button(name, key, onPress) {
    const button = element("button", "tool");
    button.type = "button";
    button.dataset.tool = name;
    button.title = word(`hint_${name}`);
    button.setAttribute("aria-keyshortcuts", key.replace("Ctrl ", "Control+"));
    append(button, element("b", "", word(`tool_${name}`)), element("kbd", "", has(`key_${name}`) ? word(`key_${name}`) : key));
    button.addEventListener("click", () => onPress(name));
    this.buttons.set(name, button);
    return button;
  }

  press(name) {
    for (const [one, button] of this.buttons) {
      if (button.dataset.tool === "undo" || button.dataset.tool === "redo") continue;
      button.setAttribute("aria-pressed", String(one === name));
    }
  }

  enable(name, isEnabled) {
    const button = this.buttons.get(name);
    if (button) button.disabled = !isEnabled;
  }

  #walk(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 };
    const all = [...this.buttons.values()].filter((button) => !button.disabled);
    const at = all.indexOf(document.activeElement);
    if (!(event.key in steps) || at < 0) return;
    event.preventDefault();
    all[(at + steps[event.key] + all.length) % all.length].focus();
  }
}
