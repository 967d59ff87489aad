// The pattern over a locked grid: dark strokes with a light edge, seen on every colour.

export const HATCH = "hatch";
const SIZE_PX = 24;

export function hatch() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE_PX;
  const pen = canvas.getContext("2d");
  for (const [colour, width] of [["rgba(255, 255, 255, 0.55)", 5], ["rgba(27, 36, 48, 0.6)", 2]]) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    // The stroke and its two halves beyond the corners, so that tiles join without a seam.
    for (const shift of [-SIZE_PX, 0, SIZE_PX]) {
      pen.beginPath();
      pen.moveTo(shift - SIZE_PX, SIZE_PX * 2);
      pen.lineTo(shift + SIZE_PX * 2, -SIZE_PX);
      pen.stroke();
    }
  }
  return pen.getImageData(0, 0, SIZE_PX, SIZE_PX);
}
