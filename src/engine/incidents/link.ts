/** Ways in which incidents are joined, those that can hardly be chance first. */
export const linkKinds = [
  "payload",
  "commands",
  "credentials",
  "fingerprint",
  "control",
  "account",
  "foothold",
  "source",
  "crowd",
  "network",
  "tool"
] as const;

export type LinkKind = (typeof linkKinds)[number];

/** One piece of evidence that some incidents are one campaign. */
export interface Link {
  readonly kind: LinkKind;
  /** What they share. */
  readonly value: string;
  /** The same in words, for a reader. */
  readonly words: string;
  /** Indices of incidents, ascending; at least two. */
  readonly incidents: readonly number[];
}

/** A campaign as its incidents, and what joins them. */
export interface Campaign {
  /** Indices of incidents, ascending. */
  readonly incidents: readonly number[];
  readonly links: readonly Link[];
}

const hour = 3_600_000;

/** When two incidents are joined, and when not. Durations in milliseconds. */
export const campaignDefaults = {
  /** A victim that becomes a source, or an account that is used, within this time goes on with what began before. */
  nextStage: 24 * hour,
  /** What neighbours do within this time of each other, they do together. */
  together: hour,
  /** A client's fingerprint (HASSH, JA3) or a script of commands joins only where at most this many sources have it ... */
  rareSources: 20,
  /** ... and, of fingerprints, at most this share of the sources that have any. Half the internet shares its libraries. */
  rareShare: 0.02,
  /** A user name and password, the password itself included, are rare when at most this many sources tried them. */
  rareCredentials: 10,
  /** So many rare pairs in common are the same list, ... */
  sharedPairs: 2,
  /** ... where they are this share of the shorter list. */
  sharedList: 0.5,
  /** Crowds with this share of the smaller one's sources in common, and at least `sharedSources`, are the same. */
  sharedCrowd: 0.5,
  sharedSources: 3,
  /** Something that as many incidents share tells none of them from the others, and joins nothing. */
  commonplace: 50,
  /** A finding about fewer sources than this, at one target in the same hour, is of one hand. */
  fewSources: 10,
  /** No link makes a campaign larger than so many incidents; those that can hardly be chance come first. */
  largest: 100
};

export type CampaignOptions = typeof campaignDefaults;
