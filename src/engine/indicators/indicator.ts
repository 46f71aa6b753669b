/** What a list can name. JA3 and HASSH are fingerprints of TLS and SSH clients. */
export const indicatorKinds = ["address", "network", "domain", "url", "hash", "ja3", "hassh"] as const;

export type IndicatorKind = (typeof indicatorKinds)[number];

/** One entry of a list, in the one form that values from logs are brought into too. */
export interface Indicator {
  readonly kind: IndicatorKind;
  readonly value: string;
  /** Line of the file, from 1; of a JSON file the number of the attribute. */
  readonly line: number;
  /** What the list says of it; empty where it says nothing. */
  readonly comment: string;
}
