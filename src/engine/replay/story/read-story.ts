import {readDocuments} from "../../sigma/read-documents.js";
import {describe} from "../../sigma/yaml-node.js";
import {readChapters} from "./read-chapters.js";
import {type Report, readEntries} from "./read-entries.js";
import type {Story} from "./story.js";
import {limits} from "./story-limits.js";

/** A story, and what was wrong with its file: one sentence each, with file, line and column. */
export interface ReadStory {
  /** Null where nothing of it can be told. */
  readonly story: Story | null;
  readonly problems: readonly string[];
}

/** More than this nobody reads at once. */
const mostProblems = 50;

/**
 * Reads a story, whose syntax is in data/stories/README.md. Wrong values cost a sentence and are as if they had been left out; never
 * throws for what a file holds.
 * @param file its path, for messages; its name without the ending is what links call the story by
 */
export function readStory(text: string, file: string): ReadStory {
  const problems: string[] = [];
  const report: Report = ({position: {line, column}}, problem) => {
    if (problems.length < mostProblems) problems.push(`${file}:${line}:${column}: ${problem}`);
    else
      problems[mostProblems] =
        `${file}: more is wrong with it; mend the first ${mostProblems} and read it again`;
  };
  const none = {story: null, problems};
  const [document, another] = readDocuments(text.replace(/^\ufeff/, ""));
  if (document === undefined) {
    report({position: {line: 1, column: 1}}, "empty story; expected title and chapters");
    return none;
  }
  if (another !== undefined)
    report(another, "a second document is passed over; expected one story in a file");
  const {node, refusal} = document;
  if (refusal !== null) {
    report(refusal, refusal.message);
    return none;
  }
  if (node?.kind !== "map") {
    report(document, "no story; expected title and chapters");
    return none;
  }
  const entries = readEntries(node, ["title", "about", "chapters"], report);
  const id = storyId(file);
  const title = entries.text("title", limits.title);
  if (title === null) report(node, `missing title; it is called "${id}"`);
  const list = entries.node("chapters");
  if (list?.kind !== "list") {
    report(list ?? node, `no chapters${list === null ? "" : `: ${describe(list)}`}; expected a list`);
    return none;
  }
  if (list.items.length > limits.chapters)
    report(list, `${list.items.length} chapters; the first ${limits.chapters} are told`);
  const chapters = readChapters(list.items, report);
  if (chapters.length === 0) {
    report(list, "no chapter can be told; expected at least one with title and from");
    return none;
  }
  return {story: {id, title: title ?? id, about: entries.text("about", limits.about), chapters}, problems};
}

/** A file's name without folders and ending. */
export function storyId(file: string): string {
  const name = file.replace(/^.*[\\/]/, "");
  return name.replace(/\.ya?ml$/i, "") || "story";
}
