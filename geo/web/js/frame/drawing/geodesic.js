// Lengths and areas on the WGS 84 ellipsoid; places are { lat, lng } in degrees.

const A_M = 6378137;
const F = 1 / 298.257223563;
const E2 = F * (2 - F);
const E = Math.sqrt(E2);
const RAD = Math.PI / 180;
const RING = 128;

// Lambert (1942): within metres over thousands of kilometres.
export function lengthM(one, other) {
  const [b1, b2] = [one, other].map(({ lat }) => Math.atan((1 - F) * Math.tan(lat * RAD)));
  const across = ((other.lng - one.lng) * RAD) / 2;
  const chord = Math.sin((b2 - b1) / 2) ** 2 + Math.cos(b1) * Math.cos(b2) * Math.sin(across) ** 2;
  const angle = 2 * Math.asin(Math.min(1, Math.sqrt(chord)));
  if (angle < 1e-12) return 0;
  const [p, q] = [(b1 + b2) / 2, (b2 - b1) / 2];
  const x = ((angle - Math.sin(angle)) * (Math.sin(p) * Math.cos(q)) ** 2) / Math.cos(angle / 2) ** 2;
  const y = ((angle + Math.sin(angle)) * (Math.cos(p) * Math.sin(q)) ** 2) / Math.sin(angle / 2) ** 2;
  return A_M * (angle - (F / 2) * (x + y));
}

// Authalic latitude: on the sphere of the same area, land keeps its area (Snyder 1987, 3-11, 3-12).
function spread(sine) {
  return (1 - E2) * (sine / (1 - E2 * sine * sine) - Math.log((1 - E * sine) / (1 + E * sine)) / (2 * E));
}
const POLE = spread(1);
const R2_M2 = (A_M * A_M * POLE) / 2;

function authalic(lat) {
  return Math.asin(spread(Math.sin(lat * RAD)) / POLE);
}

// The excess of triangles with the pole, edge by edge (Chamberlain & Duquette 2007).
export function areaM2(points) {
  let excess = 0;
  points.forEach((one, place) => {
    const other = points[(place + 1) % points.length];
    const [t1, t2] = [one, other].map(({ lat }) => Math.tan(authalic(lat) / 2));
    const across = Math.tan(((other.lng - one.lng) * RAD) / 2);
    excess += 2 * Math.atan2(across * (t1 + t2), 1 + t1 * t2);
  });
  return Math.abs(excess) * R2_M2;
}

export function totalM(points) {
  return points.slice(1).reduce((sum, one, place) => sum + lengthM(points[place], one), 0);
}

export function perimeterM(points) {
  return points.length < 2 ? 0 : totalM([...points, points[0]]);
}

// A ring around a centre, drawn with the radii of curvature there.
export function ringAround({ lat, lng }, radiusM) {
  const w = 1 - E2 * Math.sin(lat * RAD) ** 2;
  const northM = (A_M * (1 - E2)) / w ** 1.5;
  const eastM = (A_M / Math.sqrt(w)) * Math.cos(lat * RAD);
  return Array.from({ length: RING }, (_, step) => {
    const turn = (2 * Math.PI * step) / RING;
    return { lat: lat + (radiusM * Math.cos(turn)) / northM / RAD, lng: lng + (radiusM * Math.sin(turn)) / eastM / RAD };
  });
}
