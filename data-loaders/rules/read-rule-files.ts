import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {readRules} from "../../src/engine/sigma/read-rules.js";
import type {SigmaRule} from "../../src/engine/sigma/rule.js";
import {SigmaError} from "../../src/engine/sigma/sigma-error.js";
import {locateError} from "../describe-error.js";
import {findFiles} from "../read/find-files.js";

const defaults = {
  /** Bytes of a file; all public rules together have a quarter of it. */
  largest: 64 * 2 ** 20
} as const;

/** What stands in the rule files below some paths. */
export interface ReadRuleFiles {
  readonly files: number;
  /** What stands in them, by the path that rules and errors name. */
  readonly texts: ReadonlyMap<string, string>;
  readonly rules: readonly SigmaRule[];
  readonly errors: readonly SigmaError[];
  /** Files with nothing in them that is, or was meant to be, a rule, in order of name. */
  readonly withoutRules: readonly string[];
  /** What could not be opened, and why. */
  readonly unreadable: readonly string[];
}

/**
 * Reads all `*.yml` and `*.yaml` at and below the paths, in order of name; a file that two paths lead to is read once.
 *
 * @throws when one of the paths itself is not there
 */
export async function readRuleFiles(inputs: readonly string[]): Promise<ReadRuleFiles> {
  const paths = new Set<string>();
  const unreadable: string[] = [];
  for (const input of inputs) {
    const found = await findFiles(input);
    for (const {path} of found.files) if (/\.ya?ml$/i.test(path)) paths.add(path);
    for (const {name, status, reason} of found.skipped) {
      if (status === "unreadable") unreadable.push(`${join(input, name)}: ${reason}`);
    }
  }
  const texts = new Map<string, string>();
  const rules: SigmaRule[] = [];
  const errors: SigmaError[] = [];
  const withoutRules: string[] = [];
  for (const path of paths) {
    try {
      const bytes = await readFile(path);
      const text = bytes.length > defaults.largest ? null : bytes.toString("utf8");
      const read = text === null ? tooLarge(path, bytes.length) : readRules(text, path);
      if (text !== null) texts.set(path, text);
      rules.push(...read.rules);
      errors.push(...read.errors);
      if (read.rules.length + read.errors.length === 0) withoutRules.push(path);
    } catch (error) {
      unreadable.push(locateError(error));
    }
  }
  return {files: paths.size, texts, rules, errors, withoutRules, unreadable};
}

function tooLarge(file: string, bytes: number) {
  const problem = `file of ${bytes} bytes; expected at most ${defaults.largest}`;
  return {rules: [], errors: [new SigmaError(file, {line: 1, column: 1}, problem)]};
}
