// Starts the boundary editor in its frame, or says why it cannot.

import { Api } from "./api.js";
import { hear, tell } from "./around.js";
import { Editor } from "./editor.js";
import { canDraw } from "./map_view.js";
import { word } from "./words.js";

const host = document.getElementById("editor");

function say(name, text = "") {
  const words = document.createElement("p");
  words.className = "failed";
  words.textContent = text || word(name);
  host.replaceChildren(words);
}

async function start() {
  say("loading");
  const token = new URLSearchParams(window.location.search).get("t") ?? "";
  const api = new Api(token, (lapsed) => tell("renew", { lapsed }));
  const asked = ["state", "cells", "outlines"].map((name) => api.get(name));
  const [state, shapes, ghosts] = await Promise.all(asked);
  host.replaceChildren();
  const editor = new Editor(host, api, state, shapes);
  await editor.start(ghosts);
  hear((links) => {
    api.renew(links.token);
    editor.ground.load(links.backdrop);
  });
  window.wanggeEditor = editor;
  tell("ready");
}

if (canDraw()) {
  start().catch((problem) => {
    if (!problem.status) console.error(problem);
    say("failed", problem.message);
  });
} else {
  say("no_webgl");
  tell("no_webgl");
}
