// Copies the address of the view as it stands, which the server words in full, and says that it did.

import { standingView } from "./standing_view.js";

const SHOWN_MS = 1600;
// The look travels with this module, once: with the page it would at every run of the script.
const SHELL = `<style>
  .copy { font: inherit; font-size: 12.25px; color: #1B2430; background: #fff; cursor: pointer;
    border: 1px solid #E3E7EC; border-radius: 6px; padding: 5px 12px; line-height: 22px; white-space: nowrap; }
  .copy:hover, .copy:focus-visible { border-color: #1F6FB2; color: #1F6FB2; }
</style><button type="button" class="copy"></button>`;

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
  const place = parentElement.querySelector(".shell");
  if (!place.firstChild) place.innerHTML = SHELL;
  const button = place.querySelector(".copy");
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
