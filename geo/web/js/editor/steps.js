// Sends steps one after the other; a step that could not be placed is kept, never lost.

import { Refusal } from "./api.js";

export class Steps extends EventTarget {
  constructor(api, draft, storeKey) {
    super();
    this.api = api;
    this.draft = draft;
    this.storeKey = storeKey;
    this.queue = Promise.resolve();
    this.waiting = 0;
    this.unplaced = JSON.parse(localStorage.getItem(storeKey) ?? "[]");
  }

  // Resolves to null when the step was taken, else to the refusal.
  edit(edit, { override = "", words = "" } = {}) {
    return this.#queued("edit", { edit, override }, { edit, override, words });
  }

  undo() {
    return this.#queued("undo", {});
  }

  redo() {
    return this.#queued("redo", {});
  }

  discard(item) {
    this.unplaced = this.unplaced.filter((one) => one !== item);
    this.#keep();
  }

  // Asks what others did; does nothing while a step of ours is under way.
  async poll() {
    if (this.waiting) return;
    const news = await this.api.get("since", { revision: this.draft.revision }).catch(() => null);
    if (news && !this.waiting && news.step !== undefined) this.#others(news);
  }

  #queued(name, body, item = null) {
    this.waiting += 1;
    this.#tell("busy");
    const sent = this.queue.then(() => this.#send(name, body, item));
    this.queue = sent.then(() => {
      this.waiting -= 1;
      this.#tell("busy");
    });
    return sent;
  }

  async #send(name, body, item) {
    try {
      const applied = await this.api.post(name, { revision: this.draft.revision, ...body });
      this.draft.take(applied);
      this.#tell("taken", applied);
      return null;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      if (refusal.status === 409) this.#others(refusal.body.since, refusal.body.steps);
      const isToBeKept = refusal.status === 409 || refusal.isSilence || refusal.status === 403;
      if (item && isToBeKept) {
        this.unplaced = [...this.unplaced, item];
        this.#keep();
      }
      this.#tell("refused", { refusal, item });
      return refusal;
    }
  }

  #others(news, steps = news?.history_tail ?? []) {
    if (!news) return;
    this.draft.take(news, { isMine: false });
    this.#tell("others", steps);
  }

  #keep() {
    localStorage.setItem(this.storeKey, JSON.stringify(this.unplaced));
    this.#tell("unplaced");
  }

  #tell(type, detail = null) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
