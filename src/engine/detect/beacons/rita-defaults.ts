/**
 * RITA v5's published defaults, by Active Countermeasures.
 * https://github.com/activecm/rita/blob/0b6db7afdaf32203a0bb492545c7d4bf05ede24d/config/config.go (`defaultConfig`)
 *
 * The configuration file that RITA ships with says 70 where its code says 75 (`thresholds.low`); the code's is kept.
 */
export const ritaDefaults = {
  /** Distinct seconds with a connection that a pair must have within the day: three intervals need four. */
  uniqueConnections: 4,
  /** Connections within the day from which on a pair is a strobe, one a second, and no beacon. */
  strobeConnections: 86_400,
  /** Of the timestamp, data size, duration and histogram score. */
  weights: {timestamp: 0.25, size: 0.25, duration: 0.25, histogram: 0.25},
  /** What is looked at at once, seconds, and in how many bins. */
  windowSeconds: 86_400,
  bins: 24,
  duration: {
    /** Bins with connections below which there is no duration score. */
    leastHours: 6,
    /** Bins in a row that count as a perfectly consistent beacon. */
    idealHours: 12
  },
  histogram: {
    /** Width of a group of equally high bars, as a share of the highest. */
    modeSensitivity: 0.05,
    /** Bars that may be outliers. */
    outliers: 1,
    /** Bars from which on a bimodal fit is looked for. */
    leastHours: 11
  },
  /** Beacon scores in percent at which the categories begin; below `base` there is none. */
  thresholds: {base: 50, low: 75, medium: 90, high: 100},
  /** Threat scores at which the categories end. */
  categories: {none: 0.2, low: 0.4, medium: 0.6, high: 0.8},
  modifiers: {
    /** Share of the campus's hosts that call the destination. */
    prevalence: {rare: 0.02, common: 0.5, change: 0.15},
    /** Days since the destination was first called. */
    firstSeen: {newDays: 7, oldDays: 30, change: 0.15}
  }
} as const;
