import {createMatcher} from "../../signatures/match-signatures.js";
import {
  createInspected,
  createMatched,
  createSignatureHits,
  createSignatures,
  insertSignatureEvidence,
  inspectedColumns,
  selectInspected
} from "../../signatures/queries.js";
import {readSignatures} from "../../signatures/read-signatures.js";
import type {Signature, SignatureField} from "../../signatures/signature.js";
import type {TextFile} from "../content.js";
import type {Database, Value} from "../database.js";
import type {Progress} from "../progress.js";

export interface FoundSignatures {
  readonly signatures: number;
  /** Events and signatures that match. */
  readonly hits: number;
  /** What was refused and why, "file:line:column: ..."; the rest went on without. */
  readonly errors: readonly string[];
}

/** Reads signatures from files, in order; what `data/signatures` says of itself names that directory. */
export function readSignatureFiles(files: readonly TextFile[]): {
  readonly signatures: readonly Signature[];
  readonly errors: readonly string[];
} {
  const seen = new Set<string>();
  const read = files.map(({name, text}) => readSignatures(text, `signatures/${name}`, seen));
  return {
    signatures: read.flatMap(file => file.signatures),
    errors: read.flatMap(file => file.errors)
  };
}

/**
 * Looks for payload signatures in `logs`. Creates `signatures` and `signature_hits`, both of them empty where nothing is
 * looked for or found, and adds to `evidence`.
 */
export async function findSignatures(
  database: Database,
  files: readonly TextFile[],
  progress: Progress
): Promise<FoundSignatures> {
  const {signatures, errors} = readSignatureFiles(files);
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
  const found: Value[][] = [];
  for (let from = 0; from < Number(texts); from += block) {
    for (const {number, field, text} of await database.rows(selectInspected(from, from + block))) {
      for (const {signature, field: where, excerpt} of match(field as SignatureField, String(text)))
        found.push([number ?? null, signatures[signature]?.id ?? "", where, excerpt]);
    }
  }
  await database.append("matched", found);
}
