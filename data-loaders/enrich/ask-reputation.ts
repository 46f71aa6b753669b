import type {Database} from "../../src/engine/analysis/database.js";
import {createReputation, selectSubjects} from "../../src/engine/indicators/reputation.js";
import {specialRange} from "../../src/engine/indicators/special-ranges.js";
import {reportLink, type Subject} from "../../src/engine/indicators/virustotal.js";
import type {Progress} from "../progress.js";
import {type Clock, createVirusTotal, realClock, defaults as virusTotalDefaults} from "./virustotal.js";
import {type KeptAnswer, openAnswerCache, openRequestCount} from "./virustotal-cache.js";

export const defaults = {
  /** The most suspicious that are looked up, in the cache first. */
  subjects: 40,
  /** Of them, those asked about anew in one run: eight take a minute by the public API's rate, and later runs ask on. */
  questions: 8
};

export interface ReputationOptions {
  /** `process.env`: VIRUSTOTAL_API_KEY, and VIRUSTOTAL_URL, VIRUSTOTAL_PER_MINUTE, VIRUSTOTAL_PER_DAY, VIRUSTOTAL_QUESTIONS. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where answers are kept from run to run; null keeps none. */
  readonly directory: string | null;
  /** Simulated addresses really exist and did nothing: nobody is asked about them. */
  readonly simulated: boolean;
  readonly timeoutMs?: number;
  readonly clock?: Clock;
}

export interface ReputationTotals {
  readonly asked: number;
  readonly fromCache: number;
  /** What people should know: why nobody was asked in spite of a key, or what went wrong. */
  readonly messages: readonly string[];
}

/**
 * Creates `reputation` and fills it with what VirusTotal says of the most suspicious, where a key is set. Whatever goes
 * wrong costs a message and the answers, never the build. Needs `evidence`, `staged`, `logs`, `places` and `indicator_hits`.
 */
export async function askReputation(
  database: Database,
  {environment, directory, simulated, timeoutMs, clock = realClock}: ReputationOptions,
  progress: Progress
): Promise<ReputationTotals> {
  await database.run(createReputation);
  const key = (environment.VIRUSTOTAL_API_KEY ?? "").trim();
  const nothing = (why: string) => ({asked: 0, fromCache: 0, messages: [`VirusTotal is not asked: ${why}`]});
  if (key === "") return {asked: 0, fromCache: 0, messages: []};
  // What cannot stand in a header would be repeated in the error about it.
  if (!/^[\x21-\x7e]+$/.test(key)) return nothing("VIRUSTOTAL_API_KEY has characters that no key has");
  if (simulated) return nothing("the logs are simulated, and their addresses really exist and did nothing");

  const messages: string[] = [];
  const number = (name: string, usual: number): number => {
    const text = environment[name];
    if (text === undefined || text === "") return usual;
    if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
    messages.push(`invalid ${name}: "${text}"; expected a number from 1, so it is ${usual}`);
    return usual;
  };
  const questions = number("VIRUSTOTAL_QUESTIONS", defaults.questions);
  const answers = openAnswerCache(directory);
  const options = {
    key,
    url: environment.VIRUSTOTAL_URL || virusTotalDefaults.url,
    perMinute: number("VIRUSTOTAL_PER_MINUTE", virusTotalDefaults.perMinute),
    perDay: number("VIRUSTOTAL_PER_DAY", virusTotalDefaults.perDay),
    timeoutMs: timeoutMs ?? virusTotalDefaults.timeoutMs
  };
  const client = createVirusTotal(options, await openRequestCount(directory), clock);

  const found: {readonly subject: Subject; readonly answer: KeptAnswer}[] = [];
  let asked = 0;
  let fromCache = 0;
  let isStopped = false;
  for (const subject of await selectSuspicious(database)) {
    const kept = await answers.get(subject, clock.now());
    if (kept !== null) {
      found.push({subject, answer: kept});
      fromCache++;
      continue;
    }
    if (isStopped || asked >= questions) continue;
    progress.update(`VirusTotal: ${++asked} of up to ${questions}`);
    const answer = await client.ask(subject);
    if ("problem" in answer) {
      isStopped = answer.status === "stopped";
      const about = isStopped ? "; asked no further" : `, about ${subject.value}`;
      messages.push(`VirusTotal ${answer.problem}${about}`);
      continue;
    }
    const fresh = {askedAt: clock.now(), report: answer.status === "known" ? answer.report : null};
    await answers.put(subject, fresh).catch(() => {});
    found.push({subject, answer: fresh});
  }
  await database.append(
    "reputation",
    found.map(({subject, answer}) => rowOf(subject, answer))
  );
  return {asked, fromCache, messages};
}

async function selectSuspicious(database: Database): Promise<Subject[]> {
  const rows = await database.rows(`${selectSubjects} LIMIT ${2 * defaults.subjects}`);
  const subjects = rows.map(row => ({kind: row.kind as Subject["kind"], value: String(row.value)}));
  return subjects
    .filter(({kind, value}) => kind !== "address" || specialRange(value) === null)
    .slice(0, defaults.subjects);
}

const floor = (ms: number | null) => (ms === null ? null : Math.floor(ms));

function rowOf(subject: Subject, {askedAt, report}: KeptAnswer) {
  const {kind, value} = subject;
  const link = reportLink(subject);
  const head = [kind, value, report !== null, floor(askedAt)];
  if (report === null) return [...head, ...Array.from({length: 14}, () => null), link];
  const {malicious, suspicious, harmless, undetected, reports, score} = report;
  return [
    ...[...head, floor(report.analysedAt), malicious, suspicious, harmless, undetected, reports, score],
    ...[report.votesMalicious, report.votesHarmless, report.country, report.isp],
    ...[report.asn, report.network, report.vendors.join("; "), link]
  ];
}
