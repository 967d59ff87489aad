// One thing being drawn: mouse, finger and keyboard add and take back points, until it is whole.

import { element } from "../dom.js";
import { KINDS } from "./kinds.js";
import { Sketch } from "./sketch.js";

const MOST_POINTS = 500;
const SAME_PX = 4;
const NEAR_FIRST_PX = 10;
const KEYS = { Enter: "finish", Escape: "end", Backspace: "back", " ": "centre" };

export class Session {
  constructor(map, name, { colour, words, onChange, onFinish, onEnd }) {
    Object.assign(this, { map, words, onChange, onFinish, onEnd });
    this.kind = KINDS[name];
    this.points = [];
    this.hover = null;
    this.isDone = false;
    this.sketch = new Sketch(map, colour);
    // Over the map's layers, so that no click meets a grid; under its controls. Drags go through.
    this.shield = element("div", "shield");
    this.cross = element("div", "cross");
    map.getContainer().append(this.shield, this.cross);
    map.doubleClickZoom.disable();
    this.listeners = { click: (event) => this.add(event.latlng), mousemove: (event) => this.move(event.latlng), dblclick: () => this.finish() };
    map.on(this.listeners);
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey, true);
    this.cross.hidden = true;
    map.getContainer().focus({ preventScroll: true });
    this.draw();
  }

  key(event) {
    const act = KEYS[event.key];
    const isOnControl = event.target.closest?.("button, input, a, select");
    if (!act || event.isComposing || (isOnControl && event.key !== "Escape")) {
      if (event.key.startsWith("Arrow") && !isOnControl) this.cross.hidden = false;
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    this[act]();
  }

  px(at) {
    return this.map.latLngToContainerPoint(at);
  }

  add(at) {
    if (this.isDone) return;
    const last = this.points.at(-1);
    if (last && this.px(last).distanceTo(this.px(at)) < SAME_PX) return;
    const isBack = this.kind.isClosed && !this.kind.most && this.points.length > 2 && this.px(this.points[0]).distanceTo(this.px(at)) < NEAR_FIRST_PX;
    if (isBack) {
      this.finish();
      return;
    }
    if (this.points.length >= MOST_POINTS) return;
    this.points.push({ lat: at.lat, lng: at.lng });
    this.hover = null;
    if (this.points.length === this.kind.most) this.finish();
    else this.draw();
  }

  centre() {
    this.cross.hidden = false;
    this.add(this.map.getCenter());
  }

  move(at) {
    if (this.isDone || !this.points.length) return;
    this.hover = { lat: at.lat, lng: at.lng };
    this.draw();
  }

  back() {
    if (this.isDone) return;
    this.points.pop();
    this.hover = null;
    this.draw();
  }

  // A circle whose centre stands takes its radius from a number as well.
  radius(metres) {
    if (!(metres > 0) || this.isDone) return;
    const centre = this.points[0] ?? this.map.getCenter();
    const step = metres / 111_320 / Math.cos((centre.lat * Math.PI) / 180);
    this.points = [{ lat: centre.lat, lng: centre.lng }, { lat: centre.lat, lng: centre.lng + step }];
    this.given = Math.round(metres);
    this.finish();
  }

  finish() {
    if (this.isDone || !this.kind.isWhole(this.points)) return;
    this.isDone = true;
    this.hover = null;
    this.shield.remove();
    this.cross.remove();
    this.draw();
    const shape = this.kind.shape?.(this.points);
    if (shape && this.given) shape.radius_m = this.given;
    this.onFinish(shape);
  }

  draw() {
    const shown = this.hover ? [...this.points, this.hover] : this.points;
    this.sketch.show(this.kind.outline(shown), this.points, this.kind.isClosed);
    this.onChange({ told: this.kind.told(shown, this.words), canFinish: !this.isDone && this.kind.isWhole(this.points), canGoBack: !this.isDone && this.points.length > 0, isFull: this.points.length >= MOST_POINTS });
  }

  end() {
    this.stop();
    this.onEnd();
  }

  stop() {
    this.map.off(this.listeners);
    this.map.doubleClickZoom.enable();
    document.removeEventListener("keydown", this.onKey, true);
    this.shield.remove();
    this.cross.remove();
    this.sketch.remove();
  }
}
