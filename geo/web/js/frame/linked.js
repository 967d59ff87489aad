// Maps beside each other show one place: a moved one tells where it looks, the others follow.

import { tell } from "./layers.js";

const AT_MOST_EVERY_MS = 100;

export class Linked {
  constructor(map) {
    this.map = map;
    this.isOn = false;
    this.isFollowing = false;
    this.toldAt = 0;
    map.on("move", () => this.told(performance.now() - this.toldAt > AT_MOST_EVERY_MS));
    map.on("moveend", () => this.told(true));
  }

  turn(isOn) {
    const isNew = isOn && !this.isOn;
    this.isOn = isOn;
    if (isNew) this.told(true);
  }

  told(isDue) {
    if (!this.isOn || this.isFollowing || !isDue) return;
    this.toldAt = performance.now();
    const centre = this.map.getCenter();
    tell("view", { view: { centre: [centre.lat, centre.lng], zoom: this.map.getZoom() } });
  }

  follow({ centre, zoom }) {
    this.isFollowing = true;
    this.map.setView(centre, zoom, { animate: false });
    this.isFollowing = false;
  }
}
