import {severityThresholds} from "../detect/calibration/calibration.js";
import type {RaisedSeverity} from "./confusion.js";

/** An attacker and an hour in which something was raised about it, or really happened. */
export interface SourceHour {
  readonly source: string;
  /** Hours since 1970-01-01 UTC. */
  readonly hour: number;
}

export interface RaisedHour extends SourceHour {
  /** Of the gravest alert. */
  readonly severity: RaisedSeverity;
}

export interface TrueHour extends SourceHour {
  /** Types of attack that it holds, at least one. */
  readonly types: readonly string[];
  /** Guesses of the type that is looked for; 0 where it is not among them. */
  readonly attempts: number;
}

/** How many of the source-hours of a size were found. */
export interface FoundBySize {
  /** Attempts in the hour: from, and up to (null: without limit). */
  readonly from: number;
  readonly to: number | null;
  readonly actual: number;
  readonly found: number;
}

/** How well alerts find the hours in which a source guessed passwords. */
export interface BruteForceLine {
  /** Alerts of this severity and above. */
  readonly severity: RaisedSeverity;
  /** Source-hours with such an alert; of those, with brute force. */
  readonly raised: number;
  readonly found: number;
  /** Source-hours with a guess in them; those of which only a sensor's note is left do not count. */
  readonly actual: number;
  readonly precision: number | null;
  readonly recall: number | null;
  /** A single wrong password is no less brute force by truth than a thousand, but nothing shows it. */
  readonly bySize: readonly FoundBySize[];
  /** What the others are: other types of attack, "Normal" where none, the most frequent first. */
  readonly falsePositives: readonly {readonly type: string; readonly count: number}[];
}

/**
 * Precision and recall of alerts about guessed passwords, counted per source and hour: that is what somebody has to look at. Gravest
 * severity first.
 * @param type the attack that is looked for.
 */
export function judgeSourceHours(
  truth: readonly TrueHour[],
  alerts: readonly RaisedHour[],
  type: string
): readonly BruteForceLine[] {
  const typesOf = new Map(truth.map(one => [keyOf(one), one.types]));
  const wanted = truth.filter(({types, attempts}) => types.includes(type) && attempts > 0);
  const actual = wanted.length;
  return severitiesDown.map((severity, rank) => {
    const raised = new Set(alerts.filter(alert => severitiesDown.indexOf(alert.severity) <= rank).map(keyOf));
    const wrong = new Map<string, number>();
    let found = 0;
    for (const key of raised) {
      const types = typesOf.get(key) ?? [];
      if (types.includes(type)) found++;
      else {
        const name = types.length === 0 ? "Normal" : [...types].sort().join(" + ");
        wrong.set(name, (wrong.get(name) ?? 0) + 1);
      }
    }
    return {
      severity,
      raised: raised.size,
      found,
      actual,
      precision: raised.size === 0 ? null : found / raised.size,
      recall: actual === 0 ? null : found / actual,
      bySize: sizes.map(({from, to}) => {
        const own = wanted.filter(({attempts}) => attempts >= from && (to === null || attempts <= to));
        return {from, to, actual: own.length, found: own.filter(one => raised.has(keyOf(one))).length};
      }),
      falsePositives: [...wrong]
        .map(([name, count]) => ({type: name, count}))
        .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1))
    };
  });
}

/** A guess or two, some, and as many as nobody makes who knows a password. */
const sizes: readonly Pick<FoundBySize, "from" | "to">[] = [
  {from: 1, to: 2},
  {from: 3, to: 9},
  {from: 10, to: null}
];

/** Gravest first. */
const severitiesDown = Object.keys(severityThresholds) as readonly RaisedSeverity[];

const keyOf = ({source, hour}: SourceHour) => `${hour} ${source}`;
