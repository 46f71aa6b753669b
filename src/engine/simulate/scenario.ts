import type {Random} from "./random.js";
import type {AttackType, Emit} from "./record.js";
import type {World} from "./world.js";

/** What a scenario gets: a world, its own randomness, a window of time, and somewhere to put its records. */
export interface ScenarioContext {
  readonly world: World;
  readonly random: Random;
  /** Milliseconds in UTC, half-open. An attack starts at `from`; background traffic fills the window. */
  readonly from: number;
  readonly to: number;
  /** Volume relative to the published week: 1 is the full size. */
  readonly scale: number;
  /** How many times the scenario's own length the window is: steps at fixed distances are taken so many times as far apart. */
  readonly stretch: number;
  readonly campaign: string | null;
  /** Records may come in any order and may be logged after `to` (a flow that is still open). */
  readonly emit: Emit;
}

/** One thing that happens, as a pure function of its context. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** Null for traffic that is not an attack, or that is of many kinds. */
  readonly attack_type: AttackType | null;
  /** How long it takes when nothing else is said, in hours. */
  readonly hours: number;
  run(context: ScenarioContext): void;
}

/** An attack that can be run by itself, and what a reader is told about it. */
export interface Attack extends Scenario {
  readonly attack_type: AttackType;
  /** What happens, in one sentence for a reader who is new to all this; true of any length and volume. */
  readonly description: string;
  /** Hours before `from` at which its first record may be; none when absent. */
  readonly lead?: number;
  /** Addresses or accounts that it comes from: all of them. */
  attackers(world: World): readonly string[];
  /** Addresses, networks or accounts that it is aimed at. */
  victims(world: World): readonly string[];
}

/** A count at the context's scale, never below a minimum that keeps the scenario recognisable. */
export function scaled(context: ScenarioContext, count: number, minimum: number): number {
  return Math.max(Math.min(count, minimum), Math.round(count * context.scale));
}
