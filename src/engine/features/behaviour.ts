import type {EventBlock} from "./event-block.js";
import {type FeatureSpec, linear, log} from "./feature-spec.js";
import {Windows} from "./windows.js";

export interface BehaviourOptions {
  /** Seconds of the window of a source; 600 by default. */
  readonly sourceWindow: number;
  /** Seconds of the window of a user; 3600 by default. */
  readonly userWindow: number;
  /** Sources, and users, held at once; the one idle longest makes room. About 1 KB each. */
  readonly maxKeys: number;
  /** Sources, and users, that may have more than 8 different destinations (or ports, ...) told apart. 2.1 KB each. */
  readonly maxSketches: number;
}

export const sourceSpecs = windowSpecs("source", "the source");
export const userSpecs = [
  ...windowSpecs("user", "the user"),
  log("user_addresses", "addresses", "different addresses that the user came from lately")
];

function windowSpecs(prefix: string, whose: string): readonly FeatureSpec[] {
  return [
    log(`${prefix}_failed_logins`, "logins", `failed logins of ${whose} lately`),
    log(`${prefix}_successful_logins`, "logins", `successful logins of ${whose} lately`),
    log(`${prefix}_request_rate`, "1/min", `records of ${whose} per minute lately`),
    linear(
      `${prefix}_error_rate`,
      "share",
      `share of HTTP errors (4xx, 5xx) among the answers to ${whose} lately`
    ),
    log(`${prefix}_response_time`, "s", `mean time that answers to ${whose} took lately`),
    linear(`${prefix}_regularity`, "0-1", `regularity of ${whose} lately: 1 is clockwork, 0.5 is chance`),
    log(`${prefix}_destinations`, "addresses", `different destinations of ${whose} lately`),
    log(`${prefix}_ports`, "ports", `different destination ports of ${whose} lately`),
    log(`${prefix}_protocols`, "protocols", `different protocols of ${whose} lately`)
  ];
}

/** Trailing windows per source and per user, over the events of all families. */
export class Behaviour {
  readonly #sources: Windows;
  readonly #users: Windows;
  readonly #source = new Float32Array(sourceSpecs.length);
  readonly #user = new Float32Array(userSpecs.length);

  constructor({sourceWindow, userWindow, maxKeys, maxSketches}: BehaviourOptions) {
    this.#sources = new Windows({span: sourceWindow * 1000, distinct: 3, maxKeys, maxSketches});
    this.#users = new Windows({span: userWindow * 1000, distinct: 4, maxKeys, maxSketches});
  }

  /** Counts event `i`, logged at `time`, in the windows of its source and its user. */
  observe(block: EventBlock, i: number, time: number): void {
    const source = block.source[i] ?? -1;
    if (source >= 0) observe(this.#sources, source, block, i, time, this.#source);
    else this.#source.fill(Number.NaN);
    const user = block.user[i] ?? -1;
    if (user >= 0) {
      const slot = observe(this.#users, user, block, i, time, this.#user);
      this.#user[9] = this.#users.addDistinct(slot, 3, source);
    } else this.#user.fill(Number.NaN);
  }

  /** Writes `sourceSpecs` of the event last observed and returns where the next column goes. */
  writeSource(rows: Float32Array, at: number): number {
    for (let k = 0; k < this.#source.length; ++k) rows[at + k] = this.#source[k] ?? Number.NaN;
    return at + this.#source.length;
  }

  /** Writes `userSpecs` of the event last observed and returns where the next column goes. */
  writeUser(rows: Float32Array, at: number): number {
    for (let k = 0; k < this.#user.length; ++k) rows[at + k] = this.#user[k] ?? Number.NaN;
    return at + this.#user.length;
  }
}

function observe(
  windows: Windows,
  key: number,
  block: EventBlock,
  i: number,
  time: number,
  columns: Float32Array
): number {
  const slot = windows.touch(key, time);
  const outcome = block.outcome[i] ?? Number.NaN;
  if (outcome >= 0) windows.addLogin(slot, outcome);
  const status = block.status[i] ?? Number.NaN;
  if (status >= 0) windows.addStatus(slot, status);
  const response = block.response_time[i] ?? Number.NaN;
  if (response >= 0) windows.addResponse(slot, response);
  const at = windows.write(slot, columns, 0);
  const port = block.destination_port[i] ?? Number.NaN;
  columns[at] = windows.addDistinct(slot, 0, block.destination[i] ?? -1);
  columns[at + 1] = windows.addDistinct(slot, 1, port >= 0 ? port : -1);
  columns[at + 2] = windows.addDistinct(slot, 2, protocolOf(block, i));
  return slot;
}

/** Application protocols and, of what has none, transport protocols; as even and odd numbers so that they differ. */
function protocolOf(block: EventBlock, i: number): number {
  const application = block.app_protocol[i] ?? -1;
  if (application >= 0) return application * 2;
  const transport = block.protocol[i] ?? -1;
  return transport >= 0 ? transport * 2 + 1 : -1;
}
