// Keys of the editor: one letter a tool, F2 renames, Esc gives up, Ctrl+Z and Ctrl+Y go back and forth.

const isTyping = (target) => target.closest?.("input, textarea, select");

export function listen({ tool, cancel, undo, redo, rename, act }) {
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      cancel();
      return;
    }
    if (isTyping(event.target)) return;
    if (event.ctrlKey || event.metaKey) {
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) take(event, undo);
      else if (key === "y" || key === "z") take(event, redo);
      return;
    }
    if (event.altKey) return;
    if (event.key === "F2") {
      if (rename()) event.preventDefault();
      return;
    }
    if (tool(event.key.toUpperCase())) event.preventDefault();
    else if (act(event)) event.preventDefault();
  });
}

function take(event, command) {
  event.preventDefault();
  command();
}
