import {createZone} from "../time-zone.js";
import {Behaviour, type BehaviourOptions, sourceSpecs, userSpecs} from "./behaviour.js";
import {type BusinessHours, contextSpecs, defaultBusinessHours, writeContext} from "./context.js";
import {type EventBlock, families, type ModelFamily, modelFamilies} from "./event-block.js";
import {type FeatureSpec, linear, log} from "./feature-spec.js";
import {flowSpecs, writeFlow} from "./flow.js";
import {measured} from "./measured.js";

/** The defaults of all features. */
export const defaults: BehaviourOptions = {
  sourceWindow: 600,
  userWindow: 3600,
  maxKeys: 65_536,
  maxSketches: 8192
};

const sessionSpecs = [
  log("duration", "s", "duration"),
  linear("login_failed", "0/1", "being a failed login (0: an accepted one)")
] as const;

/**
 * The columns of each family's rows. None names where the data come from (data set, sensor, address, date): a model must
 * not learn "this is the honeypot".
 */
export const featureSets: Readonly<Record<ModelFamily, readonly FeatureSpec[]>> = {
  flow: [...flowSpecs, ...contextSpecs, ...sourceSpecs],
  honeypot: [...sessionSpecs, ...contextSpecs, ...sourceSpecs, ...userSpecs],
  login: [...sessionSpecs, ...contextSpecs, ...sourceSpecs, ...userSpecs]
};

export interface FeatureRows {
  readonly family: ModelFamily;
  /** Row-major, `featureSets[family].length` columns, natural units, NaN where not measured. */
  readonly rows: Float32Array<ArrayBuffer>;
  /** The position in the block of each row's event, ascending. */
  readonly index: Int32Array<ArrayBuffer>;
}

export interface Features {
  /** The rows of a block's events, by family in the order of `modelFamilies`, families without events left out. */
  push(block: EventBlock): FeatureRows[];
}

export interface FeatureOptions extends Partial<BehaviourOptions> {
  /** IANA name of the campus's zone, for hour, day of week and business hours. */
  readonly timeZone: string;
  /** 9-17, Monday to Friday, by default. */
  readonly businessHours?: BusinessHours;
}

/**
 * The features of events in one pass, in the order in which they were logged, with bounded state: batch, browser and live
 * call the same. Where a stream is cut into blocks makes no difference. An event's own record is within its window.
 */
export function createFeatures({
  timeZone,
  businessHours = defaultBusinessHours,
  ...options
}: FeatureOptions): Features {
  const zone = createZone(timeZone);
  const behaviour = new Behaviour({...defaults, ...options});
  // An event without any time is taken to be as late as the one before.
  let clock = 0;

  function push(block: EventBlock): FeatureRows[] {
    const results = modelFamilies.map(family => allocate(block, family));
    const next = new Int32Array(modelFamilies.length);
    for (let i = 0; i < block.length; ++i) {
      clock = timeOf(block, i, clock);
      behaviour.observe(block, i, clock);
      const k = (block.family[i] ?? 0) - 1;
      const result = results[k];
      if (result === undefined) continue;
      const {family, rows, index} = result;
      const n = next[k] ?? 0;
      next[k] = n + 1;
      index[n] = i;
      const start = n * featureSets[family].length;
      let at = family === "flow" ? writeFlow(block, i, rows, start) : writeSession(block, i, rows, start);
      at = writeContext(block, i, zone, businessHours, rows, at);
      at = behaviour.writeSource(rows, at);
      if (family !== "flow") behaviour.writeUser(rows, at);
    }
    return results.filter(({index}) => index.length > 0);
  }

  return {push};
}

function allocate(block: EventBlock, family: ModelFamily): FeatureRows {
  const code = families.indexOf(family);
  let count = 0;
  for (let i = 0; i < block.length; ++i) if (block.family[i] === code) ++count;
  return {family, rows: new Float32Array(count * featureSets[family].length), index: new Int32Array(count)};
}

function timeOf(block: EventBlock, i: number, clock: number): number {
  const logged = block.logged_time[i] ?? Number.NaN;
  if (Number.isFinite(logged)) return logged;
  const event = block.event_time[i] ?? Number.NaN;
  return Number.isFinite(event) ? event : clock;
}

/** Writes `sessionSpecs`. */
function writeSession(block: EventBlock, i: number, rows: Float32Array, at: number): number {
  rows[at] = measured(block.duration, i);
  rows[at + 1] = 1 - (block.outcome[i] ?? Number.NaN);
  return at + 2;
}
