// The files of what is shown: each is asked for with where the map looks now and which layers are on.

const SHOWN = "wangge.shown";
const SLOW_MS = 1000;

// What the map's frame noted last; without it the server takes the town's own frame.
function seen() {
  try {
    return JSON.parse(sessionStorage.getItem(SHOWN) ?? "{}");
  } catch {
    return {};
  }
}

function address(file) {
  const asked = new URL(file.url, location.origin);
  if (!file.is_map) return asked;
  const { box, on } = seen();
  for (const [name, value] of Object.entries({ ...file.asked, box: box?.join(), on: on?.join() })) {
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

async function make(file, words, told) {
  const begun = performance.now();
  told(words.making);
  const clock = setInterval(() => told(words.making_s.replace("{seconds}", Math.round((performance.now() - begun) / SLOW_MS))), SLOW_MS);
  try {
    const answer = await fetch(address(file), { credentials: "same-origin" });
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
      await make(file, data.words, (said) => (state.textContent = said));
      all.forEach((one) => (one.disabled = false));
      button.focus();
    };
    list.appendChild(button);
  }
}
