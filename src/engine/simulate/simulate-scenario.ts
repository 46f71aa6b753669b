import type {LogRecord} from "./record.js";
import type {Attack} from "./scenario.js";
import {attacks} from "./scenarios/index.js";
import {streamOf} from "./story.js";
import {createWorld, type World} from "./world.js";

export interface ScenarioOptions {
  /** Any integer; the week's own seed gives the same attackers and victims as in the week. */
  readonly seed: number;
  /** When it starts, milliseconds in UTC. Nothing of it happens earlier. */
  readonly from: number;
  /** How long it takes; the scenario's own length when absent. */
  readonly hours?: number;
  /** Volume; 1 when absent. */
  readonly scale?: number;
}

/** What can be asked for, both ends included. */
export const limits = {
  hours: {low: 0.1, high: 720},
  scale: {low: 0.01, high: 20},
  from: {low: Date.UTC(1970, 0, 1), high: Date.UTC(2100, 0, 1)}
} as const;

/** One attack by itself, before any of it is text. */
export interface SimulatedScenario {
  readonly attack: Attack;
  readonly world: World;
  /** Milliseconds in UTC: when it starts and when it is over. */
  readonly from: number;
  readonly to: number;
  /** "injected-" and the scenario's name. */
  readonly campaign: string;
  /** In order of time; none is before `from`, none later than an hour after `to`. */
  readonly records: readonly LogRecord[];
}

const hour = 3_600_000;
/** The border sees a tunnel open so long before the login in it. */
const opening = 3000;
/** Logs are collected so long after the end; flows that are open longer are not in them. */
const collection = hour;

/** An attack by its name. Throws a RangeError on one that is not in `attacks`. */
export function findAttack(name: string): Attack {
  const attack = attacks.find(attack => attack.name === name);
  if (attack) return attack;
  throw new RangeError(`unknown scenario: "${name}"; expected one of ${attacks.map(a => a.name).join(", ")}`);
}

/** How long an attack takes when nothing else is said, in hours: what leads to it included. */
export const usualHours = ({hours, lead = 0}: Attack): number => hours + lead;

/**
 * One attack by itself, for adding to other data; the caller marks it as injected. A longer or shorter one has its steps
 * farther apart or closer together. Pure, so that a browser can run it. The same options give the same records.
 * Throws a RangeError on an unknown name and on options out of `limits`.
 */
export function simulateScenario(name: string, options: ScenarioOptions): SimulatedScenario {
  const attack = findAttack(name);
  const {seed, from, hours = usualHours(attack), scale = 1} = options;
  check(seed, from, hours, scale);
  const to = from + hours * hour;
  const stretch = hours / usualHours(attack);
  const world = createWorld(seed);
  const campaign = `injected-${name}`;
  const records: LogRecord[] = [];
  attack.run({
    world,
    random: streamOf(seed, name, from),
    from: from + (attack.lead ?? 0) * stretch * hour + opening,
    to,
    scale,
    stretch,
    campaign,
    emit: record => {
      if (record.time <= to + collection) records.push(record);
    }
  });
  return {attack, world, from, to, campaign, records: records.sort((a, b) => a.time - b.time)};
}

function check(seed: number, from: number, hours: number, scale: number): void {
  if (!Number.isInteger(seed)) throw new RangeError(`invalid seed: ${seed}; expected an integer`);
  if (!(from >= limits.from.low && from <= limits.from.high)) {
    throw new RangeError(`invalid from: ${from}; expected milliseconds of a time from 1970 to 2099`);
  }
  for (const [name, value] of [
    ["hours", hours],
    ["scale", scale]
  ] as const) {
    const {low, high} = limits[name];
    if (!(value >= low && value <= high))
      throw new RangeError(`invalid ${name}: ${value}; expected a number from ${low} to ${high}`);
  }
}
