// Runs in the page from its head: replaces Streamlit's own English strings by ours, wherever they
// appear — text, labels for screen readers, titles, placeholders — for as long as the page lives.

const told = Object.entries(JSON.parse(document.getElementById("wangge-words").textContent));
const words = new Map(told.filter(([english]) => !english.includes("{")));
const patterns = told.filter(([english]) => english.includes("{")).map(pattern);
const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];
const OURS = "iframe, [data-testid='stHtml'], [data-testid='stMarkdownContainer']";
// Streamlit writes some of its own labels as Markdown as well.
const STREAMLITS = "[data-testid='stFileUploaderDropzone']";

// "{size} per file" becomes an expression with a named group; ours takes what the group caught.
function pattern([english, ours]) {
  const escaped = english.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return [new RegExp(`^${escaped.replace(/\{(\w+)\}/g, "(?<$1>.{1,80})")}$`), ours];
}

function replacement(said) {
  const bare = said.trim();
  if (!bare) return null;
  if (words.has(bare)) return said.replace(bare, () => words.get(bare));
  for (const [expression, ours] of patterns) {
    const caught = expression.exec(bare)?.groups;
    if (caught) return ours.replace(/\{(\w+)\}/g, (_, name) => caught[name]);
  }
  return null;
}

function replaceText(node) {
  const parent = node.parentElement;
  if (parent?.closest(OURS) && !parent.closest(STREAMLITS)) return;
  const ours = replacement(node.data);
  if (ours !== null) node.data = ours;
}

function replaceAttributes(element) {
  for (const name of ATTRIBUTES) {
    const said = element.getAttribute(name);
    const ours = said === null ? null : replacement(said);
    if (ours !== null) element.setAttribute(name, ours);
  }
}

function replaceWithin(root) {
  if (root.nodeType === Node.TEXT_NODE) return replaceText(root);
  if (root.nodeType !== Node.ELEMENT_NODE) return undefined;
  replaceAttributes(root);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) replaceText(node);
    else replaceAttributes(node);
  }
  return undefined;
}

if (words.size) {
  replaceWithin(document.documentElement);
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(replaceWithin);
      else if (change.type === "characterData") replaceText(change.target);
      else replaceAttributes(change.target);
    }
  }).observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
}
