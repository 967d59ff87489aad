// Runs in the page: holds the editor's frame across reruns, renews its link, passes on what it says.

const held = new WeakMap();

function mount(host) {
  const frame = document.createElement("iframe");
  frame.style.cssText = "width:100%;height:100%;border:0;display:block;border-radius:6px";
  const state = { frame, key: null, isReady: false, data: null, send: null };
  state.listener = (event) => {
    if (event.source !== frame.contentWindow || event.origin !== window.location.origin) return;
    const type = event.data?.type;
    if (type === "wangge:ready") {
      state.isReady = true;
      post(state);
      // The tools go by keys at once, unless the user is writing elsewhere on the page.
      if (document.activeElement === document.body) frame.contentWindow.focus();
    }
    if (type === "wangge:renew") renew(state, event.data.lapsed);
    if (type === "wangge:no_webgl") state.send("no_webgl", Date.now());
  };
  window.addEventListener("message", state.listener);
  host.appendChild(frame);
  held.set(host, state);
  return state;
}

// A link that lapsed is made anew by a run of the page, unless the page holds a newer one already.
function renew(state, lapsed) {
  if (state.data.token !== lapsed) post(state);
  else state.send("renew", Date.now());
}

function post(state) {
  if (!state.isReady) return;
  const { token, backdrop } = state.data;
  state.frame.contentWindow.postMessage({ type: "wangge:editor", token, backdrop }, window.location.origin);
}

export default function draw({ parentElement, data, setTriggerValue }) {
  const host = parentElement.querySelector(".editor-host");
  const state = held.get(host) ?? mount(host);
  state.send = setTriggerValue;
  state.data = data;
  host.style.height = data.height;
  state.frame.title = data.title;
  if (state.key !== data.key) {
    state.key = data.key;
    state.isReady = false;
    state.frame.src = data.url;
  } else {
    post(state);
  }
  return () => {
    window.removeEventListener("message", state.listener);
    held.delete(host);
    state.frame.remove();
  };
}
