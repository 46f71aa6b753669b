import {ritaDefaults} from "./rita-defaults.js";

export type BeaconSeverity = "none" | "low" | "medium" | "high";

/**
 * A beacon score as a threat score, 0 to 0.8: interpolated between the thresholds of its category, 0 below all of them.
 * `calculateBucketedScore` of
 * https://github.com/activecm/rita/blob/0b6db7afdaf32203a0bb492545c7d4bf05ede24d/analysis/analysis.go
 *
 * @param score 0 to 1
 */
export function threatOf(score: number): number {
  const {thresholds, categories} = ritaDefaults;
  const value = score * 100;
  const between = (from: number, to: number, low: number, high: number) =>
    low + ((value - from) / (to - from)) * (high - low);
  if (value < thresholds.base) return 0;
  if (value < thresholds.low)
    return between(thresholds.base, thresholds.low, categories.none, categories.low);
  if (value < thresholds.medium) {
    return between(thresholds.low, thresholds.medium, categories.low, categories.medium);
  }
  return Math.min(
    categories.high,
    between(thresholds.medium, thresholds.high, categories.medium, categories.high)
  );
}

/**
 * What the share of the campus's hosts that call a destination adds: rare ones are worth more of a look, what half of the
 * campus calls is a service. `runAnalysis`, ibidem.
 */
export function prevalenceModifier(prevalence: number): number {
  const {rare, common, change} = ritaDefaults.modifiers.prevalence;
  return prevalence <= rare ? change : prevalence >= common ? -change : 0;
}

/**
 * What the days since a destination was first called add, ibidem. RITA calls everything new in logs of a week; here that is
 * not known before the logs are longer than what counts as new: then it is 0.
 */
export function firstSeenModifier(daysSinceFirst: number, daysOfLogs: number): number {
  const {newDays, oldDays, change} = ritaDefaults.modifiers.firstSeen;
  if (daysOfLogs <= newDays) return 0;
  return daysSinceFirst <= newDays ? change : daysSinceFirst >= oldDays ? -change : 0;
}

/**
 * The category of a threat score. `GetImpactCategoryFromScore` of
 * https://github.com/activecm/rita/blob/0b6db7afdaf32203a0bb492545c7d4bf05ede24d/config/config.go
 */
export function severityOf(threat: number): BeaconSeverity {
  const {none, low, medium} = ritaDefaults.categories;
  return threat > medium ? "high" : threat > low ? "medium" : threat > none ? "low" : "none";
}
