import {type AddressRange, holdsRange, parseRange} from "./address-range.js";
import type {SuppressionMatch} from "./decision.js";

/** As much of an alert as tells whether it is expected. */
export interface SuppressionSubject {
  readonly attacker_ip: string | null;
  readonly detector: string;
  readonly rule: string | null;
  readonly finding: string;
}

/** Whether an alert is one of those that a match describes: all that is named must hold, and something must be named. */
export function suppressionMatcher({
  address,
  detector,
  rule,
  finding
}: SuppressionMatch): (subject: SuppressionSubject) => boolean {
  if ([address, detector, rule, finding].every(part => part === undefined)) return () => false;
  const range: AddressRange | null = address === undefined ? null : parseRange(address);
  if (address !== undefined && range === null) return () => false;
  return subject => {
    if (detector !== undefined && subject.detector !== detector) return false;
    if (rule !== undefined && subject.rule !== rule) return false;
    if (finding !== undefined && subject.finding !== finding) return false;
    if (range === null) return true;
    const attacker = subject.attacker_ip === null ? null : parseRange(subject.attacker_ip);
    return attacker !== null && holdsRange(range, attacker);
  };
}
