import {color} from "../palette.js";
import type {Judge} from "./beacon-figures.js";

/** How each judge of beacons is drawn: told apart by dashes and symbols as well as by colour. */
export const judgeLooks = {
  found: {stroke: color("series-anomaly"), dash: "none", symbol: "diamond"},
  ritaLow: {stroke: color("series-main"), dash: "7,3", symbol: "circle"},
  ritaMedium: {stroke: color("series-burst"), dash: "2,3", symbol: "square"}
} as const satisfies Record<Judge, {readonly stroke: string; readonly dash: string; readonly symbol: string}>;
