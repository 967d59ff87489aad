// In every page: as soon as the session has ended — here, in another tab, on another machine, by
// time — the page leaves for the sign-in page, so that nothing stays on a screen nobody watches.

import { signInAddress } from "./sign_in_address.js";

const EVERY_MS = 60_000;
const channel = new BroadcastChannel("wangge-session");

function leave() {
  location.assign(signInAddress());
}

async function look() {
  if (document.visibilityState === "hidden") return;
  try {
    const answer = await fetch("/session", { cache: "no-store" });
    if (answer.ok && !(await answer.json()).live) leave();
  } catch {
    // The server is away; Streamlit says so, and the next look finds out more.
  }
}

channel.onmessage = leave;
document.addEventListener("visibilitychange", look);
setInterval(look, EVERY_MS);
