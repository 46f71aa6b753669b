import type {AttackType} from "../record.js";
import type {ScenarioContext} from "../scenario.js";
import {Border} from "./border.js";
import {ServerLog} from "./server-log.js";

/** Everything that watches the campus, noting an attack of the given type. */
export interface Observers {
  readonly border: Border;
  readonly log: ServerLog;
}

export function observersOf(context: ScenarioContext, attack_type: AttackType): Observers {
  const truth = {attack_type, campaign: context.campaign};
  return {
    border: new Border(context.random, context.emit, truth),
    log: new ServerLog(context.random, context.emit, truth)
  };
}
