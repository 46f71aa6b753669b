/** What a decision can be about; a source by its address, the others by their ids. */
export const targetKinds = ["alert", "incident", "campaign", "source"] as const;
export type TargetKind = (typeof targetKinds)[number];

export interface Target {
  readonly kind: TargetKind;
  readonly id: string;
}

/** Alerts that are expected: all that is named must hold; at least one is. */
export interface SuppressionMatch {
  /** The attacker's address, or a range in CIDR notation that holds it. */
  readonly address?: string;
  readonly detector?: string;
  /** Id of the rule, signature or list within the detector. */
  readonly rule?: string;
  readonly finding?: string;
}

/** What an analyst did. Times are ISO 8601 in UTC. */
export type Act =
  | {readonly kind: "acknowledge" | "close"; readonly target: Target; readonly note?: string}
  | {readonly kind: "reopen" | "star" | "unstar"; readonly target: Target}
  | {readonly kind: "tag" | "untag"; readonly target: Target; readonly tag: string}
  | {readonly kind: "note"; readonly target: Target; readonly text: string}
  /** An address, or a range in CIDR notation. */
  | {readonly kind: "block"; readonly address: string; readonly reason: string; readonly expires?: string}
  | {readonly kind: "unblock"; readonly address: string}
  | {
      readonly kind: "suppress";
      readonly match: SuppressionMatch;
      readonly reason: string;
      readonly expires?: string;
    }
  | {readonly kind: "mark"; readonly from: string; readonly to: string; readonly text: string}
  /** A page with its selection, or a text that is hunted for, under a name. */
  | {
      readonly kind: "save";
      readonly what: "view" | "search";
      readonly name: string;
      /** Relative to the site's root, such as `alerts.html?severity=high`. */
      readonly address: string;
    }
  /** Takes a suppression, a mark or what was saved away again, by the id of the decision that made it. */
  | {readonly kind: "unsuppress" | "unmark" | "unsave"; readonly decision: string}
  /** As if a decision had never been made. An undo can itself be undone. */
  | {readonly kind: "undo"; readonly decision: string};

/** One line of the audit trail. */
export interface Decision {
  readonly id: string;
  /** When, ISO 8601 in UTC. */
  readonly at: string;
  /** Who, as they call themselves. */
  readonly by: string;
  readonly act: Act;
}
