import type {FoundAlert, OpeningProgress} from "../opening.js";
import {stageBegins} from "../stage-begins.js";

type Stage = OpeningProgress["stage"];

/** Milliseconds between two messages at least: a person reads no faster, and a page must not be kept busy by them. */
const pause = 100;

/** What the worker knows of how far it is, told to the page at most ten times a second. */
export interface ProgressTeller {
  /** Begins a stage, and tells of it at once. */
  stage(stage: Stage): void;
  update(detail: string): void;
  /** @param bytes read so far */
  counted(counts: {
    readonly bytes: number;
    readonly records: number;
    readonly events: number;
    readonly quarantined: number;
  }): void;
  /** Tells of alerts at once. */
  found(alerts: number, gravest: readonly FoundAlert[]): void;
}

/** @param now milliseconds, from any beginning */
export function createProgressTeller(
  totalBytes: number,
  tell: (progress: OpeningProgress) => void,
  now: () => number = () => performance.now()
): ProgressTeller {
  const start = now();
  let told = Number.NEGATIVE_INFINITY;
  let readEnd: number | null = null;
  let state: OpeningProgress = {
    ...{stage: "read", detail: "", bytes: 0, totalBytes, bytesPerSecond: null, secondsLeft: null},
    ...{records: 0, events: 0, quarantined: 0, alerts: null, gravest: []}
  };

  function change(next: Partial<OpeningProgress>, isUrgent = false) {
    state = {...state, ...next};
    const time = now();
    if (!isUrgent && time - told < pause) return;
    told = time;
    const seconds = (time - start) / 1000;
    const readSeconds = ((readEnd ?? time) - start) / 1000;
    const bytesPerSecond = readSeconds > 0 && state.bytes > 0 ? state.bytes / readSeconds : null;
    tell({...state, bytesPerSecond, secondsLeft: secondsLeft(seconds)});
  }

  /** From what is over; while bytes are read, by how many of them are. A stage is not known to be further than its beginning. */
  function secondsLeft(seconds: number): number | null {
    const {stage, bytes} = state;
    const share =
      stage === "read"
        ? (stageBegins.detect * bytes) / Math.max(1, totalBytes)
        : Math.max(stageBegins[stage], 0.01);
    if (share < 0.02) return null;
    const sinceStage = stage === "read" ? 0 : (now() - stageBegun) / 1000;
    const whole = (seconds - sinceStage) / share;
    return Math.max(1, Math.round(whole - seconds));
  }
  let stageBegun = start;

  return {
    stage(stage) {
      if (stage === state.stage) return;
      if (state.stage === "read") readEnd = now();
      stageBegun = now();
      change({stage, detail: ""}, true);
    },
    update: detail => change({detail}),
    counted: counts => change(counts),
    found: (alerts, gravest) => change({alerts, gravest}, true)
  };
}
