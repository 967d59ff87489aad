// The map where there is no WebGL: the same ground, shades, marks and columns (as discs) in SVG.

const SVG = "http://www.w3.org/2000/svg";
const SIDE_SHARE = 0.22;
const TOP_SHARE = 0.2;
const BOTTOM_SHARE = 0.1;

function css([red, green, blue]) {
  return `rgb(${red},${green},${blue})`;
}

function element(name, attributes, text = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text) made.textContent = text;
  return made;
}

export class FlatMap {
  constructor(host, told) {
    this.told = told;
    this.svg = element("svg", { width: "100%", height: "100%" });
    host.replaceChildren(this.svg);
    this.host = host;
  }

  show(step, features, lines) {
    const { clientWidth: width, clientHeight: height } = this.host;
    const at = projected(step.box, width, height);
    const drawn = features.map((feature) => this.grid(feature, step, at));
    drawn.push(...lines.filter(isRoad).map((line) => road(line, at)));
    drawn.push(...layer(step, "columns").map((column) => disc(column, at, height)));
    for (const name of ["names", "tops"]) drawn.push(...layer(step, name).map((one) => label(one, at, height)));
    this.svg.replaceChildren(...drawn);
  }

  grid(feature, step, at) {
    const { classes, ground, unknown } = this.told;
    const letter = step.shades?.[feature.place];
    const colour = letter === undefined ? ground : letter === "-" ? unknown : classes[Number(letter)];
    const isChosen = step.outlined.includes(feature.place);
    return element("path", {
      d: rings(feature.geometry).map((ring) => `M${ring.map(at).join("L")}Z`).join(""),
      fill: css(colour),
      stroke: isChosen ? "#E8F1F8" : "#3A6C92",
      "stroke-width": isChosen ? 3 : 1,
    });
  }
}

function projected([west, south, east, north], width, height) {
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const wide = width * (1 - 2 * SIDE_SHARE);
  const high = height * (1 - TOP_SHARE - BOTTOM_SHARE);
  const scale = Math.min(wide / ((east - west) * squeeze), high / (north - south));
  const left = width / 2;
  const top = height * TOP_SHARE + high / 2;
  return ([lon, lat]) => [
    (left + (lon - (west + east) / 2) * squeeze * scale).toFixed(1),
    (top - (lat - (south + north) / 2) * scale).toFixed(1),
  ];
}

function rings({ type, coordinates }) {
  return type === "Polygon" ? coordinates : type === "MultiPolygon" ? coordinates.flat() : [];
}

function isRoad(line) {
  return !["village", "town"].includes(line.properties.kind);
}

function road(line, at) {
  const { type, coordinates } = line.geometry;
  const parts = type === "LineString" ? [coordinates] : coordinates;
  const isWater = ["water", "canal"].includes(line.properties.kind);
  return element("path", {
    d: parts.map((part) => `M${part.map(at).join("L")}`).join(""),
    fill: "none",
    stroke: isWater ? "#2468A0" : "#5C768C",
    "stroke-width": 1.5,
    opacity: 0.6,
  });
}

function layer(step, name) {
  return step.layers.find((one) => one.id === name)?.data ?? [];
}

function disc(column, at, height) {
  const [x, y] = at(column.at);
  return element("circle", { cx: x, cy: y, r: (2 + 22 * Math.sqrt(column.high)) * (height / 1080), fill: css(column.of), opacity: 0.85 });
}

function label(one, at, height) {
  const [x, y] = at(one.at);
  return element("text", { x, y: y - height * 0.02, class: `flat-label ${one.anchor}` }, one.words);
}
