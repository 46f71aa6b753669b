import {describe, expect, it} from "vitest";
import {
  hasInjected,
  type InjectedAttack,
  reactionAt
} from "../../../../../src/components/replay/panels/reaction/reaction-at.js";
import {reactionTitle} from "../../../../../src/components/replay/panels/reaction/reaction-words.js";
import {createReplay} from "../../../../../src/engine/replay/replay.js";
import {timeAt} from "../../../../../src/engine/replay/tape.js";
import {makeRecording, start} from "../../../../engine/replay/make-recording.js";

const at = (seconds: number) => start + seconds * 1000;
const injected = {origin: "injected"} as const;
/** One event a second. */
const {alerts, tape} = createReplay(
  makeRecording({
    events: Array.from({length: 100}, (_, i) => ({time: at(i)})),
    alerts: [
      {row: 5, detector: "knn"},
      {row: 22, detector: "sigma", severity: "low", ...injected},
      {row: 25, detector: "login", severity: "high", ...injected},
      {row: 30, detector: "sigma", severity: "critical", ...injected},
      {row: 31, detector: "sigma", severity: "medium", ...injected},
      {row: 70, detector: "sequence", severity: "low", ...injected}
    ]
  })
);
const scan: InjectedAttack = {title: "A scan", from: at(20), to: at(40)};
const react = (position: number, attacks: readonly InjectedAttack[] = [scan]) =>
  reactionAt(alerts, alerts, attacks, {position, time: timeAt(tape, position)});

describe("the reaction to an injected attack", () => {
  it("is yet to come before the attack begins", () => {
    expect(react(10)).toMatchObject({state: "to come", noticed: 0});
    expect(reactionTitle(react(10), "UTC")).toBe("The injected attack is yet to come");
  });

  it("is who noticed it so far, how soon, how often and how gravely, and who did not", () => {
    expect(react(22)).toMatchObject({state: "under way", noticed: 0});
    expect(reactionTitle(react(22), "UTC")).toBe("None of 4 detectors has noticed it yet");
    const {state, noticed, detectors} = react(31);
    expect([state, noticed]).toEqual(["under way", 2]);
    expect(detectors).toEqual([
      {detector: "sigma", first: at(22), after: 2000, alerts: 2, gravest: "critical"},
      {detector: "login", first: at(25), after: 5000, alerts: 1, gravest: "high"},
      {detector: "knn", first: null, after: null, alerts: 0, gravest: null},
      {detector: "sequence", first: null, after: null, alerts: 0, gravest: null}
    ]);
    expect(reactionTitle(react(31), "UTC")).toBe("2 of 4 detectors noticed it, the first after 2 seconds");
    expect(react(41).state).toBe("over");
  });

  it("is that to the attack that began last", () => {
    const later: InjectedAttack = {title: "Another", from: at(60), to: at(80)};
    expect(react(55, [scan, later])).toMatchObject({attack: scan, noticed: 2, state: "over"});
    expect(react(66, [scan, later])).toMatchObject({attack: later, noticed: 0, state: "under way"});
    expect(react(90, [scan, later]).detectors[0]).toMatchObject({detector: "sequence", after: 10_000});
  });

  it("is told by alerts alone where the attack is not known", () => {
    expect(react(10, []).state).toBe("to come");
    expect(react(31, [])).toMatchObject({state: "under way", noticed: 2, attack: null});
    expect(reactionTitle(react(31, []), "UTC")).toBe(
      "2 of 4 detectors noticed the attack, the first at 2 Mar 2026, 00:00:22 UTC"
    );
    expect(react(71, [])).toMatchObject({state: "over", noticed: 3});
  });
});

it("without anything injected there is nothing to react to", () => {
  const none = createReplay(makeRecording({events: [{}], alerts: [{row: 0}]}));
  expect(hasInjected(none.alerts, [])).toBe(false);
  expect(hasInjected(none.alerts, [scan])).toBe(true);
  expect(hasInjected(alerts, [])).toBe(true);
});
