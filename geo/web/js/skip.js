// In every page: the first links that Tab reaches, past the bar and the navigation.

const PANELS = ["[class*='st-key-panel_']", "[data-testid='stMainBlockContainer']"];
const frames = new Set();
const links = document.querySelector(".wg-skip");
const toMap = links.querySelector("[data-to='map']");

function content() {
  return PANELS.map((one) => document.querySelector(one)).find(Boolean);
}

function map() {
  const [frame] = frames;
  return frame?.contentDocument?.getElementById("map_main") ?? frame;
}

links.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  const target = link === toMap ? map() : content();
  if (!target) return;
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.scrollIntoView({ block: "nearest" });
  target.focus();
});

// A map that stands on the page, or is taken from it.
export function offerMap(frame) {
  frames.add(frame);
  toMap.hidden = false;
}

export function withdrawMap(frame) {
  frames.delete(frame);
  toMap.hidden = !frames.size;
}
