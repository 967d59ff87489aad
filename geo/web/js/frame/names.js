// Where names stand: in order of rank, whole inside the frame, clear of marks and of each other.

const FONT_PX = 12;
const LATIN_SHARE = 0.58;
const LINE_PX = 18;
// Shifts from the point, in widths and lines of the name, tried in turn.
const ABOUT = [[0, 0], [0, -1], [0, 1], [0.55, 0], [-0.55, 0], [0, -1.6], [0, 1.6]];

export function widthPx(name) {
  let letters = 0;
  for (const letter of name) letters += letter.codePointAt(0) < 128 ? LATIN_SHARE : 1;
  return letters * FONT_PX + 4;
}

export function touches(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

export function around(x, y, wide, high) {
  return { left: x - wide / 2, right: x + wide / 2, top: y - high / 2, bottom: y + high / 2 };
}

// Boxes of drawn elements, in pixels of the map that holds them.
export function boxesOf(map, elements) {
  const origin = map.getContainer().getBoundingClientRect();
  return [...elements].map((drawn) => {
    const box = drawn.getBoundingClientRect();
    return { left: box.left - origin.left, right: box.right - origin.left, top: box.top - origin.top, bottom: box.bottom - origin.top };
  });
}

// Returns the shift of a name from its point in pixels, or null when it has no room.
export function room(at, name, size, taken) {
  const wide = widthPx(name);
  for (const [across, down] of ABOUT) {
    const [dx, dy] = [across * wide, down * LINE_PX];
    const box = around(at.x + dx, at.y + dy, wide, LINE_PX);
    const isInside = box.left >= 0 && box.top >= 0 && box.right <= size.x && box.bottom <= size.y;
    if (isInside && !taken.some((other) => touches(box, other))) return { dx, dy, box };
  }
  return null;
}
