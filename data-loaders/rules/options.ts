import {parseArgs} from "node:util";
import {UsageError} from "../options.js";

export interface RulesOptions {
  /** Files and directories to check; null to list our own rules. */
  readonly check: readonly string[] | null;
  /** Only say how the program is used. */
  readonly help: boolean;
}

export const usage = `usage: npm run rules [-- --check DIR|FILE...]
  without options     lists our own rules, with their state
  --check DIR|FILE..  reads and compiles rules, and says why one does not run
  -h, --help          says this`;

/** @throws UsageError */
export function parseRulesOptions(args: readonly string[]): RulesOptions {
  const {values, positionals} = parse(args);
  if (values.help) return {check: null, help: true};
  if (!values.check && positionals.length > 0) {
    throw new UsageError(`unexpected argument: "${positionals[0]}"; expected --check before it`);
  }
  if (values.check && positionals.length === 0) {
    throw new UsageError("--check names nothing; expected a directory or files after it");
  }
  if (positionals.includes("")) throw new UsageError(`invalid --check: ""; expected a path`);
  return {check: values.check ? positionals : null, help: false};
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {check: {type: "boolean"}, help: {type: "boolean", short: "h"}}
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
