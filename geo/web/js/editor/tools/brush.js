// 刷选: whole cells for the selected grid, painted with the brush, or taken by a box or a lasso.

import { pointing } from "../pointing.js";
import { contains, rings } from "../rings.js";
import { word } from "../words.js";
import { receiving } from "./drawn.js";

const REACH_PX = 3;

function inside(cell, ring) {
  const area = { type: "Polygon", coordinates: [ring] };
  const corners = [...rings(cell.geometry)][0];
  const count = corners.length - 1;
  const sum = corners.slice(0, count).reduce(([x, y], one) => [x + one[0], y + one[1]], [0, 0]);
  return contains(area, [sum[0] / count, sum[1] / count]);
}

export function brush(desk) {
  const { map } = desk.view;
  const painted = new Set();
  let isDown = false;
  const pointer = pointing(map, { down, move, up });
  let way = "brush";

  const others = (codes) =>
    codes.filter((code) => {
      const grid = desk.view.cells.get(code)?.properties.grid;
      return grid && (way === "out" || grid !== desk.selected);
    });
  function edit() {
    const cells = [...painted].sort();
    return way === "out" ? { kind: "remove_area", cells } : { kind: "reassign", cells, to_grid: desk.selected };
  }

  function add(codes) {
    const fresh = others(codes).filter((code) => !painted.has(code));
    if (!fresh.length) return;
    fresh.forEach((code) => painted.add(code));
    desk.view.paint(fresh, true);
    desk.preview(edit());
  }
  function forget() {
    desk.view.paint(painted, false);
    painted.clear();
    isDown = false;
  }
  function done() {
    if (!painted.size) return;
    const wanted = edit();
    forget();
    if (way === "out") desk.commitOuter(wanted);
    else desk.commit(wanted);
  }
  function down(event) {
    isDown = true;
    add(desk.view.codesAt(event.point));
    return true;
  }
  function move(event) {
    if (isDown) add(desk.view.codesAt(desk.view.around(event.point, REACH_PX)));
  }
  // A second finger takes the map instead: what was painted is let go.
  function up(event) {
    isDown = false;
    if (event) {
      done();
      return;
    }
    forget();
    desk.dropPreview();
  }
  function area(ring) {
    const points = ring.map((place) => map.project(place));
    const [xs, ys] = [points.map((p) => p.x), points.map((p) => p.y)];
    const box = [[Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]];
    add(desk.view.codesAt(box).filter((code) => inside(desk.view.cells.get(code), ring)));
    if (!painted.size) desk.notices.say(word("brush_nothing"));
    done();
  }
  function start() {
    map.dragPan.disable();
    if (way === "brush" || way === "out") {
      pointer.start();
    } else {
      desk.sketch.start(way === "box" ? "rectangle" : "freehand", { onFinish: area });
    }
  }
  function stop() {
    pointer.stop();
    map.dragPan.enable();
    desk.sketch.stop();
    forget();
    desk.dropPreview();
  }
  function cancel() {
    const hadAny = painted.size > 0;
    forget();
    desk.dropPreview();
    if (!desk.sketch.clear() && !hadAny) desk.select(null);
  }
  function hint() {
    if (!desk.selected) return word("hint_brush");
    return way === "out" ? word("hint_brush_out") : word("hint_brush_to", { grid: desk.selectedName() });
  }
  return {
    ...receiving(desk, { start, stop, cancel }),
    hint,
    ways: ["brush", "box", "lasso", "out"],
    way: () => way,
    choose(next) {
      stop();
      way = next;
      this.start();
    },
  };
}
