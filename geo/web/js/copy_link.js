// Copies the address of the view as it stands, which the server words in full, and says that it did.

import { standingView } from "./standing_view.js";

const SHOWN_MS = 1600;

function copied(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.style.cssText = "position:fixed;opacity:0";
  document.body.appendChild(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done ? Promise.resolve() : Promise.reject(new Error("copy"));
}

export default function draw({ parentElement, data }) {
  const button = parentElement.querySelector(".copy");
  button.textContent = data.label;
  button.onclick = async () => {
    const query = new URLSearchParams(data.query);
    for (const [name, value] of Object.entries(standingView())) query.set(name, value);
    const address = `${location.origin}${location.pathname}?${query}`;
    try {
      await copied(address);
      button.textContent = data.done;
    } catch {
      window.prompt(data.label, address);
    }
    setTimeout(() => (button.textContent = data.label), SHOWN_MS);
  };
}
