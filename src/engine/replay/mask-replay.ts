import type {ReplayFile} from "./pack.js";

export interface MaskOptions {
  /** Anything in a text that may be an address; global. */
  readonly addressLike: RegExp;
  /** Whether an address is to be masked. */
  readonly isCampus: (address: string) => boolean;
}

/**
 * A replay in which no address of the campus is left, whatever it stands in: names of sources, alerts, what was typed, what a story says.
 * Each keeps its last part, as on a page, and a number where others end alike ("•••.57", "•••.57 (2)"), so that different addresses stay
 * different, all counts stay the same, and a chapter still finds the source it tells of. Numbers go by the order in which addresses occur.
 */
export function maskReplay(file: ReplayFile, {addressLike, isCampus}: MaskOptions): ReplayFile {
  const masks = new Map<string, string>();
  const taken = new Set<string>();

  function maskAddress(address: string): string {
    const key = address.toLowerCase();
    const known = masks.get(key);
    if (known !== undefined) return known;
    const mask = isCampus(address) ? nameAnew(address) : address;
    masks.set(key, mask);
    return mask;
  }

  function nameAnew(address: string): string {
    const separator = address.includes(".") ? "." : ":";
    const name = `•••${separator}${address.slice(address.lastIndexOf(separator) + 1)}`;
    let mask = name;
    for (let number = 2; taken.has(mask); number++) mask = `${name} (${number})`;
    taken.add(mask);
    return mask;
  }

  const maskText = (text: string) =>
    /[.:]/.test(text) ? text.replace(addressLike, match => maskAddress(match)) : text;
  const mask = <T>(value: T): T => mapTexts(value, maskText);

  const {recording, stories, ...rest} = file;
  const {names, ...columns} = recording.columns;
  // First, so that the sources of events have the lowest numbers.
  const maskedNames = mask(names);
  const {alerts, bursts, sessions} = recording;
  return {
    ...mask(rest),
    stories: mask(stories).map(story => ({...story, chapters: story.chapters.map(sortSources)})),
    recording: {
      columns: {...columns, names: maskedNames},
      alerts: mask(alerts),
      bursts: mask(bursts),
      sessions: mask(sessions)
    },
    isMasked: true
  };
}

type Chapter = ReplayFile["stories"][number]["chapters"][number];

/** Sources left out stand in the order of their letters, which are others now. */
function sortSources(chapter: Chapter): Chapter {
  const {without} = chapter.scene;
  if (without === undefined) return chapter;
  return {...chapter, scene: {...chapter.scene, without: [...without].sort()}};
}

/** The same value with every text in it changed. */
function mapTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map(part => mapTexts(part, change)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapTexts(part, change)])) as T;
}
