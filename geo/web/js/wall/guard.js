// Lets the page around know that the wall lives, and asks it for a new start when it stumbles.

const BEAT_MS = 5_000;
const STUMBLES_MOST = 20;
const WITHIN_MS = 60_000;

export class Guard {
  constructor() {
    this.beatAt = -BEAT_MS;
    this.stumbles = [];
    window.addEventListener("error", () => this.stumbled());
    window.addEventListener("unhandledrejection", () => this.stumbled());
  }

  alive() {
    if (performance.now() - this.beatAt < BEAT_MS) return;
    this.beatAt = performance.now();
    this.tell("wangge:alive");
  }

  stumbled() {
    const now = performance.now();
    this.stumbles = [...this.stumbles.filter((at) => now - at < WITHIN_MS), now];
    if (this.stumbles.length < STUMBLES_MOST) return;
    this.stumbles = [];
    this.tell("wangge:reload");
  }

  tell(type) {
    if (window.parent !== window) window.parent.postMessage({ type }, location.origin);
  }
}
