// The planner's desk: what the tools work with — selection, preview, commit, springing back.

import { number, word } from "./words.js";

const CAN_OVERRIDE = new Set(["not_connected", "leaves_village"]);

export class Desk {
  constructor(parts) {
    // api, view, cells, draft, steps, previews, panel, notices, ground, snapping, sketch
    Object.assign(this, parts);
    const { previews } = parts;
    this.selected = null;
    this.tool = "select";
    previews.addEventListener("seen", ({ detail }) => this.#seen(detail));
    previews.addEventListener("dropped", () => this.#lifted());
  }

  select(grid) {
    this.selected = grid;
    this.view.select(grid);
    this.#beside();
    this.onSelect?.(grid);
  }

  selectedName() {
    return this.draft.nameOf(this.selected).name;
  }

  // A code for a grid that a split makes; the final one is issued when the plan comes into force.
  freshGrid(grid) {
    let n = 1;
    while (this.draft.grids.has(`${grid}~${n}`)) n += 1;
    return `${grid}~${n}`;
  }

  preview(edit) {
    if (this.draft.mayEdit) this.previews.ask(edit);
  }

  // Shows shapes at once, before the server has answered.
  lay(features, removed = []) {
    this.cells.lay(features, removed);
    this.view.drawn();
  }

  dropPreview() {
    this.previews.drop();
  }

  // Land that comes from outside, or goes there, is asked for with what lies on it.
  async commitOuter(edit) {
    this.previews.turn += 1;
    this.previews.wanted = null;
    const asked = { revision: this.draft.revision, edit, override: "" };
    const seen = await this.api.post("preview", asked).catch(() => ({}));
    const [, after] = seen.impact?.sums ?? [];
    const [, now] = this.draft.impact.sums ?? [];
    if (!after || !now) {
      await this.commit(edit);
      return;
    }
    this.lay(seen.changed.features, seen.removed);
    const by = (name, decimals) => number(Math.abs((after[name] ?? 0) - (now[name] ?? 0)), decimals);
    const told = { area: by("area_km2", 3), residents: by("residents", 0), households: by("households", 0) };
    this.notices.confirm(word(`confirm_${edit.kind}`, told), {
      yes: () => this.commit(edit),
      no: () => this.dropPreview(),
    });
  }

  // Resolves when the step was taken or has sprung back.
  async commit(edit, more = {}) {
    if (!this.draft.mayEdit) {
      this.dropPreview();
      this.notices.say(word("may_not_edit"));
      return;
    }
    this.previews.turn += 1;
    this.previews.wanted = null;
    // What was refused while it was still being drawn says nothing of what is drawn now.
    this.view.map.getCanvas().classList.remove("refused");
    this.onHint?.("");
    const refusal = await this.steps.edit(edit, { words: this.#words(edit), ...more });
    if (refusal) this.#refused(refusal, edit);
  }

  // A step that could not be placed, done once more; it comes back to the list if it fails again.
  again(item) {
    this.steps.discard(item);
    return this.commit(item.edit, { override: item.override });
  }

  // Lays a proposal (cell → grid) on the map at once; its figures follow. Null takes it away.
  lookAt(reassign) {
    if (!reassign) {
      this.dropPreview();
      return;
    }
    const known = Object.entries(reassign).filter(([code]) => this.cells.get(code));
    this.lay(
      known.map(([code, grid]) => {
        const cell = this.cells.get(code);
        return { ...cell, properties: { ...cell.properties, grid } };
      }),
    );
    this.preview(several(reassign));
  }

  // Asks for the reason that sets aside what a grid breaks as it stands.
  excuse({ grid, words }) {
    this.notices.askReason(words, (override) => this.commit({ kind: "excuse", grid }, { override }));
  }

  takeAll(reassign) {
    this.commit(several(reassign));
  }

  springBack(text, place = null) {
    this.#lifted();
    this.notices.say(text, { tone: "warm" });
    if (place) this.mark(place);
  }

  mark([lon, lat]) {
    const { x, y } = this.view.map.project([lon, lat]);
    const corners = [[-14, -14], [14, -14], [14, 14], [-14, 14], [-14, -14]];
    const ring = corners.map(([dx, dy]) => this.view.map.unproject([x + dx, y + dy]).toArray());
    this.view.set("marks", [line(ring)]);
    if (!this.view.map.getBounds().contains([lon, lat])) this.view.map.panTo([lon, lat]);
  }

  markBox([west, south, east, north]) {
    const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
    this.view.set("marks", [line(ring)]);
    this.view.fit([west, south, east, north], 400, 120);
  }

  #words(edit) {
    const grid = edit.to_grid ?? edit.grid ?? edit.kept ?? edit.first;
    const what = word(`edit_${edit.kind}`);
    return grid ? `${this.draft.nameOf(grid).name}: ${what}` : what;
  }

  #seen({ found, refused }) {
    this.view.map.getCanvas().classList.toggle("refused", Boolean(refused));
    this.onHint?.(refused?.message ?? "");
    if (refused) this.panel.refuse(refused.message);
    if (!found) return;
    this.lay(found.changed.features, found.removed);
    this.panel.show(found.impact, { isPreview: true, selected: this.selected });
  }

  #lifted() {
    this.cells.lift();
    this.view.drawn();
    this.onHint?.("");
    this.#beside();
  }

  #beside() {
    if (this.draft.impact) this.panel.show(this.draft.impact, { selected: this.selected, mayEdit: this.draft.mayEdit });
  }

  #refused(refusal, edit) {
    this.#lifted();
    if (refusal.at) this.mark(refusal.at);
    if (refusal.status === 409 || refusal.isSilence) return;
    const again = (override) => this.commit(edit, { override });
    if (CAN_OVERRIDE.has(refusal.code)) this.notices.askReason(refusal.message, again);
    else this.notices.say(refusal.message || word("not_reached"), { tone: "warm" });
  }
}

function several(reassign) {
  const byGrid = new Map();
  for (const [code, grid] of Object.entries(reassign)) {
    byGrid.set(grid, [...(byGrid.get(grid) ?? []), code]);
  }
  const parts = [...byGrid].map(([grid, codes]) => ({ kind: "reassign", cells: codes.sort(), to_grid: grid }));
  return { kind: "several", parts };
}

const line = (coordinates) => ({
  type: "Feature",
  properties: { id: 1 },
  geometry: { type: "LineString", coordinates },
});
