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

/** A count at the context's scale, never below a minimum that keeps the scenario recognisable. */
export function scaled(context: ScenarioContext, count: number, minimum: number): number {
  return Math.max(Math.min(count, minimum), Math.round(count * context.scale));
}
