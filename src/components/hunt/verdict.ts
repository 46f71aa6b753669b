import {type Severity, severities} from "../../engine/event.js";
import type {ListChecker, ListHit} from "../../engine/hunt/check-lists.js";
import type {Term} from "../../engine/hunt/term.js";
import type {TimeRange} from "../../engine/selection.js";
import {formatCount, formatPlural} from "../format.js";
import {formatTime, formatTimeRange} from "../time-zone.js";
import type {TermFacts} from "./term-facts.js";

/** What is known of a term, from the gravest: on a list; alerts about it; seen without any; never seen. */
export type Standing = "bad" | "alerts" | "seen" | "unseen";

export interface Verdict {
  readonly standing: Standing;
  /** In a word or three. */
  readonly label: string;
  /** The rest, a sentence each. Texts of logs and lists may be in them. */
  readonly sentences: readonly string[];
  readonly events: number;
  readonly alerts: number;
  /** Of the gravest alert; null without alerts. */
  readonly severity: Severity | null;
  readonly first: Date | null;
  readonly last: Date | null;
}

function labelOf(standing: Standing, severity: Severity | null, hits: readonly ListHit[]): string {
  const isPart = hits.length > 0 && hits.every(({how}) => how === "within the network");
  if (standing === "bad") return isPart ? "Partly known bad" : "Known bad";
  if (standing === "alerts") return `Suspicious: alerts up to ${severity}`;
  return standing === "seen" ? "Seen, nothing against it" : "Nothing known";
}

/**
 * What is known of a term, in a few sentences.
 * @param options.data what the data cover
 * @param options.lists the lists that it was checked against
 */
export function verdictOf(
  {term, datasets, alerts, hits, reputation}: TermFacts,
  {data, lists, timeZone}: {readonly data: TimeRange; readonly lists: ListChecker; readonly timeZone: string}
): Verdict {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const events = sum(datasets.map(row => row.events));
  const alertCount = sum(alerts.map(row => row.alerts));
  const first = extreme(
    datasets.map(row => row.first_time),
    Math.min
  );
  const last = extreme(
    datasets.map(row => row.last_time),
    Math.max
  );
  const severity =
    alerts.map(row => row.severity).toSorted((a, b) => severities.indexOf(b) - severities.indexOf(a))[0] ??
    null;
  const applied = hits.filter(({list}) => list.applied);
  const isBad = applied.length > 0 || (reputation?.malicious ?? 0) > 0;
  const standing = isBad ? "bad" : alertCount > 0 ? "alerts" : events > 0 ? "seen" : "unseen";
  const sentences = [
    ...(applied.length > 0 ? [listSentence(applied)] : []),
    ...(reputation === null ? [] : [reputationSentence(reputation)]),
    events > 0
      ? seenSentence(events, first, last, timeZone)
      : `Never seen in these data, which cover ${formatTimeRange(data.from, data.to, timeZone)}.`,
    ...(alertCount > 0 ? [alertSentence(alerts, alertCount)] : events > 0 ? ["No alert tells of it."] : []),
    ...(applied.length === 0 ? [absence(term, lists)] : [])
  ].filter(sentence => sentence !== "");
  return {
    standing,
    label: labelOf(standing, severity, applied),
    sentences,
    events,
    alerts: alertCount,
    severity,
    first,
    last
  };
}

function extreme(times: readonly Date[], choose: (...values: number[]) => number): Date | null {
  return times.length === 0 ? null : new Date(choose(...times.map(Number)));
}

function listSentence(hits: readonly ListHit[]): string {
  const [hit] = hits;
  if (hit === undefined) return "";
  const names = [...new Set(hits.map(({list}) => list.list))];
  const said = hit.comment === "" ? "" : `, which says “${hit.comment}”`;
  const by =
    hit.how === "exact" || hit.how === "within the network" ? "" : `, by its entry ${hit.entry} (${hit.how})`;
  const subject = hit.how === "within the network" ? `Of it, ${hit.entry} stands` : "It stands";
  const first = `${subject} in line ${formatCount(hit.line)} of the list ${hit.list.list}${by}${said}`;
  const others = hits.length - 1;
  if (others === 0) return `${first}.`;
  const where = names.length === 1 ? "of that list" : `of ${formatPlural(names.length, "list")}`;
  return `${first}; ${formatPlural(others, "more entry", "more entries")} ${where} ${others === 1 ? "matches" : "match"} it too.`;
}

function reputationSentence({
  known,
  malicious,
  suspicious,
  reports
}: NonNullable<TermFacts["reputation"]>): string {
  if (!known) return "VirusTotal has never seen it.";
  const calls = `${formatCount(malicious)} of ${formatCount(reports)} vendors call it malicious`;
  return `VirusTotal: ${calls}${suspicious ? `, ${formatCount(suspicious)} suspicious` : ""}.`;
}

function seenSentence(events: number, first: Date | null, last: Date | null, timeZone: string): string {
  if (events === 1) return `Seen in one event, at ${formatTime(first, timeZone)}.`;
  return `Seen in ${formatPlural(events, "event")}, first at ${formatTime(first, timeZone)}, last at ${formatTime(last, timeZone)}.`;
}

function alertSentence(alerts: TermFacts["alerts"], total: number): string {
  const by = severities
    .toReversed()
    .map(severity => ({
      severity,
      count: alerts.filter(row => row.severity === severity).reduce((sum, row) => sum + row.alerts, 0)
    }))
    .filter(({count}) => count > 0)
    .map(({severity, count}) => `${formatCount(count)} ${severity}`);
  if (total === 1) return `One alert of ${alerts[0]?.severity} severity tells of it: ${alerts[0]?.finding}.`;
  return `${formatCount(total)} alerts tell of it: ${by.join(", ")}.`;
}

/** That no list holds it, which is an answer too. */
function absence(term: Term, lists: ListChecker): string {
  const applied = lists.lists.filter(list => list.applied);
  if (!lists.checks(term)) return "";
  if (applied.length === 0) return "No list of known-bad indicators applies to these logs.";
  const refused = lists.refused(term);
  if (refused !== null) return `No list can name it: it is ${refused}.`;
  return applied.length === 1
    ? `Not on the one list, ${applied[0]?.list} (${formatPlural(applied[0]?.entries ?? 0, "entry", "entries")}).`
    : `Not on any of the ${formatCount(applied.length)} lists.`;
}
