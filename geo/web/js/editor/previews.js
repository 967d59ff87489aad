// Asks what an edit would do while the mouse is still down: one question at a time, the latest
// wins, and an answer that has been overtaken is dropped.

const PAUSE_MS = 60;

export class Previews extends EventTarget {
  constructor(api, draft) {
    super();
    this.api = api;
    this.draft = draft;
    this.wanted = null;
    this.isAsking = false;
    this.turn = 0;
  }

  ask(edit) {
    this.wanted = { edit, turn: ++this.turn };
    if (!this.isAsking) this.#next();
  }

  // Forgets the preview: what is under way is stale from now on.
  drop() {
    this.turn += 1;
    this.wanted = null;
    this.#tell("dropped");
  }

  async #next() {
    this.isAsking = true;
    while (this.wanted) {
      const { edit, turn } = this.wanted;
      this.wanted = null;
      const answer = await this.api
        .post("preview", { revision: this.draft.revision, edit, override: "" })
        .then((found) => (found.refused ? { refused: found.refused } : { found }), () => ({}));
      if (turn === this.turn) this.#tell("seen", answer);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    this.isAsking = false;
  }

  #tell(type, detail = null) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
