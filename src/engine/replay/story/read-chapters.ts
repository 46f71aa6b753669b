import {readInstant} from "../../decisions/read-time.js";
import {quote} from "../../sigma/refusal.js";
import type {YamlNode} from "../../sigma/yaml-node.js";
import {type Entries, type Report, readEntries} from "./read-entries.js";
import {readScene, sceneKeys} from "./read-scene.js";
import type {Chapter} from "./story.js";
import {limits} from "./story-limits.js";

const keys = ["title", "from", "to", "seconds", "caption", "note", "did", "card", ...sceneKeys];

/** A chapter whose times may be missing. */
interface Draft extends Omit<Chapter, "from" | "to"> {
  readonly from: number | null;
  readonly to: number | null;
  readonly report: (problem: string) => void;
}

/**
 * The chapters of a list, in its order. A chapter without `to` ends where the next one in time begins, and is a moment where there is
 * none; one without `from` goes on where the one before it ends. Only what has neither time nor place is left out.
 */
export function readChapters(nodes: readonly YamlNode[], report: Report): Chapter[] {
  const drafts = nodes.slice(0, limits.chapters).flatMap((node, i) => {
    const draft = readDraft(node, i + 1, (at, problem) => report(at, `chapter ${i + 1}: ${problem}`));
    return draft === null ? [] : [draft];
  });
  const beginnings = drafts.flatMap(({from}) => from ?? []).sort((a, b) => a - b);
  const chapters: Chapter[] = [];
  for (const {report, ...draft} of drafts) {
    const from = draft.from ?? chapters.at(-1)?.to ?? draft.to;
    if (from === null) {
      report(
        "it is left out, because it says neither from nor to; expected a time such as 2026-03-02T14:12Z"
      );
      continue;
    }
    if (draft.to !== null && draft.to < from)
      report("it ends before it begins; its end is taken to be left out");
    const to =
      draft.to !== null && draft.to >= from ? draft.to : (beginnings.find(time => time > from) ?? from);
    chapters.push({...draft, from, to});
  }
  return chapters;
}

function readDraft(node: YamlNode, number: number, report: Report): Draft | null {
  if (node.kind !== "map") {
    report(node, "it is left out; expected keys and values, at least title and from");
    return null;
  }
  const entries = readEntries(node, keys, report);
  const title = entries.text("title", limits.title);
  if (title === null) report(node, `missing title; it is called "Chapter ${number}"`);
  return {
    title: title ?? `Chapter ${number}`,
    from: readTime(entries, "from", report),
    to: readTime(entries, "to", report),
    seconds: entries.number("seconds", 1, limits.seconds),
    caption: entries.text("caption", limits.caption),
    note: entries.text("note", limits.note),
    did: entries.texts("did", {most: limits.did, longest: limits.didLine}) ?? [],
    card: entries.flag("card") ?? false,
    scene: readScene(entries, report),
    report: problem => report(node, problem)
  };
}

/** ISO 8601, the T and the Z left out or not; a day is its first instant. */
function readTime(entries: Entries, key: string, report: Report): number | null {
  const text = entries.text(key, limits.title);
  const at = entries.node(key);
  if (text === null || at === null) return null;
  const [date = "", clock = "00:00"] = text.replace(/Z$/, "").split(/[T ]/, 2);
  const instant = readInstant(`${date}T${clock}Z`);
  const isWhole = /^\S+?([T ]\S+)?$/.test(text);
  if (instant !== null && isWhole) return Date.parse(instant);
  report(at, `invalid ${key}: ${quote(text)}; expected a time in UTC such as 2026-03-02T14:12Z`);
  return null;
}
