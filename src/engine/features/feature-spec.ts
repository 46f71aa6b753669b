/** One column of a model's feature matrix, as a page shows it. */
export interface FeatureSpec {
  readonly name: string;
  /** "s", "bytes", "bytes/s", "share", "0/1", ... */
  readonly unit: string;
  /** Completes "this event's ...", in plain English. */
  readonly description: string;
  /**
   * How the forest spaces its split points. Rows always hold natural units. An isolation forest draws its splits
   * uniformly between a node's least and greatest value, so on a heavy-tailed column nearly every split would only cut off the
   * largest few: "log" columns (bytes, packets, rates, durations, counts) are split uniformly in log(1 + value) instead.
   */
  readonly scale: "linear" | "log";
}

export function linear(name: string, unit: string, description: string): FeatureSpec {
  return {name, unit, description, scale: "linear"};
}

export function log(name: string, unit: string, description: string): FeatureSpec {
  return {name, unit, description, scale: "log"};
}
