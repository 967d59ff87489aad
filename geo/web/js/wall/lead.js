// Follows what a phone asked of all walls. Counts of another process are a new beginning, not steps.

export class Lead {
  constructor(feed, tour) {
    this.feed = feed;
    this.tour = tour;
    this.held = null;
  }

  take(lead) {
    const before = this.held;
    if (!this.tour.scenes.length) return;
    this.held = lead;
    // A pin may go, and come again, with the scene's place in the file.
    if (lead.pinned !== this.tour.pinned) this.tour.pin(lead.pinned);
    if (before?.term === lead.term && before.revision === lead.revision) return;
    const isSame = before?.term === lead.term;
    if (!isSame ? lead.is_paused : lead.is_paused !== before.is_paused) this.tour.pause(lead.is_paused);
    if (isSame && lead.steps !== before.steps) this.tour.skip(lead.steps - before.steps);
  }
}
