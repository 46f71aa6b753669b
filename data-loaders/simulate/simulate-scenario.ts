import type {LogRecord} from "./record.js";
import {attacks} from "./scenarios/index.js";
import {streamOf} from "./story.js";
import {createWorld} from "./world.js";

export interface ScenarioOptions {
  /** Any integer; the week's own seed gives the same attackers and victims as in the week. */
  readonly seed: number;
  /** When it starts, milliseconds in UTC. */
  readonly from: number;
  /** How long it takes; the scenario's own length when absent. */
  readonly hours?: number;
  /** Volume; 1 when absent. */
  readonly scale?: number;
}

/**
 * One attack by itself, in order of time, for adding to other data; the caller marks it as injected. Its campaign is
 * "injected-" and the scenario's name. Pure, so that a browser can run it. The same options give the same records.
 * Throws a RangeError on a name that is not in `attacks`.
 */
export function simulateScenario(name: string, options: ScenarioOptions): LogRecord[] {
  const scenario = attacks.find(attack => attack.name === name);
  if (!scenario) {
    throw new RangeError(
      `unknown scenario: "${name}"; expected one of ${attacks.map(a => a.name).join(", ")}`
    );
  }
  const {seed, from, hours = scenario.hours, scale = 1} = options;
  const records: LogRecord[] = [];
  scenario.run({
    world: createWorld(seed),
    random: streamOf(seed, name, from),
    from,
    to: from + hours * 3_600_000,
    scale,
    campaign: `injected-${name}`,
    emit: record => records.push(record)
  });
  return records.sort((a, b) => a.time - b.time);
}
