import {
  createSequenceList,
  createSequenceMarks,
  createSequenceSteps,
  createSequenceSuspects,
  createSequenceVisits,
  selectSequenceGroups,
  selectSequenceSteps,
  selectSequences,
  selectSequenceTokens,
  selectSequenceTypes
} from "../../detect/sequences/queries.js";
import type {SequenceKind, SequenceSet} from "../../detect/sequences/sequence-set.js";
import {tokeniseCommand} from "../../detect/sequences/tokenise-command.js";
import type {Database} from "../database.js";

/** Once before sequences are read; again when `evidence` has changed. */
export async function prepareSequences(database: Database): Promise<void> {
  await database.run(createSequenceMarks);
  await database.run(createSequenceSuspects);
  await database.run(createSequenceVisits);
}

/**
 * Reads the sequences of one kind from `logs`, `evidence` and `places`, in order of time; leaves `sequence_list`, which says by
 * number who and when, until the next are read. Null when there are none.
 */
export async function readSequences(database: Database, kind: SequenceKind): Promise<SequenceSet | null> {
  await database.run(createSequenceSteps(kind));
  await database.run(createSequenceList);
  const [total = {}] = await database.rows("SELECT count(*) AS sequences FROM sequence_list");
  const count = Number(total.sequences);
  if (count === 0) return null;
  const texts = (await database.rows(selectSequenceTokens)).map(({token}) => String(token));
  const dictionary =
    kind === "commands" ? tokeniseAll(texts) : {names: texts, steps: texts.map((_, k) => [k])};
  const groups = (await database.rows(selectSequenceGroups)).map(({name, honeypot}) => ({
    name: String(name),
    honeypot: honeypot === true
  }));
  const types = ["Normal", ...(await database.rows(selectSequenceTypes)).map(({name}) => String(name))];
  const groupOf = new Map(groups.map(({name}, code) => [name, code]));
  const typeOf = new Map(types.map((name, code) => [name, code]));
  const set = {
    kind,
    ...(await readSteps(database, count, dictionary.steps)),
    names: dictionary.names,
    group: new Int32Array(count),
    groups,
    day: new Int32Array(count),
    reference: new Uint8Array(count),
    raisable: new Uint8Array(count),
    weakType: new Int32Array(count),
    types
  };
  await database.stream(selectSequences, ([group, day, reference, raisable, weakType], row) => {
    set.group[row] = groupOf.get(String(group)) ?? 0;
    set.day[row] = Number(day);
    set.reference[row] = reference === true ? 1 : 0;
    set.raisable[row] = raisable === true ? 1 : 0;
    set.weakType[row] = typeOf.get(String(weakType)) ?? 0;
  });
  return set;
}

/** The commands of every line that was typed; a line without any is one step by itself. */
function tokeniseAll(lines: readonly string[]) {
  const codes = new Map<string, number>();
  const steps = lines.map(line => {
    const tokens = tokeniseCommand(line);
    return (tokens.length === 0 ? ["<nothing>"] : tokens).map(token => {
      const code = codes.get(token) ?? codes.size;
      codes.set(token, code);
      return code;
    });
  });
  return {names: [...codes.keys()], steps};
}

/** @param steps by code of an event's text, the steps that it stands for. */
async function readSteps(database: Database, count: number, steps: readonly (readonly number[])[]) {
  const starts = new Int32Array(count + 1);
  const tokens: number[] = [];
  const seqs: number[] = [];
  await database.stream(selectSequenceSteps, ([number, seq, code]) => {
    for (const step of steps[Number(code)] ?? []) {
      tokens.push(step);
      seqs.push(Number(seq));
    }
    starts[Number(number) + 1] = tokens.length;
  });
  return {starts, tokens: Int32Array.from(tokens), seqs: Int32Array.from(seqs)};
}
