import {attacks} from "../../engine/simulate/scenarios/index.js";
import {limits, type ScenarioOptions} from "../../engine/simulate/simulate-scenario.js";

/** What stands in the form's controls, as text. */
export interface SimulateFields {
  readonly scenario: string;
  readonly seed: string;
  /** "2026-03-08T12:00", in UTC; empty while it is not whole. */
  readonly start: string;
  readonly hours: string;
  readonly scale: string;
}

export type SimulateField = keyof SimulateFields;

/** What the fields ask for, or what is wrong with each that cannot be asked for. */
export type SimulateAsked =
  | {readonly name: string; readonly options: ScenarioOptions}
  | {readonly problems: Readonly<Partial<Record<SimulateField, string>>>};

/** More would be the same again: only 32 bits of a seed count. */
const highestSeed = 2 ** 32 - 1;
const number = (value: number) => value.toLocaleString("en-US");

/** Reads the form's controls; problems are whole sentences for the reader. */
export function readSimulateFields(fields: SimulateFields): SimulateAsked {
  const problems: Partial<Record<SimulateField, string>> = {};
  const name = fields.scenario;
  if (!attacks.some(attack => attack.name === name)) problems.scenario = "Choose one of the attacks.";
  const seed = readNumber(fields.seed);
  if (!Number.isInteger(seed) || seed < 0 || seed > highestSeed)
    problems.seed = `The seed must be a whole number from 0 to ${number(highestSeed)}.`;
  const from = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d/.test(fields.start)
    ? Date.parse(`${fields.start}Z`)
    : Number.NaN;
  if (Number.isNaN(from)) problems.start = "The start must be a date and a time, in UTC.";
  else if (from < limits.from.low || from >= limits.from.high)
    problems.start = "The start must be in the years from 1970 to 2099.";
  const hours = readNumber(fields.hours);
  if (!within(hours, limits.hours))
    problems.hours = `The length must be from ${limits.hours.low} to ${limits.hours.high} hours.`;
  const scale = readNumber(fields.scale);
  if (!within(scale, limits.scale))
    problems.scale = `The volume must be from ${limits.scale.low} to ${limits.scale.high} times the usual.`;
  return Object.keys(problems).length > 0 ? {problems} : {name, options: {seed, from, hours, scale}};
}

/** NaN for nothing, where `Number` says 0. */
const readNumber = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text));

const within = (value: number, {low, high}: {readonly low: number; readonly high: number}): boolean =>
  value >= low && value <= high;
