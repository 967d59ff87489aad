// The page's messages, by name, with their values put in; numbers as the language writes them.

const said = JSON.parse(document.getElementById("editor-words").textContent);
const language = document.documentElement.lang;

export function word(name, values = {}) {
  const text = said[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
}

export function has(name) {
  return name in said;
}

export function number(value, decimals = 0) {
  if (value === null || value === undefined) return "—";
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(language, digits).format(value);
}

export function percent(share) {
  return share === null || share === undefined ? "—" : `${number(share * 100, 1)}%`;
}

// The time of day in the town, wherever the browser stands.
export function clock(iso) {
  const time = { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: said.zone };
  return new Date(iso).toLocaleTimeString(language, time);
}
