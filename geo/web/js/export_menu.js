// The files of what is shown: each is asked for with where the map looks now and which layers are on.

const SHOWN = "wangge.shown";
const SLOW_MS = 1000;
// The look travels with this module, once: with the page it would at every run of the script.
const SHELL = `<style>
  .files { display: flex; flex-direction: column; gap: 6px; }
  .files button { font: inherit; font-size: 14px; color: #1B2430; background: #fff; text-align: left; cursor: pointer;
    border: 1px solid #E3E7EC; border-radius: 6px; padding: 6px 12px; line-height: 20px; }
  .files button:hover, .files button:focus-visible { border-color: #1F6FB2; color: #1F6FB2; }
  .files button:disabled { color: #5B6776; cursor: progress; }
  .state { font-size: 12px; color: #5B6776; min-height: 18px; margin: 8px 0 0; }
</style><div class="files"></div><p class="state" role="status"></p>`;

// What the map's frame noted last; without it the server takes the town's own frame.
function seen() {
  try {
    return JSON.parse(sessionStorage.getItem(SHOWN) ?? "{}");
  } catch {
    return {};
  }
}

function address(file, links) {
  const asked = new URL(file.as ? links.map : links.table, location.origin);
  if (!file.as) return asked;
  const { box, on } = seen();
  for (const [name, value] of Object.entries({ as: file.as, paper: file.paper, box: box?.join(), on: on?.join() })) {
    if (value) asked.searchParams.set(name, value);
  }
  return asked;
}

function nameIn(answer) {
  const said = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("content-disposition") ?? "");
  return said ? decodeURIComponent(said[1]) : "wangge";
}

function save(body, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(body);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function refusal(answer) {
  try {
    return (await answer.json()).error.message;
  } catch {
    return String(answer.status);
  }
}

async function make(file, { words, links }, told) {
  const begun = performance.now();
  told(words.making);
  const clock = setInterval(() => told(words.making_s.replace("{seconds}", Math.round((performance.now() - begun) / SLOW_MS))), SLOW_MS);
  try {
    const answer = await fetch(address(file, links), { credentials: "same-origin" });
    if (!answer.ok) throw new Error(await refusal(answer));
    const name = nameIn(answer);
    save(await answer.blob(), name);
    told(words.made.replace("{file}", name));
  } catch (problem) {
    told(words.failed.replace("{said}", problem.message));
  } finally {
    clearInterval(clock);
  }
}

export default function draw({ parentElement, data }) {
  const place = parentElement.querySelector(".shell");
  if (!place.firstChild) place.innerHTML = SHELL;
  const list = parentElement.querySelector(".files");
  const state = parentElement.querySelector(".state");
  list.replaceChildren();
  for (const file of data.files) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = file.label;
    button.dataset.file = file.name;
    button.onclick = async () => {
      const all = [...list.querySelectorAll("button")];
      all.forEach((one) => (one.disabled = true));
      await make(file, data, (said) => (state.textContent = said));
      all.forEach((one) => (one.disabled = false));
      button.focus();
    };
    list.appendChild(button);
  }
}
