// The page around the frame: hears what the editor says, and hands it new links.

export function tell(type, detail = {}) {
  if (window.parent !== window) {
    window.parent.postMessage({ type: `wangge:${type}`, ...detail }, window.location.origin);
  }
}

export function hear(onLinks) {
  window.addEventListener("message", ({ source, origin, data }) => {
    if (source !== window.parent || origin !== window.location.origin) return;
    if (data?.type === "wangge:editor") onLinks(data);
  });
}
