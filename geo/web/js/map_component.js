// Runs in the page: holds the map's iframe, hands it what to show, and passes its clicks on.

import { heard, join, leave } from "./linked_maps.js";
import { offerMap, withdrawMap } from "./skip.js";
import { gone, stands } from "./standing_view.js";

const held = new WeakMap();

function mount(host) {
  const frame = document.createElement("iframe");
  frame.style.cssText = "width:100%;height:100%;border:0;display:block;border-radius:6px";
  const state = { frame, key: null, ready: false, show: null, send: null, group: "", hasMet: false, leads: false };
  state.listener = (event) => {
    if (event.source !== frame.contentWindow || event.origin !== window.location.origin) return;
    const { type, ...detail } = event.data ?? {};
    if (type === "wangge:ready") {
      state.ready = true;
      post(state);
    }
    if (type === "wangge:view") heard(state, detail.view, lookAt);
    if (type === "wangge:select") state.send("selected", detail.code);
    if (type === "wangge:point") state.send("point", detail);
    if (type === "wangge:time") state.send("time", detail.month);
    if (type === "wangge:playing") document.body.classList.toggle("wg-playing", detail.isPlaying);
    if (type === "wangge:standing" && (!state.group || state.leads)) stands(state, detail);
    if (type === "wangge:ground") state.send("ground", detail.id);
    if (type === "wangge:shape") state.send("shape", detail.shape);
    if (type === "wangge:drawn") frame.dataset.drawn = state.show?.mark ?? "";
  };
  window.addEventListener("message", state.listener);
  host.appendChild(frame);
  offerMap(frame);
  held.set(host, state);
  return state;
}

function post(state) {
  if (!state.ready || !state.show) return;
  const message = { type: "wangge:show", state: { ...state.show, load: performance.timeOrigin } };
  state.frame.contentWindow.postMessage(message, window.location.origin);
}

function lookAt(state, view) {
  if (!state.ready) return;
  state.frame.contentWindow.postMessage({ type: "wangge:follow", view }, window.location.origin);
}

export default function draw({ parentElement, data, setTriggerValue }) {
  const host = parentElement.querySelector(".map-host");
  const state = held.get(host) ?? mount(host);
  state.send = setTriggerValue;
  state.show = data.show;
  state.leads = Boolean(data.show.leads);
  join(data.linked ?? "", state);
  Object.assign(host.style, { width: "100%", height: data.height, borderRadius: "6px", overflow: "hidden" });
  state.frame.title = data.title;
  if (state.key !== data.frame.key) {
    state.key = data.frame.key;
    state.ready = false;
    state.hasMet = false;
    state.frame.src = data.frame.url;
  } else {
    post(state);
  }
  return () => {
    window.removeEventListener("message", state.listener);
    held.delete(host);
    leave(state);
    gone(state);
    withdrawMap(state.frame);
    document.body.classList.remove("wg-playing");
    state.frame.remove();
  };
}
