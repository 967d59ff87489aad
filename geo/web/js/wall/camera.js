// Where the camera stands to see a box whole between what is written at the sides.

const TILE_PX = 512;
const SIDE_SHARE = 0.22;
const TOP_SHARE = 0.2;
const BOTTOM_SHARE = 0.1;
const TOP_TILTED_SHARE = 0.14;
const ZOOM_MOST = 16;
const EARTH_M = 40_075_016;
const TALLEST_SHARE = 0.3;

function mercator(lat) {
  return Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
}

function latitude(y) {
  return ((2 * Math.atan(Math.exp(y)) - Math.PI / 2) * 180) / Math.PI;
}

// How many metres the highest column may be, so that it stands whole on the screen.
export function tallestM(view, { height }) {
  const mPerPx = (EARTH_M * Math.cos((view.latitude * Math.PI) / 180)) / (TILE_PX * 2 ** view.zoom);
  const seen = Math.sin((view.pitch * Math.PI) / 180);
  return seen > 0 ? (TALLEST_SHARE * height * mPerPx) / seen : Infinity;
}

// Longitude, latitude and zoom for a box in degrees on a screen of so many pixels.
export function viewOf(box, { width, height }, tilt, turn) {
  const [west, south, east, north] = box;
  const top = TOP_SHARE + (tilt > 0 ? TOP_TILTED_SHARE : 0);
  const wide = width * (1 - 2 * SIDE_SHARE);
  const high = height * (1 - top - BOTTOM_SHARE);
  // What is near looks larger: a tilted plain loses less height than the cosine says.
  const flat = 0.35 + 0.65 * Math.cos((tilt * Math.PI) / 180);
  const x = ((east - west) / 360) * TILE_PX;
  const y = ((mercator(north) - mercator(south)) / (2 * Math.PI)) * TILE_PX * flat;
  const zoom = Math.min(ZOOM_MOST, Math.log2(Math.min(wide / x, high / y)));
  const down = ((top - BOTTOM_SHARE) / 2) * height;
  const scale = (TILE_PX * 2 ** zoom) / (2 * Math.PI);
  const middle = (mercator(north) + mercator(south)) / 2 + down / scale / flat;
  return { longitude: (west + east) / 2, latitude: latitude(middle), zoom, pitch: tilt, bearing: turn };
}
