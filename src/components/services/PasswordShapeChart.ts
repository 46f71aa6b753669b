import * as Plot from "@observablehq/plot";
import {type PasswordShape, passwordClasses} from "../../engine/build/services/credentials.js";
import {capitalise, formatCompact, formatPlural, formatShare} from "../format.js";
import {color} from "../palette.js";

/** Longer passwords are counted together. */
const longest = 24;

const fills = [
  color("action-unknown"),
  color("dataset-iscx"),
  color("dataset-dionaea"),
  color("dataset-cowrie"),
  color("dataset-suricata")
];

/** "86% of attempts use at most 8 characters; 31% use digits alone". */
export function passwordShapeFinding(rows: readonly PasswordShape[]): string {
  const sum = (part: readonly PasswordShape[]) => part.reduce((total, {tried}) => total + tried, 0);
  const all = sum(rows);
  if (all === 0) return "How passwords are made";
  const short = sum(rows.filter(({length}) => length <= 8));
  const plain = sum(rows.filter(({made_of}) => made_of === "digits" || made_of === "letters"));
  return `${formatShare(short / all)} of attempts use a password of at most 8 characters; ${formatShare(plain / all)} one of digits or letters alone`;
}

/** Attempts by the length of the password, and of what it is made. */
export function PasswordShapeChart(rows: readonly PasswordShape[], width: number): Element {
  const last = Math.min(longest, Math.max(1, ...rows.map(({length}) => length)));
  const bars = rows.map(row => ({...row, at: Math.min(row.length, longest)}));
  return Plot.plot({
    width,
    height: 250,
    marginLeft: 46,
    marginBottom: 40,
    marginTop: 22,
    x: {
      domain: Array.from({length: last + 1}, (_, i) => i),
      label: "characters of the password",
      labelAnchor: "center",
      labelArrow: "none",
      tickFormat: (length: number) =>
        width < 480 && length % 4 !== 0 ? "" : `${length}${length === longest ? "+" : ""}`
    },
    y: {
      label: "↑ attempts",
      labelArrow: "none",
      grid: true,
      nice: true,
      tickFormat: (value: number) => formatCompact(value)
    },
    color: {
      legend: true,
      domain: [...passwordClasses],
      range: fills,
      tickFormat: (name: string) => capitalise(name)
    },
    marks: [
      Plot.barY(bars, {
        x: "at",
        y: "tried",
        fill: "made_of",
        order: [...passwordClasses],
        inset: 0.5,
        title: ({length, made_of, passwords, tried}) =>
          `${formatPlural(length, "character")}, ${made_of}\n${formatPlural(tried, "attempt")} with ${formatPlural(passwords, "password")}`
      }),
      Plot.ruleY([0])
    ]
  });
}
