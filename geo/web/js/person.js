// The top bar's person: who is signed in, and the way out. `leave` sends a page whose session has
// ended to the sign-in page.

import { signInAddress } from "./sign_in_address.js";

async function signOut() {
  await fetch("/sign-out", { method: "POST" });
  new BroadcastChannel("wangge-session").postMessage("out");
  location.assign(signInAddress());
}

export default function draw({ parentElement, data }) {
  if (data.leave) {
    location.assign(signInAddress());
    return;
  }
  const name = parentElement.querySelector(".name");
  name.textContent = data.name;
  name.href = data.password;
  name.title = data.title;
  parentElement.querySelector(".role").textContent = data.role;
  const button = parentElement.querySelector(".out");
  button.textContent = data.out;
  button.title = `${data.name} · ${data.role}`;
  button.onclick = signOut;
}
