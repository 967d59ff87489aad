// 调整边界, 切分, 划转: what is drawn as a line or a ring and says by itself whom it concerns.

import { at, contains } from "../rings.js";
import { word } from "../words.js";

// The grids whose border passes through both ends of a line that was snapped to it.
function gridsBetween(view, line, selected) {
  const ends = [line[0], line.at(-1)].map((place) => bordering(view, place));
  const both = ends[0].filter((grid) => ends[1].includes(grid));
  const ranked = both.sort((a, b) => (b === selected) - (a === selected));
  return ranked.length >= 2 ? ranked.slice(0, 2) : null;
}

function bordering(view, place) {
  const point = view.map.project(place);
  const codes = view.codesAt(view.around(point, 4));
  return [...new Set(codes.map((code) => view.cells.get(code)?.properties.grid).filter(Boolean))];
}

function gridUnder(view, place) {
  return view.gridAt(view.map.project(place));
}

const open = (ring) => (at(ring[0]) === at(ring.at(-1)) ? ring.slice(0, -1) : ring);

function middle(line) {
  if (line.length > 2) return line[Math.floor(line.length / 2)];
  return [(line[0][0] + line[1][0]) / 2, (line[0][1] + line[1][1]) / 2];
}

function drawing(desk, mode, { hint, edit, borderOnly = false, minimum }) {
  const begin = () =>
    desk.sketch.start(mode, {
      borderOnly,
      onChange(shape) {
        const corners = new Set(shape.map(at)).size;
        const wanted = corners >= minimum ? edit(desk.ground.followed(shape)) : null;
        if (wanted?.kind) desk.preview(wanted);
      },
      onFinish(shape) {
        const wanted = edit(desk.ground.followed(shape));
        if (wanted?.kind === "add_area") desk.commitOuter(wanted);
        else if (wanted?.kind) desk.commit(wanted);
        else desk.springBack(wanted?.why ?? word("line_meets_nothing"));
      },
    });
  return {
    hint,
    start: begin,
    stop() {
      desk.sketch.stop();
      desk.dropPreview();
    },
    cancel() {
      desk.dropPreview();
      if (!desk.sketch.clear()) desk.select(null);
    },
  };
}

export function reshape(desk) {
  function edit(line) {
    const pair = gridsBetween(desk.view, line, desk.selected);
    if (!pair) return { why: word("line_off_border") };
    return { kind: "reshape", first: pair[0], second: pair[1], line };
  }
  return drawing(desk, "linestring", { hint: () => word("hint_reshape"), edit, borderOnly: true, minimum: 2 });
}

export function split(desk) {
  function edit(line) {
    const grid = desk.selected ?? gridUnder(desk.view, middle(line));
    if (!grid) return { why: word("line_meets_nothing") };
    return { kind: "split", grid, line, new_grid: desk.freshGrid(grid) };
  }
  const hint = () =>
    desk.selected ? word("hint_split_of", { grid: desk.selectedName() }) : word("hint_split");
  return drawing(desk, "linestring", { hint, edit, minimum: 2 });
}

// A ring drawn in another grid is cut out and given to the selected one; outside all, it is added.
export function transfer(desk) {
  function edit(ring) {
    if (!desk.selected) return { why: word("choose_receiver") };
    const inside = donor(ring);
    const drawn = open(ring);
    if (inside) return { kind: "cut_out", ring: drawn, from_grid: inside, to_grid: desk.selected };
    return { kind: "add_area", ring: drawn, to_grid: desk.selected };
  }
  function donor(ring) {
    const { view, selected } = desk;
    const places = [...open(ring), middlePoint(ring)];
    const found = places.map((place) => gridUnder(view, place)).filter((grid) => grid && grid !== selected);
    const inner = gridUnder(view, middlePoint(ring));
    return inner && inner !== selected ? inner : (found[0] ?? null);
  }
  const tool = drawing(desk, "polygon", {
    hint: () => (desk.selected ? word("hint_transfer_to", { grid: desk.selectedName() }) : word("hint_transfer")),
    edit,
    minimum: 3,
  });
  return receiving(desk, tool);
}

function middlePoint(ring) {
  const corners = open(ring);
  const sum = corners.reduce(([lon, lat], one) => [lon + one[0], lat + one[1]], [0, 0]);
  const mean = [sum[0] / corners.length, sum[1] / corners.length];
  return contains({ type: "Polygon", coordinates: [[...corners, corners[0]]] }, mean) ? mean : corners[0];
}

// A tool that needs a receiving grid first takes a click as the choice of it.
export function receiving(desk, tool) {
  const pick = ({ point }) => {
    const grid = desk.view.gridAt(point);
    if (!grid) return;
    desk.view.map.off("click", pick);
    desk.select(grid);
    tool.start();
  };
  return {
    ...tool,
    start() {
      if (desk.selected) tool.start();
      else desk.view.map.on("click", pick);
    },
    stop() {
      desk.view.map.off("click", pick);
      tool.stop();
    },
    cancel() {
      tool.cancel();
      if (desk.selected) return;
      this.stop();
      this.start();
    },
  };
}
