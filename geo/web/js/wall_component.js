// Runs in the page: lays the wall's frame over everything and keeps it through every rerun, cut
// connection and dialog of the page around it. In a box it stands in the page as it is.

const WALL_ID = "wangge-wall";
const SILENCE_MS = 90_000;
const LOOK_MS = 10_000;
// Nothing of the page around it is drawn while the wall stands: no dialog, toast or toolbar, also none
// that a browser would lift above every other element.
const ALONE = `body:has(> #${WALL_ID}) > :not(#${WALL_ID}) { display: none !important; }`;
const KEYS = /^( |ArrowLeft|ArrowRight|Escape|[1-9])$/;
const COVER = "position:fixed;inset:0;width:100vw;height:100vh;border:0;z-index:2147483647;background:#07131F";
const BOX = "width:100%;border:0;display:block;border-radius:6px;background:#07131F";

const style = document.createElement("style");
style.textContent = ALONE;
document.head.append(style);

let heardAt = performance.now();

function frameFor(data) {
  const frame = document.createElement("iframe");
  frame.title = data.title;
  frame.allow = "fullscreen";
  frame.dataset.key = data.key;
  const pace = Number(data.pace) > 1 ? `&pace=${Number(data.pace)}` : "";
  frame.src = `${data.url}${pace}${data.shape ? "&box=1" : ""}`;
  return frame;
}

function cover(data) {
  const held = document.getElementById(WALL_ID);
  if (held?.dataset.key === data.key) return;
  held?.remove();
  const frame = frameFor(data);
  frame.id = WALL_ID;
  frame.style.cssText = COVER;
  frame.addEventListener("load", () => frame.contentWindow.focus());
  document.body.appendChild(frame);
  heardAt = performance.now();
}

function uncover() {
  if (location.pathname.replace(/\/+$/, "").endsWith("/wall")) return;
  document.getElementById(WALL_ID)?.remove();
}

// Only a server that answers is worth a reload: a browser's own error page would never come back.
async function reload() {
  try {
    const answer = await fetch("/health", { cache: "no-store" });
    if (answer.ok) location.reload();
  } catch {
    // Still cut off; the wall goes on with what it has.
  }
}

window.addEventListener("message", (event) => {
  const frame = document.getElementById(WALL_ID);
  if (!frame || event.source !== frame.contentWindow || event.origin !== location.origin) return;
  if (event.data?.type === "wangge:alive") heardAt = performance.now();
  if (event.data?.type === "wangge:reload") reload();
});

// Keys reach the wall wherever the focus is.
window.addEventListener("keydown", (event) => {
  const frame = document.getElementById(WALL_ID);
  if (!frame || !KEYS.test(event.key)) return;
  frame.contentWindow.postMessage({ type: "wangge:key", key: event.key }, location.origin);
  event.preventDefault();
  event.stopPropagation();
}, true);

setInterval(() => {
  uncover();
  if (document.getElementById(WALL_ID) && performance.now() - heardAt > SILENCE_MS) {
    heardAt = performance.now();
    reload();
  }
}, LOOK_MS);

export default function draw({ parentElement, data }) {
  if (!data.shape) {
    cover(data);
    return uncover;
  }
  const host = parentElement.querySelector(".wall-host");
  const wanted = `${data.key}|${data.shape}`;
  if (host.dataset.wanted !== wanted) {
    host.dataset.wanted = wanted;
    const frame = frameFor(data);
    const [wide, high] = data.shape.split("/");
    frame.style.cssText = `${BOX};aspect-ratio:${data.shape};max-width:calc((100vh - 260px) * ${wide} / ${high})`;
    host.replaceChildren(frame);
  }
  return () => {};
}
