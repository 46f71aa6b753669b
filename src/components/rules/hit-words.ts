import {formatPlural} from "../format.js";
import type {RuleRun} from "./rule-runner.js";

/** "11 hits by 2 attackers"; by accounts where the log names no address, by nobody where it names neither. */
export function hitsBy({
  hits,
  attackers,
  accounts
}: Pick<RuleRun, "hits" | "attackers" | "accounts">): string {
  const events = formatPlural(hits, "hit");
  if (hits === 0) return events;
  if (attackers !== null) return `${events} by ${formatPlural(attackers, "attacker")}`;
  return accounts > 0 ? `${events} by ${formatPlural(accounts, "account")}` : events;
}
