import {checkAct, readDecisionId, readLine, readTime, textLimits} from "./check-act.js";
import {type Checked, field, fieldsOf} from "./check-fields.js";
import type {Decision} from "./decision.js";

/** What a file of decisions says that it is. */
export const formatName = "flowbook-decisions";
/** The version that this code writes, and the only one that there is. */
export const formatVersion = 1;

/** A file of decisions without any. */
export const noDecisions = {format: formatName, version: formatVersion, decisions: []} as const;

/** What one file may hold, so that nobody's browser is filled by one. */
export const fileLimits = {characters: 32 * 2 ** 20, decisions: 50_000} as const;

export interface ParsedDecisions {
  /** In the file's order; those with one id only once. */
  readonly decisions: readonly Decision[];
  /** One sentence for each entry that was refused, or for the file: which, what is wrong, and what was expected. */
  readonly refused: readonly string[];
}

export interface ParseOptions {
  /** Said in front of every refusal. @default none */
  readonly file?: string;
  /** Milliseconds since 1970: decisions of a later time are refused, since they would outlast all that are made now. @default any time */
  readonly latest?: number;
}

/** Refusals that are told one by one; the others are counted. */
const toldRefusals = 50;

/** Reads a file of decisions. Entries that are wrong are refused by themselves, the others hold; never throws. */
export function parseDecisions(text: string, options: ParseOptions = {}): ParsedDecisions {
  if (text.length > fileLimits.characters) {
    return refuse(`file of ${text.length} characters; expected at most ${fileLimits.characters}`, options);
  }
  let root: unknown;
  try {
    root = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return refuse(
      'invalid JSON; expected a file that "Export decisions" of the Decisions page wrote',
      options
    );
  }
  return readDecisions(root, options);
}

/** The same of what stands in such a file, as JSON.parse has it. */
export function readDecisions(root: unknown, options: ParseOptions = {}): ParsedDecisions {
  const entries = entriesOf(root);
  if ("error" in entries) return refuse(entries.error, options);
  return readEntries(entries.value, placeOf(options), options.latest ?? Number.POSITIVE_INFINITY);
}

const placeOf = ({file}: ParseOptions) => (file === undefined ? "" : `${file}: `);

const refuse = (message: string, options: ParseOptions): ParsedDecisions => ({
  decisions: [],
  refused: [`${placeOf(options)}${message}`]
});

function entriesOf(root: unknown): Checked<readonly unknown[]> {
  const expected = `an object with "format": "${formatName}", "version": ${formatVersion} and a list "decisions"`;
  try {
    const {format, version, decisions} = fieldsOf(root, "file", expected);
    if (format !== formatName) return {error: `no file of decisions; expected ${expected}`};
    if (version !== formatVersion) {
      return {
        error: `unknown version of the format: ${JSON.stringify(version)?.slice(0, 60)}; expected ${formatVersion}`
      };
    }
    if (!Array.isArray(decisions)) return {error: `no list of decisions; expected ${expected}`};
    if (decisions.length > fileLimits.decisions) {
      return {error: `${decisions.length} decisions; expected at most ${fileLimits.decisions} in one file`};
    }
    return {value: decisions};
  } catch (error) {
    if (error instanceof RangeError) return {error: error.message};
    throw error;
  }
}

function readEntries(entries: readonly unknown[], place: string, latest: number): ParsedDecisions {
  const byId = new Map<string, Decision>();
  const refused: string[] = [];
  for (const [i, entry] of entries.entries()) {
    const checked = checkDecision(entry, latest);
    if ("error" in checked) {
      refused.push(`${place}entry ${i + 1}${idOf(entry)}: ${checked.error}`);
      continue;
    }
    const {value} = checked;
    const known = byId.get(value.id);
    if (known === undefined) byId.set(value.id, value);
    else if (JSON.stringify(known) !== JSON.stringify(value)) {
      refused.push(
        `${place}entry ${i + 1} (${value.id}): an entry before has the same id and says something else`
      );
    }
  }
  const told = refused.slice(0, toldRefusals);
  const rest = refused.length - told.length;
  if (rest > 0) told.push(`${place}${rest} more entries were refused`);
  return {decisions: [...byId.values()], refused: told};
}

/** A decision checked field by field, as `checkAct` does it. */
export function checkDecision(value: unknown, latest = Number.POSITIVE_INFINITY): Checked<Decision> {
  try {
    const fields = fieldsOf(value, "decision", 'an object with "id", "at", "by" and "act"');
    const id = field(fields, "id", readDecisionId);
    const at = field(fields, "at", readTime);
    if (Date.parse(at) > latest) {
      return {error: `invalid at: "${at}"; expected a time that is not in the future`};
    }
    const by = field(fields, "by", readLine(textLimits.by));
    const act = checkAct(fields.act);
    return "error" in act ? act : {value: {id, at, by, act: act.value}};
  } catch (error) {
    if (error instanceof RangeError) return {error: error.message};
    throw error;
  }
}

/** The entry's own id in parentheses, where it has one that can be repeated. */
function idOf(entry: unknown): string {
  const id = typeof entry === "object" && entry !== null && "id" in entry ? entry.id : undefined;
  return "value" in readDecisionId(id) ? ` (${String(id)})` : "";
}
