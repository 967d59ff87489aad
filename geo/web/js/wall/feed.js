// Brings what to show from the server, again and again: each refresh at a time of its own, the
// pulse every two seconds, every failure later and later. What was good is kept until it is replaced.

const PULSE_MS = 2_000;
const PULSE_MOST_MS = 15_000;
const LEAST_MS = 2_000;
const STALE_AFTER_FAILURES = 2;
const ANSWER_WITHIN_MS = 20_000;
const KEPT = "wangge-wall-last";

export function begun(token, pace) {
  return new Feed(token, pace);
}

// A moment that many walls switched on together do not share: between four and six fifths of it.
function jittered(ms) {
  return ms * (0.8 + 0.4 * Math.random());
}

class Feed {
  constructor(token, pace) {
    this.token = token;
    this.pace = pace;
    this.refreshMs = 60_000;
    // Of the data alone; a pulse that answers says nothing of them, and counts its own misses.
    this.failures = 0;
    this.goodAt = null;
    this.missed = 0;
    this.turn = 0;
    this.lead = null;
    this.tags = {};
    this.onPlaybill = this.onGround = this.onLead = () => {};
  }

  start() {
    this.restore();
    this.refresh();
    this.pulse();
  }

  standing() {
    return {
      isStale: this.failures >= STALE_AFTER_FAILURES,
      ageMs: this.goodAt === null ? null : performance.now() - this.goodAt,
    };
  }

  async refresh() {
    clearTimeout(this.next);
    this.turn += 1;
    const { turn } = this;
    try {
      const playbill = await this.get("");
      if (playbill) {
        const ground = await this.get("/ground");
        if (ground) this.take({ ground });
        this.take({ playbill });
        this.keep();
      }
      this.good();
    } catch (fault) {
      this.failures += 1;
      this.refused(fault);
    }
    // One begun meanwhile comes again by itself.
    if (turn !== this.turn) return;
    const wait = this.failures ? Math.min(this.refreshMs, LEAST_MS * 2 ** (this.failures - 1)) : this.refreshMs;
    this.next = setTimeout(() => this.refresh(), Math.max(LEAST_MS, jittered(wait) / this.pace));
  }

  async pulse() {
    let wait = PULSE_MS;
    try {
      const lead = await this.get("/pulse");
      const isAnew = this.lead !== null && (lead.term !== this.lead.term || lead.drill !== this.lead.drill);
      const wasCut = this.missed > 0;
      this.lead = lead;
      this.missed = 0;
      this.onLead(lead);
      // A drill, a server that began anew, a line that holds again: look at once.
      if (isAnew || wasCut) this.refresh();
    } catch (fault) {
      this.missed += 1;
      this.refused(fault);
      // Whether the data are cut off as well is known by asking for them.
      if (this.missed === 1 && !this.failures) this.refresh();
      wait = Math.min(PULSE_MOST_MS, PULSE_MS * this.missed);
    }
    setTimeout(() => this.pulse(), jittered(wait));
  }

  // The last good answer of a path, or null where it is the one already held.
  async get(path) {
    const headers = this.tags[path] ? { "if-none-match": this.tags[path] } : {};
    const gone = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const answer = await fetch(`/walls${path}?t=${this.token}`, { headers, signal: gone, cache: "no-store" });
    this.token = answer.headers.get("x-wangge-link") ?? this.token;
    if (answer.status === 304) return null;
    if (!answer.ok) throw new Refused(answer.status);
    const body = await answer.json();
    this.tags[path] = answer.headers.get("etag");
    return body;
  }

  take({ ground, playbill }) {
    if (ground) {
      this.ground = ground;
      this.onGround(ground);
    }
    if (playbill) {
      this.playbill = playbill;
      this.refreshMs = playbill.refresh_s * 1_000;
      this.onPlaybill(playbill);
    }
  }

  good() {
    this.failures = 0;
    this.goodAt = performance.now();
  }

  refused(fault) {
    // A link that lapsed while the line was cut, or a session that ended: the page makes a new one.
    const isOut = fault instanceof Refused && (fault.status === 401 || fault.status === 403);
    if (isOut && window.parent !== window) {
      window.parent.postMessage({ type: "wangge:reload" }, location.origin);
    }
  }

  keep() {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ ground: this.ground, playbill: this.playbill }));
    } catch {
      // No room: the wall does without.
    }
  }

  restore() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
      if (kept?.playbill && kept.ground) this.take(kept);
    } catch {
      // What cannot be read is fetched anew.
    }
  }
}

class Refused extends Error {
  constructor(status) {
    super(String(status));
    this.status = status;
  }
}
