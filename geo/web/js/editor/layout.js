// The parts of the page and where they stand: strip, map, panel, history.

import { append, element } from "../frame/dom.js";
import { word } from "./words.js";

export function layout(host) {
  const parts = {
    title: element("b", "title"),
    status: element("span", "status"),
    picker: element("label", "picker"),
    hint: element("p", "hint"),
    ways: element("p", "ways"),
    strip: element("nav", "strip"),
    map: element("div", "map"),
    legend: element("details", "legend"),
    look: element("div", "look"),
    notices: element("div", "notices"),
    history: element("section", "history"),
    impact: element("section", "impact"),
    unplaced: element("section", "unplaced-list"),
    balance: element("section", "balance-box"),
    chosen: element("section", "chosen"),
    listing: element("details", "listing"),
    veil: element("p", "veil", word("drawing")),
    progress: element("progress", "busy"),
  };
  // On a phone the words lie folded: they would cover the map.
  parts.legend.open = !window.matchMedia("(max-width: 820px)").matches;
  parts.legend.append(element("summary", "", word("legend")));
  for (const name of ["border", "ghost", "node", "locked"]) {
    const said = element("span", "", word(`legend_${name}`));
    parts.legend.append(append(element("span", "entry"), element("i", name), said));
  }
  parts.hint.setAttribute("role", "status");
  parts.ways.setAttribute("role", "group");
  parts.ways.hidden = true;
  parts.progress.hidden = true;
  parts.progress.setAttribute("aria-label", word("busy"));
  const head = append(element("header"), parts.title, parts.status, parts.progress, parts.picker);
  const top = append(element("div", "over top"), parts.legend, parts.ways, parts.hint);
  const bottom = append(element("div", "over bottom"), parts.notices, parts.history);
  const stage = append(element("div", "stage"), parts.map, top, parts.look, bottom, parts.veil);
  const side = append(element("aside"), parts.unplaced, parts.balance, parts.chosen, parts.listing, parts.impact);
  side.setAttribute("aria-label", word("impact"));
  append(host, head, parts.strip, stage, side);
  return parts;
}
