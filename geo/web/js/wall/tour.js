// Which scene and which of its steps stands on the wall, and when the next one comes. It counts
// by the browser's steady clock: a changed wall clock, midnight and daylight saving touch nothing.

const SEEN_MOST = 60;
const SEEN = "wangge-wall-seen";

export class Tour {
  constructor({ pace, show }) {
    this.pace = pace;
    this.show = show;
    this.scenes = [];
    this.scene = 0;
    this.place = 0;
    this.since = performance.now();
    this.offsets = new Map();
    this.pinned = "";
    this.isPaused = false;
    this.takeover = null;
    this.seen = seenBefore();
  }

  load(playbill) {
    const here = this.scenes[this.scene]?.id;
    const { place, since } = this;
    const isFirst = this.scenes.length === 0;
    this.scenes = playbill.scenes.filter((scene) => scene.steps.length);
    if (!this.scenes.length) return;
    const wanted = this.isHeld() ? this.pinned : here;
    const found = this.scenes.findIndex((scene) => scene.id === wanted);
    this.scene = Math.max(0, found);
    this.place = found < 0 || wanted !== here ? 0 : Math.min(place, this.round().length - 1);
    const goesOn = wanted === here && found >= 0 && this.place === place;
    const wasTaken = this.takeover !== null;
    this.offer(playbill, isFirst);
    // What stands there goes on: new figures do not give it its whole time again.
    if (this.takeover === null) this.present(goesOn && !wasTaken ? since : performance.now());
  }

  // A file that changed may no longer have the scene that is held: then nothing is.
  isHeld() {
    return this.scenes.some((scene) => scene.id === this.pinned);
  }

  // A drill is for walls that are on: one that was asked for before is not played again.
  offer(playbill, isFirst) {
    for (const one of playbill.takeovers) {
      if (this.seen.has(one.key)) continue;
      this.remember(one.key);
      if (one.is_drill && isFirst) continue;
      this.takeover = one;
      this.since = performance.now();
      this.show({ takeover: one, step: one.step, place: 0 });
      return;
    }
  }

  remember(key) {
    this.seen.add(key);
    if (this.seen.size > SEEN_MOST) this.seen.delete(this.seen.values().next().value);
    try {
      sessionStorage.setItem(SEEN, JSON.stringify([...this.seen]));
    } catch {
      // Then a reload may show it once more.
    }
  }

  tick() {
    if (!this.scenes.length) return;
    const gone = ((performance.now() - this.since) / 1_000) * this.pace;
    if (this.takeover) {
      if (gone >= this.takeover.seconds) this.release();
      return;
    }
    if (!this.isPaused && gone >= this.step().seconds) this.on();
  }

  release() {
    if (!this.takeover) return;
    this.takeover = null;
    this.present();
  }

  // The steps of this visit: all, or so many of them from where the last visit ended.
  round() {
    const scene = this.scenes[this.scene];
    const all = scene.steps.map((_, place) => place);
    if (!scene.at_once || scene.at_once >= all.length) return all;
    const from = this.offsets.get(scene.id) ?? 0;
    return all.slice(0, scene.at_once).map((place) => (place + from) % all.length);
  }

  step() {
    return this.scenes[this.scene].steps[this.round()[this.place]];
  }

  on() {
    const isLast = this.place + 1 >= this.round().length;
    if (!isLast) {
      this.place += 1;
      this.present();
      return;
    }
    this.turn();
    if (!this.isHeld()) this.scene = (this.scene + 1) % this.scenes.length;
    this.place = 0;
    this.present();
  }

  turn() {
    const scene = this.scenes[this.scene];
    if (!scene.at_once) return;
    const from = this.offsets.get(scene.id) ?? 0;
    this.offsets.set(scene.id, (from + scene.at_once) % scene.steps.length);
  }

  skip(by) {
    this.go((((this.scene + by) % this.scenes.length) + this.scenes.length) % this.scenes.length);
  }

  go(scene) {
    if (!this.scenes[scene]) return;
    this.takeover = null;
    this.scene = scene;
    this.place = 0;
    this.present();
  }

  pin(id) {
    this.pinned = id;
    const scene = this.scenes.findIndex((one) => one.id === id);
    if (scene >= 0 && scene !== this.scene) this.go(scene);
  }

  pause(isPaused = !this.isPaused) {
    this.isPaused = isPaused;
    this.since = performance.now();
  }

  present(since = performance.now()) {
    if (!this.scenes.length) return;
    this.since = since;
    const scene = this.scenes[this.scene];
    this.show({ scene, step: this.step(), place: this.place });
  }

  standing() {
    return {
      count: this.scenes.length,
      scene: this.scene,
      next: this.scenes.length ? this.scenes[(this.scene + 1) % this.scenes.length].title : "",
      isPaused: this.isPaused,
      isPinned: this.isHeld(),
    };
  }
}

function seenBefore() {
  try {
    return new Set(JSON.parse(sessionStorage.getItem(SEEN) ?? "[]"));
  } catch {
    return new Set();
  }
}
