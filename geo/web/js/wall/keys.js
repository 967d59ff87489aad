// The keyboard of the wall's own PC: space holds, arrows step, digits choose, escape ends a takeover.

export function listen(tour) {
  window.addEventListener("keydown", (event) => {
    if (pressed(tour, event.key)) event.preventDefault();
  });
  window.addEventListener("message", (event) => {
    if (event.origin === location.origin && event.data?.type === "wangge:key") pressed(tour, event.data.key);
  });
}

function pressed(tour, key) {
  if (!tour.scenes.length) return false;
  if (key === " ") tour.pause();
  else if (key === "ArrowRight") tour.skip(1);
  else if (key === "ArrowLeft") tour.skip(-1);
  else if (key === "Escape") tour.release();
  else if (/^[1-9]$/.test(key)) tour.go(Number(key) - 1);
  else return false;
  return true;
}
