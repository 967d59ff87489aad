// One finger or the mouse: pressed on the map, moved, let go. Two fingers stay with the map.

// `down` says whether it takes the stroke; a stroke taken is none of the map's.
export function pointing(map, { down, move, up }) {
  let held = null;

  function pressed(event) {
    if (event.originalEvent.button > 0 || held) return;
    if (!down(event)) return;
    event.preventDefault();
    held = event.type;
  }
  function touched(event) {
    if (event.points.length > 1) drop();
    else pressed(event);
  }
  function moved(event) {
    if (event.points?.length > 1) drop();
    else move(event);
  }
  function letGo(event) {
    if (held !== "mousedown") return;
    held = null;
    up(event);
  }
  // The browser would make clicks of the mouse out of a finger's stroke.
  function lifted(event) {
    if (held !== "touchstart") return;
    if (event.originalEvent.cancelable) event.originalEvent.preventDefault();
    held = null;
    up(event);
  }
  function drop() {
    if (!held) return;
    held = null;
    up(null);
  }

  const heard = { mousedown: pressed, mousemove: moved, touchstart: touched, touchmove: moved, touchend: lifted, touchcancel: drop };
  return {
    start() {
      for (const [name, act] of Object.entries(heard)) map.on(name, act);
      window.addEventListener("mouseup", letGo);
    },
    stop() {
      for (const [name, act] of Object.entries(heard)) map.off(name, act);
      window.removeEventListener("mouseup", letGo);
      held = null;
    },
  };
}
