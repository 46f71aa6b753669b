import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {basename, relative, sep} from "node:path";
import {promisify} from "node:util";
import {gunzip} from "node:zlib";
import type {DetectionContent, TextFile} from "../src/engine/analysis/content.js";
import {listExtension} from "../src/engine/analysis/detect/find-indicators.js";
import {describeError} from "./describe-error.js";
import {findFiles} from "./read/find-files.js";

const unzip = promisify(gunzip);
const yaml = /\.ya?ml$/i;

/** Bytes of a file of rules or signatures; all public Sigma rules together have a quarter of it. */
const largest = 64 * 2 ** 20;

/** Where what detectors look for stands: directories, which may be missing, and the file of what is allowed. */
export interface ContentPaths {
  readonly rules: string;
  readonly signatures: string;
  readonly intel: string;
  readonly allow: string;
}

/** Reads what detectors look for. A file that cannot be read costs a message, never the build. */
export async function readContent(paths: ContentPaths): Promise<DetectionContent> {
  const rules = await readTexts(paths.rules, yaml);
  const signatures = await readTexts(paths.signatures, yaml);
  const lists = await readTexts(paths.intel, listExtension);
  const allow = existsSync(paths.allow)
    ? {name: `data/${basename(paths.allow)}`, text: await readFile(paths.allow, "utf8")}
    : null;
  return {
    rules: rules.files,
    signatures: signatures.files,
    lists: lists.files,
    allow,
    messages: [...rules.messages, ...signatures.messages, ...lists.messages]
  };
}

/** The files at and below a directory whose names end as asked for, in order of name, decompressed. */
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
      if (extension === yaml && bytes.length > largest)
        throw new Error(`file of ${bytes.length} bytes; expected at most ${largest}`);
      files.push({name, text: new TextDecoder().decode(name.endsWith(".gz") ? await unzip(bytes) : bytes)});
    } catch (error) {
      messages.push(`${name}: not read: ${describeError(error)}`);
    }
  }
  return {files, messages};
}
