import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {basename, relative, sep} from "node:path";
import {promisify} from "node:util";
import {gunzip} from "node:zlib";
import type {DetectionContent, TextFile} from "../src/engine/analysis/content.js";
import {listExtension} from "../src/engine/analysis/detect/find-indicators.js";
import {type DecisionFiles, readDecisionFiles} from "../src/engine/decisions/read-decision-files.js";
import {readStoryFiles} from "../src/engine/replay/story/read-story-files.js";
import {describeError} from "./describe-error.js";
import {findFiles} from "./read/find-files.js";

const unzip = promisify(gunzip);
const yaml = /\.ya?ml$/i;
const json = /\.json$/i;

/** Bytes of a file of rules, signatures, decisions or stories; all public Sigma rules together have a quarter of it. */
const largest = 64 * 2 ** 20;

/** Where what detectors look for stands: directories, which may be missing, the file of what is allowed, what analysts decided, and stories. */
export interface ContentPaths {
  readonly rules: string;
  readonly signatures: string;
  readonly intel: string;
  readonly allow: string;
  readonly decisions: {readonly file: string; readonly directory: string};
  readonly stories: string;
}

/** Reads what detectors look for. A file that cannot be read costs a message, never the build. */
export async function readContent(paths: ContentPaths): Promise<DetectionContent> {
  const rules = await readTexts(paths.rules, yaml);
  const signatures = await readTexts(paths.signatures, yaml);
  const lists = await readTexts(paths.intel, listExtension);
  const allow = existsSync(paths.allow)
    ? {name: `data/${basename(paths.allow)}`, text: await readFile(paths.allow, "utf8")}
    : null;
  const decided = await readDecisions(paths.decisions);
  const told = await readTexts(paths.stories, yaml);
  const stories = told.files.map(({name, text}) => ({name: `data/${basename(paths.stories)}/${name}`, text}));
  return {
    rules: rules.files,
    signatures: signatures.files,
    lists: lists.files,
    allow,
    decisions: decided.decisions,
    stories,
    messages: [
      ...[...rules.messages, ...signatures.messages, ...lists.messages, ...decided.messages],
      ...[...told.messages, ...readStoryFiles(stories).problems]
    ]
  };
}

/** The decisions of the one file and of those in the directory, which may both be missing. */
async function readDecisions({file, directory}: ContentPaths["decisions"]): Promise<DecisionFiles> {
  const one = await readTexts(file, json);
  const several = await readTexts(directory, json);
  const below = (path: string, name: string) => ["data", basename(path), name].filter(Boolean).join("/");
  const read = readDecisionFiles([
    ...one.files.map(({name, text}) => ({name: below(file, name), text})),
    ...several.files.map(({name, text}) => ({name: below(directory, name), text}))
  ]);
  return {...read, messages: [...one.messages, ...several.messages, ...read.messages]};
}

/** The files at and below a path whose names end as asked for, in order of name, decompressed. */
export async function readTexts(
  directory: string,
  extension: RegExp
): Promise<{readonly files: readonly TextFile[]; readonly messages: readonly string[]}> {
  if (!existsSync(directory)) return {files: [], messages: []};
  const files: TextFile[] = [];
  const messages: string[] = [];
  const found = await findFiles(directory);
  for (const {name, status, reason} of found.skipped)
    if (status === "unreadable") messages.push(`${name}: not read: ${reason}`);
  for (const {path} of found.files.filter(({name}) => extension.test(name))) {
    const name = relative(directory, path).split(sep).join("/");
    try {
      const bytes = await readFile(path);
      if (extension !== listExtension && bytes.length > largest)
        throw new Error(`file of ${bytes.length} bytes; expected at most ${largest}`);
      files.push({name, text: new TextDecoder().decode(name.endsWith(".gz") ? await unzip(bytes) : bytes)});
    } catch (error) {
      messages.push(`${name}: not read: ${describeError(error)}`);
    }
  }
  return {files, messages};
}
