import {existsSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {judgeRules} from "../../src/engine/sigma/judge-rules.js";
import {locateError} from "../describe-error.js";
import {UsageError} from "../options.js";
import {describeNotApplicable, describeOwnRules, describeWithoutRules} from "./describe-rules.js";
import {escapeControls} from "./escape-controls.js";
import {parseRulesOptions, type RulesOptions, usage} from "./options.js";
import {readRuleFiles} from "./read-rule-files.js";

/** The rules that the data are searched with, wherever the program is started from. */
const ownRules = fileURLToPath(new URL("../../data/rules", import.meta.url));

/** Files without rules that are named; a directory may be full of them. */
const namedFiles = 5;

/** Compiles rules and says what became of them. @returns 1 when one is invalid or could not be opened */
async function check(inputs: readonly string[]): Promise<number> {
  const begun = performance.now();
  const read = await readRuleFiles(inputs);
  const {compiled, notApplicable, invalid} = judgeRules(read.rules, read.errors);
  for (const line of [...read.unreadable, ...invalid.map(error => error.message)])
    console.error(escapeControls(line));
  for (const line of describeNotApplicable(notApplicable)) console.log(line);
  for (const line of describeWithoutRules(read.withoutRules, namedFiles)) console.error(line);
  const files = `${read.files} ${read.files === 1 ? "file" : "files"}`;
  console.log(`${files}, ${read.withoutRules.length} of them without rules`);
  const counts = {compiled: compiled.length, not_applicable: notApplicable.length, invalid: invalid.length};
  const rules = counts.compiled + counts.not_applicable + counts.invalid;
  const seconds = Math.round(performance.now() - begun) / 1000;
  console.log(JSON.stringify({rules, ...counts, seconds}));
  return invalid.length + read.unreadable.length > 0 ? 1 : 0;
}

/** Lists our own rules with their state. @returns 1 when one is invalid or could not be opened */
async function list(): Promise<number> {
  const read = await readRuleFiles([ownRules]);
  const judgement = judgeRules(read.rules, read.errors);
  for (const line of read.unreadable) console.error(escapeControls(line));
  for (const line of describeOwnRules(judgement)) console.log(line);
  return judgement.invalid.length + read.unreadable.length > 0 ? 1 : 0;
}

async function main(args: readonly string[]): Promise<number> {
  let options: RulesOptions;
  try {
    options = parseRulesOptions(args);
    const missing = (options.check ?? [ownRules]).find(path => !existsSync(path));
    if (missing !== undefined) throw new UsageError(`${missing}: no such file or directory`);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${escapeControls(error.message)}\n${usage}`);
    return 2;
  }
  if (options.help) {
    console.log(usage);
    return 0;
  }
  return options.check ? check(options.check) : list();
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  error => {
    console.error(`error: ${escapeControls(locateError(error))}`);
    process.exitCode = 1;
  }
);
