"""The wall's scripts one by one, in a browser: what they keep, count and draw, without a map."""

import pytest
from playwright.sync_api import Page

HOSTILE = "<img src=x onerror=alert(1)>"

TOUR = """async () => {
  const { Tour } = await import("/assets/js/wall/tour.js");
  const step = { seconds: 30 };
  const playbill = (...ids) => ({
    takeovers: [], scenes: ids.map((id) => ({ id, title: id, at_once: 0, steps: [step, step] })),
  });
  const tour = new Tour({ pace: 1, show: () => {} });
  %s
}"""

FEED = """async () => {
  const { begun } = await import("/assets/js/wall/feed.js");
  const feed = begun("t", 1);
  const waits = [];
  window.setTimeout = (_, wait) => waits.push(wait);
  const answers = (data, pulse) => {
    window.fetch = async (path) => {
      const body = path.includes("pulse") ? pulse : data;
      if (!body) throw new TypeError("cut off");
      return new Response(JSON.stringify(body));
    };
  };
  %s
}"""
PLAYBILL = "{ refresh_s: 60, scenes: [], takeovers: [] }"


@pytest.fixture
def scripts(page: Page, app_url: str) -> Page:
    """Return a bare page of the app's address: scripts can be brought in, nothing else is there."""
    page.route(f"{app_url}/bare", lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto(f"{app_url}/bare")
    return page


def test_a_scene_that_a_changed_file_lacks_is_no_longer_held(scripts: Page) -> None:
    told = scripts.evaluate(
        TOUR
        % """
  tour.load(playbill("1-due", "2-trend", "3-plan"));
  tour.pin("3-plan");
  const before = tour.standing().isPinned;
  tour.load(playbill("1-due", "2-trend"));
  const after = tour.standing().isPinned;
  tour.on(); tour.on();
  return [before, after, tour.standing().scene];"""
    )
    # Both steps of the first scene have passed: the second one follows.
    assert told == [True, False, 1]


def test_a_held_scene_stays_while_the_file_has_it(scripts: Page) -> None:
    told = scripts.evaluate(
        TOUR
        % """
  tour.load(playbill("1-due", "2-trend"));
  tour.pin("2-trend");
  tour.load(playbill("1-due", "2-trend"));
  tour.on(); tour.on(); tour.on();
  return [tour.standing().isPinned, tour.standing().scene];"""
    )
    assert told == [True, 1]


def test_new_figures_do_not_give_a_step_its_whole_time_again(scripts: Page) -> None:
    told = scripts.evaluate(
        TOUR
        % """
  tour.load(playbill("1-due", "2-trend"));
  tour.since -= 20_000;
  tour.load(playbill("1-due", "2-trend"));
  tour.since -= 11_000;
  tour.tick();
  return tour.place;"""
    )
    # 20 s + 11 s are past the 30 s of the first step.
    assert told == 1


def test_another_scene_gets_its_whole_time(scripts: Page) -> None:
    told = scripts.evaluate(
        TOUR
        % """
  tour.load(playbill("1-due", "2-trend"));
  tour.since -= 20_000;
  tour.load(playbill("1-plan", "2-trend"));
  tour.since -= 11_000;
  tour.tick();
  return tour.place;"""
    )
    assert told == 0


def test_a_step_stands_its_seconds_however_the_clock_jumps(scripts: Page) -> None:
    told = scripts.evaluate(
        TOUR
        % """
  const { now } = Date;
  const places = [];
  tour.load(playbill("1-due", "2-trend"));
  for (const days of [366, -366]) {
    Date.now = () => now() + days * 86_400_000;
    tour.since -= 29_000;
    tour.tick();
    places.push(tour.place);
    tour.since -= 2_000;
    tour.tick();
    places.push(tour.place, tour.scene);
  }
  return places;"""
    )
    # 29 s are no step, 31 s are one: the second step of the first scene, then the second scene.
    assert told == [0, 1, 0, 1, 0, 1]


def test_past_midnight_the_bar_names_the_day_that_data_stopped_on(scripts: Page) -> None:
    scripts.clock.set_fixed_time("2026-03-02T00:00:30+08:00")
    told = scripts.evaluate(
        """async () => {
  const { Screen } = await import("/assets/js/wall/screen.js");
  const screen = new Screen(document.body, { stale: "{at}", bar_next: "{title}" });
  const standing = { count: 1, scene: 0, next: "", isPaused: false, isStale: true };
  const said = [10_000, 60_000].map((ageMs) => {
    screen.bar({ ...standing, ageMs });
    return document.querySelector(".stale").textContent;
  });
  return [...said, document.querySelector(".clock").textContent];
}"""
    )
    # Ten seconds ago was 00:00:20 of this day, a minute ago 23:59:30 of the day before.
    assert told == ["00:00", "3-1 23:59", "00:00"]


def test_data_that_stay_away_are_stale_though_the_pulse_answers(scripts: Page) -> None:
    told = scripts.evaluate(
        FEED
        % """
  answers(%s, { term: "a", drill: "" });
  await feed.refresh();
  const { goodAt } = feed;
  answers(null, { term: "a", drill: "" });
  for (let turn = 0; turn < 3; turn += 1) {
    await feed.refresh();
    await feed.pulse();
  }
  return [feed.standing().isStale, feed.goodAt === goodAt, feed.failures];"""
        % PLAYBILL
    )
    assert told == [True, True, 3]


def test_a_pulse_that_is_missed_asks_for_the_data_at_once_and_only_once(scripts: Page) -> None:
    told = scripts.evaluate(
        FEED
        % """
  answers(%s, null);
  let asked = 0;
  feed.refresh = async () => { asked += 1; };
  await feed.pulse();
  await feed.pulse();
  const whenMissed = asked;
  answers(%s, { term: "a", drill: "" });
  await feed.pulse();
  await feed.pulse();
  return [whenMissed, asked];"""
        % (PLAYBILL, PLAYBILL)
    )
    # Once when the line broke, once when it held again.
    assert told == [1, 2]


def test_tries_for_the_data_come_further_apart_though_the_pulse_answers(scripts: Page) -> None:
    waits = scripts.evaluate(
        FEED
        % """
  answers(null, { term: "a", drill: "" });
  const found = [];
  for (let turn = 0; turn < 4; turn += 1) {
    await feed.refresh();
    found.push(waits.at(-1));
    await feed.pulse();
  }
  return found;"""
    )
    # 2, 4, 8 and 16 s, each a fifth more or less, never below the least.
    for wait, usual in zip(waits, (2_000, 4_000, 8_000, 16_000), strict=True):
        assert usual * 0.8 <= wait <= usual * 1.2


def test_a_year_without_any_incident_is_drawn_on_the_ground(scripts: Page) -> None:
    path = scripts.evaluate(
        """async () => {
      const { panelOf } = await import("/assets/js/wall/panels.js");
      const none = Array(12).fill(0);
      const panel = { kind: "lines", title: "", labels: none.map(String), this: none,
                      before: none, this_name: "2022", before_name: "2021" };
      return panelOf(panel, {}).element.innerHTML;
    }"""
    )
    assert "NaN" not in path
    assert "Infinity" not in path


def test_what_a_town_is_called_enters_as_text(scripts: Page) -> None:
    told = scripts.evaluate(
        """async (hostile) => {
      const { Screen } = await import("/assets/js/wall/screen.js");
      const screen = new Screen(document.body, { bar_data: hostile, first_wait: hostile });
      screen.town({ town: hostile, data_at: hostile, is_demo: false, source: hostile });
      const figure = { label: hostile, value: hostile, unit: hostile, tone: "plain",
                       notes: [{ words: hostile, tone: "plain" }] };
      const row = { label: hostile, value: hostile, share: 1, tone: "plain" };
      const kinds = [
        { kind: "bars", title: hostile, rows: [row], note: hostile },
        { kind: "facts", title: hostile, lines: [[hostile, hostile, hostile]] },
        { kind: "lines", title: hostile, labels: Array(12).fill(hostile), this: [1],
          before: [1], this_name: hostile, before_name: hostile },
        { kind: "week", shares: [1], days: [hostile], from_hour: 0, until_hour: 4 },
      ];
      return kinds.map((panel) => {
        const step = { said: hostile, figures: [figure], panel, legend: [hostile], shades: "" };
        screen.show({ scene: { title: hostile, note: hostile, kind: "due" }, step });
        return [document.querySelectorAll("img").length,
                document.body.textContent.split(hostile).length > 8];
      });
    }""",
        HOSTILE,
    )
    assert told == [[0, True]] * 4


def test_the_flat_map_speaks_of_dots_and_not_of_heights(scripts: Page) -> None:
    told = scripts.evaluate(
        """async () => {
      const { Screen } = await import("/assets/js/wall/screen.js");
      const screen = new Screen(document.body, { flat_workload: "圆点", first_wait: "" });
      screen.about = { town: "", isDemo: false };
      const step = { said: "", figures: [], panel: null, legend: [], shades: "" };
      return ["deck", "flat"].map((map) => {
        document.documentElement.dataset.map = map;
        screen.show({ scene: { title: "", note: "柱高", kind: "workload" }, step });
        return screen.note.textContent;
      });
    }"""
    )
    assert told == ["柱高", "圆点"]
