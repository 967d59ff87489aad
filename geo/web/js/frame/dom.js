// Makes elements; text only ever enters the page through `textContent`.

export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== "") made.textContent = text;
  return made;
}

export function append(parent, ...children) {
  for (const child of children) if (child) parent.appendChild(child);
  return parent;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

// A Leaflet icon whose content is an element we made, never a string of markup; a name is read out.
export function icon(content, size, name = "") {
  const face = L.divIcon({ html: content, className: "mark", iconSize: [size, size] });
  if (!name) return face;
  const plain = face.createIcon;
  face.createIcon = (old) => {
    const made = plain.call(face, old);
    made.setAttribute("aria-label", name);
    return made;
  };
  return face;
}
