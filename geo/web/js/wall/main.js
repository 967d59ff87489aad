// Starts the wall: fetches what to show, plays it, says how old it is. Nothing here ever stops.

import { begun } from "./feed.js";
import { Guard } from "./guard.js";
import { listen } from "./keys.js";
import { Lead } from "./lead.js";
import { Screen } from "./screen.js";
import { Stage } from "./stage.js";
import { Tour } from "./tour.js";

const TICK_MS = 100;

const asked = new URLSearchParams(location.search);
const pace = Math.max(1, Number(asked.get("pace")) || 1);
const told = JSON.parse(document.getElementById("wall-words").textContent);
const host = document.getElementById("wall");
if (asked.get("box")) document.documentElement.classList.add("boxed");

const screen = new Screen(host, told.words);
const stage = new Stage(screen.map, told, pace);
const tour = new Tour({ pace, show: (picture) => present(picture) });
const guard = new Guard();
const feed = begun(asked.get("t"), pace);
const lead = new Lead(feed, tour);
let changes = 0;

function present(picture) {
  screen.show(picture);
  stage.show(picture.step);
  changes += 1;
  const said = document.documentElement.dataset;
  said.scene = picture.scene?.id ?? "takeover";
  said.step = String(picture.place);
  said.changes = String(changes);
}

feed.onPlaybill = (playbill) => {
  screen.town(playbill);
  tour.load(playbill);
};
feed.onGround = (ground) => stage.ground(ground);
feed.onLead = (said) => lead.take(said);
listen(tour);

setInterval(() => {
  guard.alive();
  tour.tick();
  screen.bar({ ...tour.standing(), ...feed.standing() });
  document.documentElement.dataset.state = feed.standing().isStale ? "stale" : "live";
}, TICK_MS);
feed.start();
