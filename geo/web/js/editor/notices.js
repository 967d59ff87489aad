// Short words over the map: why something sprang back, what another planner did, what to do next.

import { append, element } from "../frame/dom.js";
import { word } from "./words.js";

const SHOWN_MS = 7000;

export class Notices {
  constructor(host) {
    this.host = host;
    host.setAttribute("role", "status");
    host.setAttribute("aria-live", "polite");
  }

  say(text, { tone = "", actions = [], stays = false } = {}) {
    for (const one of this.host.querySelectorAll("div.notice")) if (one.said === text) one.remove();
    const box = element("div", `notice ${tone}`);
    box.said = text;
    append(box, element("p", "", text));
    for (const { label, act } of actions) {
      const button = element("button", "", label);
      button.type = "button";
      button.addEventListener("click", () => {
        box.remove();
        act();
      });
      box.append(button);
    }
    this.#show(box);
    if (!stays) setTimeout(() => box.remove(), SHOWN_MS);
    return box;
  }

  // Says a thing that holds for the draft as a whole, and says it one time; it stays until Esc.
  once(text) {
    if (!text || text === this.said) return;
    this.said = text;
    this.say(text, { tone: "caution", stays: true });
  }

  // Asks for the reason that lets a step break a rule.
  askReason(text, onGiven) {
    this.#forms().forEach((one) => one.remove());
    const box = element("form", "notice warm");
    const reason = element("input");
    reason.type = "text";
    reason.maxLength = 200;
    reason.placeholder = word("reason");
    reason.setAttribute("aria-label", word("reason"));
    const keep = element("button", "primary", word("do_it_all_the_same"));
    keep.type = "submit";
    const drop = element("button", "", word("let_it_be"));
    drop.type = "button";
    drop.addEventListener("click", () => box.remove());
    box.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!reason.value.trim()) {
        reason.focus();
        return;
      }
      box.remove();
      onGiven(reason.value.trim());
    });
    append(box, element("p", "", text), reason, keep, drop);
    this.#show(box);
    reason.focus();
  }

  // Asks before something is done that is not to be done by a slip of the hand.
  confirm(text, { yes, no }) {
    this.#forms().forEach((one) => one.remove());
    const box = element("form", "notice caution");
    const go = element("button", "primary", word("do_it"));
    go.type = "submit";
    const drop = element("button", "", word("let_it_be"));
    drop.type = "button";
    const done = (act) => {
      this.dropped = null;
      box.remove();
      act();
    };
    this.dropped = no;
    drop.addEventListener("click", () => done(no));
    box.addEventListener("submit", (event) => {
      event.preventDefault();
      done(yes);
    });
    append(box, element("p", "", text), go, drop);
    this.#show(box);
    go.focus();
  }

  // One question at a time: a new one takes the place of the one before.
  #forms() {
    return [...this.host.querySelectorAll("form.notice")];
  }

  clear() {
    this.dropped?.();
    this.dropped = null;
    const had = this.host.childElementCount > 0;
    this.host.replaceChildren();
    return had;
  }

  #show(box) {
    while (this.host.childElementCount > 1) this.host.firstElementChild.remove();
    this.host.append(box);
  }
}
