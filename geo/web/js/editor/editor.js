// Joins the editor's parts: what happened to the draft is shown, what the planner asks is done.

import { Balance } from "./balance.js";
import { Cells } from "./cells.js";
import { Chosen } from "./chosen.js";
import { Desk } from "./desk.js";
import { Draft } from "./draft.js";
import { Ground } from "./ground.js";
import { History } from "./history.js";
import { listen } from "./keys.js";
import { layout } from "./layout.js";
import { Listing } from "./listing.js";
import { firstBox, lookButtons, panned } from "./looking.js";
import { MapView } from "./map_view.js";
import { Notices } from "./notices.js";
import { Panel } from "./panel.js";
import { Picker } from "./picker.js";
import { Previews } from "./previews.js";
import { Sketch } from "./sketch.js";
import { Snapping } from "./snapping.js";
import { Steps } from "./steps.js";
import { Toolbar } from "./toolbar.js";
import { Toolbox } from "./toolbox.js";
import { COMMANDS, TOOLS } from "./tools/all.js";
import { Unplaced } from "./unplaced.js";
import { clock, word } from "./words.js";

const POLL_MS = 3000;
const SLOW_MS = 400;
const TOLD = 3;

export class Editor {
  constructor(host, api, state, shapes) {
    this.whole = state.bbox;
    this.parts = layout(host);
    this.cells = new Cells();
    this.cells.load(shapes);
    this.draft = new Draft(this.cells);
    this.draft.open(state);
    this.view = new MapView(this.parts.map, this.cells, (grid) => this.draft.nameOf(grid));
    this.ground = new Ground(this.view);
    this.notices = new Notices(this.parts.notices);
    this.steps = new Steps(api, this.draft, `wangge.unplaced.${state.plan}`);
    this.panel = new Panel(this.parts.impact, {
      onPlace: (one) => this.#place(one),
      onGrid: (grid) => this.desk.select(grid),
      onExcuse: (one) => this.desk.excuse(one),
      inhabited: () => [...this.draft.grids.values()].filter((grid) => grid.kind !== "uninhabited").length,
    });
    this.history = new History(this.parts.history);
    this.api = api;
  }

  async start(ghosts) {
    await this.view.start();
    this.view.fit(firstBox(this.view, this.whole), 0);
    this.view.set("ghosts", ghosts.features.map((one) => ({ ...one, properties: { code: one.id } })));
    lookButtons(this.parts.look, this.view, this.whole);
    this.#equip();
    this.#watch();
    this.#listen();
    this.#show();
    this.toolbox.take("select");
    this.view.standing.then(() => (this.parts.veil.hidden = true));
    setInterval(() => !document.hidden && this.steps.poll(), POLL_MS);
  }

  #equip() {
    const { api, view, cells, draft, steps, panel, notices, ground } = this;
    const previews = new Previews(api, draft);
    const snapping = new Snapping(view, () => ground.lines());
    const sketch = new Sketch(view, snapping);
    const shared = { api, view, cells, draft, steps, previews, panel, notices, ground };
    this.desk = new Desk({ ...shared, snapping, sketch });
    const tools = draft.mayEdit ? [TOOLS, ...COMMANDS] : [];
    this.toolbar = new Toolbar(this.parts.strip, tools, (name) => this.#press(name));
    this.toolbox = new Toolbox(this.desk, this.toolbar, this.parts);
    this.listing = new Listing(this.parts.listing, this.desk);
    this.chosen = new Chosen(this.parts.chosen, this.desk);
    this.picker = new Picker(this.parts.picker, { onPick: (grid) => this.#pick(grid) });
    view.onSelection = (grid) => this.#selected(grid);
    new Unplaced(this.parts.unplaced, steps, (item) => this.desk.again(item));
    this.balance = new Balance(this.parts.balance, {
      api,
      lockedGrids: () => draft.locked(),
      village: () => draft.villageOf(this.desk.selected),
      nameOf: (code) => draft.nameOf(code),
      onShow: (reassign) => this.#look(reassign),
      onTake: (reassign) => this.desk.takeAll(reassign),
    });
  }

  #pick(grid) {
    this.desk.select(grid);
    if (grid) this.view.showGrid(grid);
  }

  #selected(grid) {
    this.picker.mark(grid);
    this.chosen.show();
    this.listing.show();
  }

