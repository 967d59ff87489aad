// The second frame of a bimodal town: the whole extent, with a box where the main frame looks.

import { append, element } from "./dom.js";

export function frameInset(host, words) {
  const box = element("section", "inset");
  const bar = element("header");
  const fold = element("button", "fold", "–");
  fold.type = "button";
  fold.setAttribute("aria-label", words.fold);
  fold.title = words.fold;
  fold.addEventListener("click", () => {
    fold.textContent = box.classList.toggle("folded") ? "+" : "–";
  });
  append(bar, element("b", "", words.inset), fold);
  append(host, append(box, bar, document.getElementById("map_inset")));
}

export function follow(main, inset, colour) {
  const style = { color: colour, weight: 1.5, fill: false, interactive: false, pane: "outline" };
  const box = L.rectangle(main.getBounds(), style).addTo(inset);
  const redraw = () => box.setBounds(main.getBounds());
  main.on("moveend zoomend", redraw);
  redraw();
}
