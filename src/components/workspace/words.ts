import type {OpenedFile, OpeningProgress, WorkspaceSummary} from "../../workspace/opening.js";
import {mostBeside} from "../../workspace/read/estimate-fit.js";
import {datasetName} from "../dataset-name.js";
import {formatBytes, formatCount, formatPlural, formatSpan} from "../format.js";
import {formatTimeRange} from "../time-zone.js";

/** Characters of a file's name, or of another text from a log, that are shown. */
export const nameLimit = 80;

/** What is promised wherever logs can be opened. */
export const privacy =
  "Nothing leaves this computer. Files are read in this browser, and kept in it until this tab closes or you forget them.";

/** What can be opened, as a reader would name it. */
export const formats: readonly {readonly name: string; readonly about: string}[] = [
  {name: "Suricata", about: "eve.json"},
  {name: "Cowrie, Dionaea", about: "JSON, as in T-Pot"},
  {name: "Zeek", about: "conn.log, text or JSON"},
  {name: "Apache, nginx", about: "access logs"},
  {name: "Logins", about: "auth.log and the like"},
  {name: "ISCX flows", about: "CSV or XML"},
  {name: "Plain lines", about: "[time] what happened"}
];

export const stages: readonly {readonly stage: OpeningProgress["stage"]; readonly label: string}[] = [
  {stage: "read", label: "Read"},
  {stage: "detect", label: "Look for attacks"},
  {stage: "score", label: "Score"},
  {stage: "explain", label: "Explain"},
  {stage: "publish", label: "Make pages"}
];

/** Seconds at the beginning, within which a time left as short as this is a guess. */
const uncertain = 3;

/**
 * "12.3 MB of 100 MB · 14.2 MB/s · about 6 seconds left", as far as it is known.
 * @param seconds since the opening began
 */
export function bytesSentence(
  {bytes, totalBytes, bytesPerSecond, secondsLeft}: OpeningProgress,
  seconds: number
): string {
  const left =
    secondsLeft === null || (seconds < uncertain && secondsLeft < uncertain)
      ? null
      : secondsLeft < 1
        ? "less than a second left"
        : `about ${formatSpan(Math.round(secondsLeft) * 1000)} left`;
  return [
    `${formatBytes(Math.min(bytes, totalBytes))} of ${formatBytes(totalBytes)}`,
    bytesPerSecond === null ? null : `${formatBytes(bytesPerSecond)}/s`,
    left
  ]
    .filter(part => part !== null)
    .join(" · ");
}

/** What a screen reader is told from time to time. */
export function spokenProgress(progress: OpeningProgress): string {
  const label = stages.find(({stage}) => stage === progress.stage)?.label ?? progress.stage;
  const share = progress.totalBytes > 0 ? Math.floor((100 * progress.bytes) / progress.totalBytes) : 100;
  const alerts = progress.alerts === null ? "" : `, ${formatPlural(progress.alerts, "alert")}`;
  return `${label}: ${Math.min(share, 100)}% read, ${formatPlural(progress.events, "event")}${alerts}.`;
}

/** Published events that are gone through again in less than half a minute, on two cores. */
const briefEvents = 120_000;

/** "Together with the published data (328,530 events; takes about a minute)". */
export function besideWords(events: number): string {
  if (events === 0) return "Together with the published data (no events)";
  const count = formatPlural(events, "event");
  if (events > mostBeside) return `Together with the published data (${count}: too many for a page)`;
  const time = events < briefEvents ? "less than half a minute" : "about a minute";
  return `Together with the published data (${count}; takes ${time})`;
}

type Files = Pick<WorkspaceSummary, "files">;

/** What a workspace is called: "Your logs"; where nothing in it is the reader's, "A simulated attack" or how many. */
export function workspaceName(summary: Files): string {
  if (!isInjectedOnly(summary)) return "Your logs";
  const {attacks} = injectedOf(summary);
  return attacks === 1 ? "A simulated attack" : formatPlural(attacks, "simulated attack");
}

/** Whether all of its files are simulated attacks. */
export function isInjectedOnly({files}: Files): boolean {
  return files.length > 0 && files.every(isInjected);
}

/**
 * "3 files, 12,345 events, 1 Mar 2026, 00:00 – 2 Mar 2026, 10:00 UTC"; of logs beside the published data, with those and
 * their events. Simulated attacks are counted apart.
 */
export function workspaceWords(summary: WorkspaceSummary): string {
  const {files, beside, events, from, to} = summary;
  const injected = injectedOf(summary);
  const span = from === null || to === null ? null : formatTimeRange(from, to, "UTC");
  const published = beside ? "with the published data" : null;
  const others = formatPlural(events - injected.events, "event");
  const simulated = formatPlural(injected.events, "event");
  const attacks = formatPlural(injected.attacks, "simulated attack");
  if (isInjectedOnly(summary))
    return joined("; ", `${simulated}, marked as injected`, published && `${published}, ${others}`, span);
  const own = joined(", ", formatPlural(files.length - injected.files, "file"), published, others);
  return injected.attacks === 0
    ? joined(", ", own, span)
    : joined("; ", own, `and ${simulated} of ${attacks}, marked as injected`, span);
}

const joined = (separator: string, ...parts: readonly (string | null)[]) =>
  parts.filter(part => part !== null).join(separator);

const isInjected = ({origin}: OpenedFile) => origin === "injected";

/** Files and events of simulated attacks, and how many attacks: each has a folder of its own, `injected/<attack>`. */
function injectedOf({files}: Files) {
  const injected = files.filter(isInjected);
  return {
    files: injected.length,
    events: injected.reduce((sum, {events}) => sum + events, 0),
    attacks: new Set(injected.map(({name}) => name.split("/", 2).join("/"))).size
  };
}

/** Whether a reader should look at what became of a file before going on. */
export function hasProblem({status, events, quarantined, isWhole}: OpenedFile): boolean {
  return status !== "read" || quarantined > 0 || events === 0 || !isWhole;
}

const statusWords: Readonly<Record<string, string>> = {
  unrecognised: "not recognised as any log",
  empty: "empty",
  duplicate: "the same content as another file",
  unreadable: "could not be read"
};

/** What became of a file, in words: "12 of 345 records not understood". */
export function fileWords({status, records, events, quarantined, notes}: OpenedFile): string {
  // The first note on a duplicate names the file that was read instead.
  if (status === "duplicate" && notes[0] !== undefined) return notes[0];
  if (status !== "read") return statusWords[status] ?? status;
  if (quarantined > 0)
    return `${quarantined.toLocaleString("en-US")} of ${formatPlural(records, "record")} not understood`;
  return events === 0 ? "no events in it" : formatPlural(events, "event");
}

/** What else there is to say of a file than `fileWords` says. */
export function fileDetails({status, reasons, notes}: OpenedFile): readonly string[] {
  return [...reasons, ...(status === "duplicate" ? notes.slice(1) : notes)];
}

/** "3 files read without problems: 2 Cowrie, 1 Plain text logs"; null where there are none. */
export function readWords(files: readonly OpenedFile[]): string | null {
  const good = files.filter(file => !hasProblem(file));
  if (good.length === 0) return null;
  const counts = new Map<string, number>();
  for (const {dataset} of good) {
    const {label} = datasetName(dataset);
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const list = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return `${formatPlural(good.length, "file")} read without problems: ${list.map(([label, count]) => `${formatCount(count)} ${label}`).join(", ")}`;
}