  #press(name) {
    if (name === "undo") this.#undo();
    else if (name === "redo") this.#redo();
    else if (name === "balance") this.balance.open();
    else this.toolbox.take(name);
  }

  #look(reassign) {
    this.desk.lookAt(reassign);
    if (reassign) this.view.showGridsOf(Object.keys(reassign));
  }

  #undo() {
    if (this.draft.mayEdit && this.draft.step > 0) this.steps.undo();
  }

  #redo() {
    if (this.draft.mayEdit && this.draft.step < this.draft.total) this.steps.redo();
  }

  #watch() {
    const { draft, steps, view } = this;
    draft.addEventListener("change", () => {
      this.#show();
      this.toolbox.changed();
    });
    steps.addEventListener("busy", () => this.#busy());
    steps.addEventListener("taken", () => view.set("marks", []));
    steps.addEventListener("refused", ({ detail }) => this.#refused(detail));
    steps.addEventListener("others", ({ detail }) => this.#others(detail));
  }

  #listen() {
    listen({
      tool: (key) => this.#toolBy(key),
      cancel: () => this.#cancel(),
      undo: () => this.#undo(),
      redo: () => this.#redo(),
      rename: () => this.chosen.begin(),
      act: (event) => this.toolbox.act(event) || panned(this.view, event),
    });
  }

  #toolBy(key) {
    if (!this.draft.mayEdit) return false;
    const known = [...TOOLS, ...COMMANDS.flat()].find((one) => one.key === key);
    if (known) this.#press(known.name);
    return Boolean(known);
  }

  #cancel() {
    this.view.set("marks", []);
    if (!this.chosen.end() && !this.notices.clear() && !this.balance.close()) this.toolbox.cancel();
  }

  #place({ bbox, grid }) {
    if (bbox) this.desk.markBox(bbox);
    else if (grid) this.view.showGrid(grid);
  }

  #show() {
    const { draft, parts } = this;
    this.view.drawn();
    this.view.lock(draft.locked());
    if (draft.hasNewNames()) this.view.rename([...this.view.borders.keys()]);
    parts.title.textContent = draft.title;
    parts.status.textContent = `${word("at_step", { step: draft.step })} · ${this.#saved()}`;
    this.panel.show(draft.impact, { selected: this.desk.selected, mayEdit: draft.mayEdit });
    this.notices.once(draft.outdated);
    this.history.show(draft.history);
    this.picker.offer(this.view.gridNames());
    this.chosen.show();
    this.listing.show();
    this.toolbar.enable("undo", draft.mayEdit && draft.step > 0);
    this.toolbar.enable("redo", draft.mayEdit && draft.step < draft.total);
  }

  #saved() {
    if (!this.draft.mayEdit) return word("read_only");
    return this.draft.savedAt ? word("saved_at", { time: clock(this.draft.savedAt) }) : word("saved");
  }

  #busy() {
    clearTimeout(this.slow);
    this.parts.progress.hidden = true;
    if (this.steps.waiting) this.slow = setTimeout(() => (this.parts.progress.hidden = false), SLOW_MS);
  }

  #refused({ refusal, item }) {
    const { notices } = this;
    if (refusal.status === 409) notices.say(word(item ? "moved_on" : "moved_on_undo"), { tone: "caution" });
    else if (item && refusal.isSilence) notices.say(word("kept_unplaced"), { tone: "warm" });
    else if (!item) notices.say(refusal.message || word("not_reached"), { tone: "warm" });
  }

  #others(lines) {
    const told = lines.slice(-TOLD).map((line) => word("others_step", { by: line.by, words: line.words }));
    this.notices.say(told.join("\n") || word("others_undid"), { tone: "caution" });
  }
}
