// Small makers of elements; text only ever enters as text.

export function made(name, className = "", text = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

// Fills "{name}" in a message.
export function filled(message, values) {
  return message.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
