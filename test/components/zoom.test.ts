import {expect, it} from "vitest";
import {aroundBurst} from "../../src/components/timeline/time-plot.js";
import {windowAddress} from "../../src/components/zoom.js";

const range = {from: Date.UTC(2026, 2, 2, 12), to: Date.UTC(2026, 2, 2, 14, 30)};

it("an address selects a window and keeps the rest of the selection", () => {
  expect(
    windowAddress("./timeline.html", range, "?from=2026-03-01T00:00Z&dataset=cowrie&severity=high,critical")
  ).toBe("./timeline.html?from=2026-03-02T12:00Z&to=2026-03-02T14:30Z&dataset=cowrie&severity=high,critical");
});

it("what the address itself selects wins, and stays one value whatever is in it", () => {
  expect(windowAddress("./alerts.html", range, "?source=192.0.2.1", {source: "192.0.2.2&severity=low"})).toBe(
    "./alerts.html?from=2026-03-02T12:00Z&to=2026-03-02T14:30Z&source=192.0.2.2%26severity%3Dlow"
  );
});

it("a burst is shown with an hour on either side, in whole hours", () => {
  const burst = {start_time: new Date("2026-03-02T12:20Z"), end_time: new Date("2026-03-02T12:30Z")};
  expect(aroundBurst(burst)).toEqual({
    from: Date.parse("2026-03-02T11:00Z"),
    to: Date.parse("2026-03-02T14:00Z")
  });
});
