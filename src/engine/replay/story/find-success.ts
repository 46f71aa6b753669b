import {datasets} from "../../event.js";
import {actions} from "../columns.js";
import type {Recording} from "../recording.js";
import {type Found, hour, minute} from "./found.js";
import {plural} from "./plain-words.js";

export const defaults = {
  /** Refused logins of one source within an hour after which an accepted one is told of; people mistype less often. */
  refused: 5,
  /** The same on a honeypot, whose visitors all guess. */
  refusedByHoneypot: 3,
  before: 10 * minute,
  after: 30 * minute
} as const;

/** Datasets whose allowed and blocked events are logins. */
const [authlog, textlog] = [datasets.indexOf("authlog"), datasets.indexOf("textlog")];

/** The first accepted login of a source that had been refused several times within the hour before; null where there is none. */
export function findFirstSuccess({columns}: Recording): Found | null {
  const [allowed, blocked] = [actions.indexOf("allowed"), actions.indexOf("blocked")];
  const refusals = new Map<number, number[]>();
  for (let event = 0; event < columns.times.length; event++) {
    const action = columns.actions[event];
    const dataset = columns.datasets[event];
    if ((dataset !== authlog && dataset !== textlog) || (action !== allowed && action !== blocked)) continue;
    const source = columns.sources[event] ?? -1;
    const time = columns.times[event] ?? 0;
    if (source < 0) continue;
    if (action === blocked) refusals.set(source, [...recent(refusals.get(source), time), time]);
    if (action === blocked) continue;
    const before = recent(refusals.get(source), time);
    if (before.length < defaults.refused) continue;
    const address = columns.names.addresses[source];
    return {
      title: "A login succeeds after failures",
      caption: `After ${plural(before.length, "refused login")} within an hour, one from the same source is accepted.`,
      from: Math.min(before[0] ?? time, time - defaults.before),
      to: time + defaults.after,
      scene: {view: "source", span: hour, ...(address === undefined ? {} : {source: address})}
    };
  }
  return null;
}

const recent = (times: readonly number[] | undefined, now: number): readonly number[] =>
  times?.filter(time => time > now - hour) ?? [];

/** The first visit to a honeypot that was refused several times, was then let in, and typed something; null where there is none. */
export function findFirstVisit({sessions}: Recording): Found | null {
  for (const {source_ip, lines} of sessions) {
    const login = lines.findIndex(({kind}) => kind === "login");
    const refused = lines.slice(0, Math.max(0, login)).filter(({kind}) => kind === "refused").length;
    const typed = lines.slice(login + 1).filter(({kind}) => kind === "command").length;
    const [first, last] = [lines[0], lines.at(-1)];
    if (refused < defaults.refusedByHoneypot || typed === 0 || first === undefined || last === undefined)
      continue;
    return {
      title: "A visitor gets into the trap",
      caption: `After ${plural(refused, "refused password")} the honeypot lets this visitor in, and writes down every command.`,
      from: first.time - 2000,
      to: last.time + 5000,
      scene: {view: "terminal", ...(source_ip === null ? {} : {source: source_ip})}
    };
  }
  return null;
}
