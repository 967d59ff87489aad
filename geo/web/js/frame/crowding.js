// What keeps marks from hiding one another: stations shrink where many are in view, and a cluster,
// which stands for an area, gives way to a station, which stands at a point.

const MANY_STATIONS = 30;
const ROUNDS = 4;
const FARTHEST_PX = 34;
const RING_SHARE = 0.85;

function middle(drawn) {
  const box = drawn.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2, radius: box.width / 2 };
}

function pushed(ring, other) {
  const least = ring.radius + other.radius * RING_SHARE;
  const [dx, dy] = [ring.x - other.x, ring.y - other.y];
  const apart = Math.hypot(dx, dy);
  if (apart >= least) return;
  const [ux, uy] = apart > 0.5 ? [dx / apart, dy / apart] : [0, -1];
  ring.x += ux * (least - apart);
  ring.y += uy * (least - apart);
}

export function shrinkStations(map) {
  const inView = map.getPane("markerPane").getElementsByClassName("station");
  const origin = map.getContainer().getBoundingClientRect();
  const isSeen = (drawn) => {
    const at = middle(drawn);
    return at.x >= origin.left && at.x <= origin.right && at.y >= origin.top && at.y <= origin.bottom;
  };
  const isCrowded = [...inView].filter(isSeen).length > MANY_STATIONS;
  map.getContainer().classList.toggle("crowded", isCrowded);
}

export function giveWay(map) {
  const pane = map.getPane("markerPane");
  const drawn = [...pane.getElementsByClassName("ring")];
  for (const one of drawn) one.style.transform = "";
  if (map.getContainer().classList.contains("crowded")) return;
  const stations = [...pane.getElementsByClassName("station")].map(middle);
  const rings = drawn.map((one) => ({ ...middle(one), one }));
  const homes = rings.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const ring of rings) {
      for (const other of rings) if (other !== ring) pushed(ring, other);
      for (const station of stations) pushed(ring, station);
    }
  }
  rings.forEach((ring, position) => {
    const [dx, dy] = [ring.x - homes[position].x, ring.y - homes[position].y];
    const share = Math.min(1, FARTHEST_PX / (Math.hypot(dx, dy) || 1));
    if (dx || dy) ring.one.style.transform = `translate(${(dx * share).toFixed(1)}px, ${(dy * share).toFixed(1)}px)`;
  });
}
