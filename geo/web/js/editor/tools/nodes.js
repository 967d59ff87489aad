// 移动节点: the vertices of one grid; drag one, pull a new one out of an edge, delete one.

import { pointing } from "../pointing.js";
import { at, moved } from "../rings.js";
import { word } from "../words.js";

const MOST_MIDDLES = 1500;
const REACH_PX = 6;
const FINGER_PX = 16;

export function nodes(desk) {
  const { view } = desk;
  const { map } = view;
  let held = null;
  let active = null;
  let hovered = null;
  let byId = new Map();
  const pointer = pointing(map, { down, move, up });

  async function load() {
    const grid = desk.selected;
    if (!grid) return show({ nodes: [], edges: [] });
    const found = await desk.api.get("nodes", { grid }).catch(() => null);
    if (found && grid === desk.selected && desk.tool === "nodes") show(found);
    return undefined;
  }

  function show({ nodes: vertices, edges }) {
    byId = new Map(vertices.map((node) => [node.id, node]));
    const points = vertices.map((node) => {
      const kind = node.shared ? "node" : "fixed";
      return point(`n${node.id}`, [node.lon, node.lat], { kind, vertex: node.id });
    });
    const inner = edges.filter(([a, b]) => byId.get(a).shared || byId.get(b).shared);
    const middles = inner.slice(0, MOST_MIDDLES).map(([a, b]) => {
      const [first, second] = [byId.get(a), byId.get(b)];
      const place = [(first.lon + second.lon) / 2, (first.lat + second.lat) / 2];
      return point(`m${a}-${b}`, place, { kind: "middle", first: a, second: b });
    });
    view.set("nodes", [...middles, ...points]);
    mark("active", null);
  }

  function mark(state, id) {
    const before = state === "active" ? active : hovered;
    if (before) map.setFeatureState({ source: "nodes", id: before }, { [state]: false });
    if (id) map.setFeatureState({ source: "nodes", id }, { [state]: true });
    if (state === "active") active = id;
    else hovered = id;
  }

  function handleAt(where, reach = REACH_PX) {
    const found = map.queryRenderedFeatures(view.around(where, reach), { layers: ["nodes", "node-edges"] });
    const far = ({ geometry }) => {
      const { x, y } = map.project(geometry.coordinates);
      return Math.hypot(x - where.x, y - where.y);
    };
    const nearest = found.sort((a, b) => far(a) - far(b));
    return nearest.find((one) => one.properties.kind === "node") ?? nearest[0] ?? null;
  }

  function down(event) {
    const handle = handleAt(event.point, event.type === "touchstart" ? FINGER_PX : REACH_PX);
    if (!handle) return false;
    const { id, kind, vertex, first, second } = handle.properties;
    mark("active", id);
    const from = kind === "node" ? [byId.get(vertex).lon, byId.get(vertex).lat] : null;
    held = { kind, vertex, first, second, from, id, to: null };
    held.cells = from ? cellsWith(from) : [];
    map.getCanvas().style.cursor = "grabbing";
    return true;
  }

  function cellsWith(place) {
    const codes = view.codesAt(view.around(map.project(place), 3));
    return codes.map((code) => view.cells.get(code)).filter((cell) => cell && has(cell, at(place)));
  }

  function move(event) {
    if (!held) {
      const handle = handleAt(event.point)?.properties.id ?? null;
      if (handle !== hovered) mark("hover", handle);
      map.getCanvas().style.cursor = handle ? "grab" : "";
      return;
    }
    const followed = event.originalEvent.shiftKey ? null : desk.snapping.ground(event.point);
    held.to = followed?.place ?? event.lngLat.toArray();
    morph();
    desk.preview(edit(held), { keep: true });
  }

  // The cells follow the mouse at once; the figures follow the server's answer.
  function morph() {
    if (!held.from) return;
    const features = held.cells.map((cell) => ({ ...cell, geometry: moved(cell.geometry, held.from, held.to) }));
    desk.lay(features);
    view.place("nodes", held.id, held.to);
  }

  function edit({ kind, vertex, first, second, to }) {
    if (kind === "node") return { kind: "move_vertex", vertex, to };
    return { kind: "insert_vertex", first, second, at: to };
  }

  // A second finger takes the map instead: the node goes back.
  async function up(event) {
    if (!held) return;
    if (!event) {
      letGo();
      return;
    }
    const done = held;
    held = null;
    map.getCanvas().style.cursor = "";
    if (done.to) await desk.commit(edit(done));
    else mark("active", done.id);
    if (done.to) await load();
  }

  function letGo() {
    if (held.from) view.place("nodes", held.id, held.from);
    held = null;
    map.getCanvas().style.cursor = "";
    desk.dropPreview();
  }

  function click({ point: where }) {
    if (handleAt(where)) return;
    desk.select(view.gridAt(where));
  }

  function act(event) {
    const vertex = active?.startsWith("n") ? Number(active.slice(1)) : null;
    if (event.key === "Delete" || event.key === "Backspace") {
      if (vertex === null) return false;
      desk.commit({ kind: "delete_vertex", vertex }).then(load);
      return true;
    }
    if (event.key === "[" || event.key === "]") return step(event.key === "]" ? 1 : -1);
    const by = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    if (!by || vertex === null) return false;
    nudge(vertex, by, event.shiftKey ? 20 : 4);
    return true;
  }

  function step(by) {
    const ids = [...byId.values()].filter((node) => node.shared).map((node) => node.id);
    if (!ids.length) return false;
    const now = ids.indexOf(active ? Number(active.slice(1)) : null);
    const next = ids[(now + by + ids.length) % ids.length];
    mark("active", `n${next}`);
    const { lon, lat } = byId.get(next);
    if (!map.getBounds().contains([lon, lat])) map.panTo([lon, lat], { duration: 200 });
    return true;
  }

  async function nudge(vertex, [dx, dy], pixels) {
    const node = byId.get(vertex);
    const { x, y } = map.project([node.lon, node.lat]);
    const to = map.unproject([x + dx * pixels, y + dy * pixels]).toArray();
    await desk.commit({ kind: "move_vertex", vertex, to });
    await load();
    const there = [...byId.values()].find((one) => isNear(one, to));
    if (there) mark("active", `n${there.id}`);
  }

  return {
    hint: () => (desk.selected ? word("hint_nodes_of", { grid: desk.selectedName() }) : word("hint_nodes")),
    start() {
      pointer.start();
      map.on("click", click);
      load();
    },
    stop() {
      pointer.stop();
      map.off("click", click);
      held = null;
      desk.dropPreview();
      view.set("nodes", []);
      map.getCanvas().style.cursor = "";
    },
    cancel() {
      if (held) letGo();
      else desk.select(null);
    },
    selected: load,
    changed: () => held || load(),
    act,
  };
}

// A moved vertex goes by a new id: it is known by its place.
const isNear = (node, [lon, lat]) => Math.abs(node.lon - lon) < 1e-6 && Math.abs(node.lat - lat) < 1e-6;

const point = (id, coordinates, properties) => ({
  type: "Feature",
  properties: { id, ...properties },
  geometry: { type: "Point", coordinates },
});

function has(cell, key) {
  const polygons = cell.geometry.type === "Polygon" ? [cell.geometry.coordinates] : cell.geometry.coordinates;
  return polygons.some((polygon) => polygon.some((ring) => ring.some((vertex) => at(vertex) === key)));
}
