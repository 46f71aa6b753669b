import {readdir, readFile} from "node:fs/promises";
import {basename, join} from "node:path";
import {createMatcher} from "../../src/engine/signatures/match-signatures.js";
import {
  createInspected,
  createMatched,
  createSignatureHits,
  createSignatures,
  insertSignatureEvidence,
  inspectedColumns,
  selectInspected
} from "../../src/engine/signatures/queries.js";
import {readSignatures} from "../../src/engine/signatures/read-signatures.js";
import type {Signature, SignatureField} from "../../src/engine/signatures/signature.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";

export interface FoundSignatures {
  readonly signatures: number;
  /** Events and signatures that match. */
  readonly hits: number;
  /** What was refused and why, "file:line:column: ..."; the rest went on without. */
  readonly errors: readonly string[];
}

/** Reads every `.yml` file of a directory, in order of name. A directory that is not there holds none. */
export async function readSignatureDirectory(
  directory: string
): Promise<{readonly signatures: readonly Signature[]; readonly errors: readonly string[]}> {
  const names = await readdir(directory).catch(error => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const seen = new Set<string>();
  const signatures: Signature[] = [];
  const errors: string[] = [];
  for (const name of names.filter(name => /\.ya?ml$/.test(name)).sort()) {
    const path = join(directory, name);
    const read = readSignatures(await readFile(path, "utf8"), `${basename(directory)}/${name}`, seen);
    signatures.push(...read.signatures);
    errors.push(...read.errors);
  }
  return {signatures, errors};
}

/**
 * Looks for payload signatures in `logs`. Creates `signatures` and `signature_hits`, both of them empty where nothing is
 * looked for or found, and adds to `evidence`.
 *
 * @param directory of signature files, as data/signatures
 */
export async function findSignatures(
  database: Database,
  directory: string,
  progress: Progress
): Promise<FoundSignatures> {
  const {signatures, errors} = await readSignatureDirectory(directory);
  progress.update(`${signatures.length} payload signatures`);
  await database.run(createSignatures(signatures));
  await database.run(createInspected(inspectedColumns));
  await database.run(createMatched);
  await matchInspected(database, signatures);
  await database.run(createSignatureHits(inspectedColumns));
  await database.run(insertSignatureEvidence);
  await database.run("DROP TABLE inspected");
  await database.run("DROP TABLE matched");
  const [{hits = 0} = {}] = await database.rows("SELECT count(*) AS hits FROM signature_hits");
  return {signatures: signatures.length, hits: Number(hits), errors};
}

/** Texts that are in memory at once: payloads are up to 16 kB each. */
const block = 20_000;

/** Fills `matched` from `inspected`. */
async function matchInspected(database: Database, signatures: readonly Signature[]): Promise<void> {
  const [{texts = 0} = {}] = await database.rows("SELECT count(*) AS texts FROM inspected");
  const match = createMatcher(signatures);
  const appender = await database.connection.createAppender("matched");
  for (let from = 0; from < Number(texts); from += block) {
    for (const {number, field, text} of await database.rows(selectInspected(from, from + block))) {
      for (const found of match(field as SignatureField, String(text))) {
        appender.appendInteger(Number(number));
        appender.appendVarchar(signatures[found.signature]?.id ?? "");
        appender.appendVarchar(found.field);
        appender.appendVarchar(found.excerpt);
        appender.endRow();
      }
    }
  }
  appender.closeSync();
}
