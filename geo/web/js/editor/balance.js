// 自动均衡: asks for fairer boundaries, shows how the search goes, lays each answer on the map.

import { append, element } from "../frame/dom.js";
import { compared } from "./balance_answers.js";
import { number, percent, word } from "./words.js";

const ASK_AGAIN_MS = 700;
const TOLERANCES = [0.05, 0.1, 0.15, 0.2];
const WEIGHTS = ["workload", "households", "residents"];
const DEFAULT_TOLERANCE = 0.15;
// How much form and short ways count beside the fewest changes: not at all, some, much.
const WISHES = [0, 1, 4];

function select(name, values, shown, chosen) {
  const label = append(element("label"), element("span", "", word(name)));
  const list = element("select");
  list.name = name;
  for (const value of values) {
    const option = element("option", "", shown(value));
    option.value = value;
    option.selected = value === chosen;
    list.append(option);
  }
  label.append(list);
  return label;
}

function wish(name) {
  return select(name, WISHES, (weight) => word(`wish_${weight}`), WISHES[0]);
}

function tick(name, isOn = false) {
  const label = element("label", "tick wide");
  const box = element("input");
  box.type = "checkbox";
  box.name = name;
  box.checked = isOn;
  return append(label, box, element("span", "", word(name)));
}

export class Balance {
  // `village`: the village of the selected grid with its grids, or null where none is known.
  constructor(host, { api, onShow, onTake, lockedGrids, village, nameOf }) {
    Object.assign(this, { host, api, onShow, onTake, lockedGrids, village, nameOf, job: null });
    this.host.hidden = true;
  }

  open() {
    this.host.hidden = false;
    this.#form();
    this.host.scrollIntoView({ block: "nearest" });
    this.host.querySelector("select").focus();
  }

  close() {
    if (this.host.hidden) return false;
    this.#stop();
    this.job = null;
    this.host.hidden = true;
    this.onShow(null);
    return true;
  }

  #form() {
    const form = element("form", "balance");
    append(form, element("h2", "", word("balance")), element("p", "quiet", word("balance_why")));
    this.near = this.village();
    if (this.near) {
      const named = (scope) => (scope === "village" ? this.near.name : word("scope_all"));
      form.append(select("balance_scope", ["village", "all"], named, "village"));
    }
    form.append(select("balance_tolerance", TOLERANCES, (share) => `± ${number(share * 100)}%`, DEFAULT_TOLERANCE));
    form.append(select("balance_weight", WEIGHTS, (name) => word(`weight_${name}`), WEIGHTS[0]));
    append(form, wish("balance_compactness"), wish("balance_travel"), tick("balance_villages", true));
    form.append(this.#barriers());
    const start = element("button", "primary", word("balance_start"));
    start.type = "submit";
    const away = element("button", "", word("close"));
    away.type = "button";
    away.addEventListener("click", () => this.close());
    form.append(append(element("p", "row"), start, away));
    this.status = element("div", "status");
    this.status.setAttribute("aria-live", "polite");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#start(new FormData(form));
    });
    this.host.replaceChildren(form, this.status);
  }

  // Not crossed where the store knows any; where it knows none there is nothing to choose.
  #barriers() {
    const label = tick("balance_barriers", true);
    const [box, text] = label.children;
    this.api.get("rebalance/offer").then(
      ({ barriers }) => {
        box.checked = barriers > 0;
        box.disabled = barriers === 0;
        text.textContent = word(barriers ? "balance_barriers_known" : "balance_barriers_none", { count: number(barriers) });
      },
      () => null,
    );
    return label;
  }

  async #start(chosen) {
    this.#stop();
    const asked = {
      tolerance: Number(chosen.get("balance_tolerance")),
      weight: chosen.get("balance_weight"),
      keep_villages: chosen.has("balance_villages"),
      barriers: chosen.has("balance_barriers"),
      compactness: Number(chosen.get("balance_compactness")),
      travel: Number(chosen.get("balance_travel")),
      locked: this.lockedGrids(),
      grids: chosen.get("balance_scope") === "village" ? this.near.grids : [],
    };
    this.asked = asked;
    this.#say(word("balance_begins"));
    try {
      const { job } = await this.api.post("rebalance", asked);
      this.job = job;
      this.#follow(job);
    } catch (refusal) {
      this.#say(refusal.message || word("not_reached"));
    }
  }

  async #follow(job) {
    while (this.job === job) {
      const seen = await this.api.get("rebalance", { job }).catch((refusal) => ({ failed: refusal.message }));
      if (this.job !== job) return;
      this.#show(seen);
      if (seen.failed !== undefined || seen.infeasible || seen.progress >= 1) {
        this.job = null;
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }

  #stop() {
    if (this.job) this.api.post("rebalance/stop", { job: this.job }).catch(() => null);
  }

  #say(text) {
    this.status.replaceChildren(element("p", "quiet", text));
  }

  #show(seen) {
    this.status.replaceChildren();
    if (seen.failed !== undefined) return this.#say(seen.failed || word("not_reached"));
    if (seen.infeasible) return this.status.append(element("p", "notice warm", seen.infeasible));
    if (seen.progress < 1) this.status.append(this.#progress(seen));
    if (seen.answers?.length) this.status.append(compared(seen.answers, this.#hands(), this.asked));
    if (seen.left_out) this.status.append(element("p", "notice warm", seen.left_out));
    if (seen.progress >= 1 && !seen.answers?.length) this.#say(word("balance_nothing"));
    return undefined;
  }

  #hands() {
    const { onShow, onTake, nameOf } = this;
    return { onShow, onTake, nameOf, close: () => this.close() };
  }

  #progress(seen) {
    const bar = element("progress");
    bar.max = 1;
    bar.value = seen.progress ?? 0;
    bar.setAttribute("aria-label", word("balance_runs"));
    const end = element("button", "", word("stop"));
    end.type = "button";
    end.addEventListener("click", () => this.#stop());
    const best = seen.best?.max_deviation === undefined ? "" : word("balance_best", { deviation: percent(seen.best.max_deviation) });
    return append(element("p", "row"), bar, element("span", "quiet", best), end);
  }
}
