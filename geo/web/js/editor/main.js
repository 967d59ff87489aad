// Starts the boundary editor in its frame, joins its parts and keeps the page around it informed.

import { Api } from "./api.js";
import { Balance } from "./balance.js";
import { Cells } from "./cells.js";
import { Desk } from "./desk.js";
import { Draft } from "./draft.js";
import { Ground } from "./ground.js";
import { History } from "./history.js";
import { listen } from "./keys.js";
import { layout } from "./layout.js";
import { lookButtons, mainBox } from "./looking.js";
import { canDraw, MapView } from "./map_view.js";
import { Notices } from "./notices.js";
import { Panel } from "./panel.js";
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
const host = document.getElementById("editor");
const token = new URLSearchParams(window.location.search).get("t") ?? "";

function tell(type, detail = {}) {
  if (window.parent !== window) {
    window.parent.postMessage({ type: `wangge:${type}`, ...detail }, window.location.origin);
  }
}

async function start() {
  const api = new Api(token, () => tell("renew"));
  const [state, shapes, ghosts] = await Promise.all([api.get("state"), api.get("cells"), api.get("outlines")]);
  const parts = layout(host);
  const cells = new Cells();
  cells.load(shapes);
  const draft = new Draft(cells);
  draft.open(state);

  const view = new MapView(parts.map, cells, (grid) => draft.nameOf(grid));
  const ground = new Ground(view);
  const steps = new Steps(api, draft, `wangge.unplaced.${state.plan}`);
  const previews = new Previews(api, draft);
  const notices = new Notices(parts.notices);
  const snapping = new Snapping(view, () => ground.lines());
  const panel = new Panel(parts.impact, {
    onPlace: (one) => place(one),
    onGrid: (grid) => desk.select(grid),
  });
  await view.start();
  view.fit(mainBox(view), 0);
  lookButtons(parts.look, view, state.bbox);
  view.set("ghosts", ghosts.features.map((one) => ({ ...one, properties: { code: one.id } })));
  const sketch = new Sketch(view, snapping);
  const desk = new Desk({ api, view, cells, draft, steps, previews, panel, notices, snapping, sketch });
  const history = new History(parts.history);
  const toolbar = new Toolbar(parts.strip, [TOOLS, ...COMMANDS], press);
  const toolbox = new Toolbox(desk, toolbar, parts);
  new Unplaced(parts.unplaced, steps, again);
  const balance = new Balance(parts.balance, {
    api,
    lockedGrids: () => [...draft.grids.values()].filter((grid) => grid.locked).map((grid) => grid.code),
    onShow: showAnswer,
    onTake: takeAnswer,
  });

  function place({ bbox, grid }) {
    if (bbox) desk.markBox(bbox);
    else if (grid) view.showGrid(grid);
  }
  function press(name) {
    if (name === "undo") steps.undo();
    else if (name === "redo") steps.redo();
    else if (name === "balance") balance.open();
    else toolbox.take(name);
  }
  async function again(item) {
    steps.discard(item);
    await desk.commit(item.edit, { override: item.override });
  }
  function showAnswer(reassign) {
    const entries = Object.entries(reassign ?? {}).filter(([code]) => cells.get(code));
    desk.lay(entries.map(([code, grid]) => ({ ...cells.get(code), properties: { ...cells.get(code).properties, grid } })));
  }
  function takeAnswer(reassign) {
    const byGrid = new Map();
    for (const [code, grid] of Object.entries(reassign)) byGrid.set(grid, [...(byGrid.get(grid) ?? []), code]);
    const parts = [...byGrid].map(([grid, codes]) => ({ kind: "reassign", cells: codes.sort(), to_grid: grid }));
    desk.commit({ kind: "several", parts });
  }

  function show() {
    view.drawn();
    view.rename([...view.borders.keys()]);
    parts.title.textContent = draft.title;
    parts.status.textContent = status();
    panel.show(draft.impact, { selected: desk.selected });
    history.show(draft.history);
    toolbar.enable("undo", draft.mayEdit && draft.step > 0);
    toolbar.enable("redo", draft.mayEdit && draft.step < draft.total);
  }
  function status() {
    const step = word("at_step", { step: draft.step });
    const saved = draft.savedAt ? word("saved_at", { time: clock(draft.savedAt) }) : word("saved");
    return `${step} · ${draft.mayEdit ? saved : word("read_only")}`;
  }

  let slow = null;
  steps.addEventListener("busy", () => {
    clearTimeout(slow);
    if (steps.waiting) slow = setTimeout(() => (parts.progress.hidden = false), SLOW_MS);
    else parts.progress.hidden = true;
  });
  draft.addEventListener("change", () => {
    show();
    toolbox.changed();
    tell("step", { step: draft.step });
  });
  steps.addEventListener("taken", () => view.set("marks", []));
  steps.addEventListener("refused", ({ detail }) => {
    const { refusal, item } = detail;
    if (refusal.status === 409) notices.say(word(item ? "moved_on" : "moved_on_undo"), { tone: "caution" });
    else if (!item) notices.say(refusal.message || word("not_reached"), { tone: "warm" });
    else if (refusal.isSilence) notices.say(word("kept_unplaced"), { tone: "warm" });
  });
  steps.addEventListener("others", ({ detail }) => {
    const told = detail.slice(-3).map((line) => word("others_step", { by: line.by, words: line.words }));
    notices.say(told.join("\n") || word("others_undid"), { tone: "caution" });
  });

  listen({
    tool(key) {
      const tool = TOOLS.find((one) => one.key === key);
      if (key === "E") balance.open();
      else if (tool) toolbox.take(tool.name);
      return key === "E" || Boolean(tool);
    },
    cancel() {
      view.set("marks", []);
      if (!notices.clear() && !balance.close()) toolbox.cancel();
    },
    undo: () => draft.step > 0 && steps.undo(),
    redo: () => draft.step < draft.total && steps.redo(),
    act: (event) => toolbox.act(event),
  });
  window.addEventListener("message", ({ source, origin, data }) => {
    if (source !== window.parent || origin !== window.location.origin) return;
    if (data?.type !== "wangge:editor") return;
    api.renew(data.token);
    ground.load(data.backdrop);
  });

  show();
  toolbox.take("select");
  setInterval(() => !document.hidden && steps.poll(), POLL_MS);
  window.wanggeEditor = { desk, draft, view, steps, toolbox };
  tell("ready");
}

function fail(key, text = "") {
  const words = document.createElement("p");
  words.className = "failed";
  words.textContent = text || word(key);
  host.replaceChildren(words);
  tell(key);
}

if (canDraw()) start().catch((problem) => {
  if (!problem.status) console.error(problem);
  fail("failed", problem.message);
});
else fail("no_webgl");
