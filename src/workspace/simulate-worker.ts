/** Simulates attacks off the main thread: tells what one amounts to, or writes its logs. */
import {type AttackSummary, summariseAttack} from "../engine/simulate/attack-summary.js";
import {type SimulatedLogs, simulateLogs} from "../engine/simulate/simulate-logs.js";
import type {ScenarioOptions} from "../engine/simulate/simulate-scenario.js";

export interface SimulateRequest {
  readonly id: number;
  readonly wanted: "summary" | "logs";
  readonly name: string;
  readonly options: ScenarioOptions;
}

export type SimulateResponse =
  | {readonly id: number; readonly answer: AttackSummary | SimulatedLogs}
  | {readonly id: number; readonly error: string};

addEventListener("message", ({data}: MessageEvent<SimulateRequest>) => {
  const {id, wanted, name, options} = data;
  let response: SimulateResponse;
  try {
    response = {id, answer: (wanted === "summary" ? summariseAttack : simulateLogs)(name, options)};
  } catch (error) {
    response = {id, error: error instanceof Error ? error.message : String(error)};
  }
  postMessage(response);
});
