// Where the map looks and what it shows, for whoever prints it: noted where the page can read it.

const SHOWN = "wangge.shown";
const DIGITS = 6;

export function noteShown(map, shown) {
  const box = map.getBounds();
  const sides = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
  const noted = { box: sides.map((degrees) => Number(degrees.toFixed(DIGITS))), on: [...shown].sort() };
  sessionStorage.setItem(SHOWN, JSON.stringify(noted));
}
