import type {AttackSummary} from "../../engine/simulate/attack-summary.js";
import type {Format} from "../../engine/simulate/record.js";
import type {SimulatedLogs} from "../../engine/simulate/simulate-logs.js";
import {formatCount, formatPlural, formatSpan} from "../format.js";
import {formatTimeRange} from "../time-zone.js";

const formatWords: Readonly<Record<Format, string>> = {
  suricata: "Suricata's eve.json",
  iscx: "flow tables (ISCX CSV)",
  auth: "the servers' auth.log",
  cowrie: "Cowrie's JSON",
  dionaea: "Dionaea's JSON"
};

/** Names that are read out; of more, only how many. */
const namesShown = 3;

/** What an attack amounts to: how long, when, how many records in which logs, from whom at whom. Whole sentences. */
export function summaryWords({from, to, records, formats, attackers, victims}: AttackSummary): string[] {
  const [first, ...others] = formats.map(({format, records}) => ({name: formatWords[format], records}));
  const parts = [first, ...others].flatMap(part =>
    part === undefined ? [] : [`${formatCount(part.records)} in ${part.name}`]
  );
  const where = others.length === 0 ? `, all in ${first?.name}` : `: ${list(parts)}`;
  const span = `${formatSpan(to - from)}, ${formatTimeRange(from, to, "UTC")}`;
  const who = attackers.length === 0 ? "" : `From ${someOf(attackers)}, `;
  return [
    `${span}.`,
    records === 0 ? "No records." : `${formatPlural(records, "record")}${where}.`,
    `${who}${who === "" ? "Aimed" : "aimed"} at ${someOf(victims)}.`
  ];
}

/** What was made: "2,356 records in 2 files, 2,356 of them part of the attack." */
export function madeWords({summary, files}: SimulatedLogs): string {
  const {records, attacks} = summary;
  const part = attacks === records ? "all of them" : `${formatCount(attacks)} of them`;
  return `${formatPlural(records, "record")} in ${formatPlural(files.length, "file")}, ${part} part of the attack.`;
}

function someOf(names: readonly string[]): string {
  const rest = names.length - namesShown;
  // "And 1 more" takes as much room as the name.
  if (rest <= 1) return list(names);
  return list([...names.slice(0, namesShown), `${formatCount(rest)} more`]);
}

/** "a", "a and b", "a, b and c". */
function list(items: readonly string[]): string {
  return items.length < 2
    ? (items[0] ?? "nobody")
    : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}
