import {type Readable, type ReadFile, unreadFile} from "./read-file.js";

/** What a file's content is, read once before it is parsed. */
export interface HashReply {
  /** SHA-256 of the decompressed content, in hexadecimal. */
  readonly contentHash: string;
  /** Why there is less content than there should be; null when it is whole. */
  readonly problem: string | null;
  /** Bytes of content. */
  readonly contentBytes: number;
}

/** What came of hashing a file; the sentence says why it could not be read. */
export type Hashed = HashReply | {readonly unreadable: string};

export interface Readers {
  /** How many files are read at the same time. */
  readonly parallel: number;
  /** What went wrong, in words. */
  describeError(error: unknown): string;
}

/** Hashes every file, several at a time. */
export async function hashAll<F extends Readable>(
  files: readonly F[],
  {parallel, describeError}: Readers,
  hash: (file: F) => Promise<HashReply>
): Promise<ReadonlyMap<F, Hashed>> {
  return inParallel(files, parallel, file =>
    hash(file).catch((error: unknown) => ({unreadable: describeError(error)}))
  );
}

/**
 * Reads every file, several at a time: each content once, under the first name that has it. The result is in the order of
 * `files`, however many are read at a time.
 * @param hashed of `hashAll`, whose order of names decides which of several files with one content is the first.
 * @param parse reads one file; when it rejects, the file is unreadable.
 * @param done told of each file when it is done, in the order in which they are.
 */
export async function readAll<F extends Readable, R extends ReadFile>(
  files: readonly F[],
  hashed: ReadonlyMap<F, Hashed>,
  {parallel, describeError}: Readers,
  parse: (file: F, reply: HashReply) => Promise<R>,
  done: (row: ReadFile, file: F) => void
): Promise<readonly (R | ReadFile)[]> {
  const firsts = new Map<string, F>();
  for (const file of files) {
    const reply = hashed.get(file);
    if (reply && "contentHash" in reply && !firsts.has(reply.contentHash))
      firsts.set(reply.contentHash, file);
  }

  async function read(file: F): Promise<R | ReadFile> {
    const reply = hashed.get(file) ?? {unreadable: "not read"};
    if ("unreadable" in reply) return unreadFile(file, "unreadable", reply.unreadable);
    const first = firsts.get(reply.contentHash);
    if (first && first !== file && file.bytes > 0) {
      const notes = [
        `same content as ${first.name}; read once`,
        ...(reply.problem === null ? [] : [reply.problem])
      ];
      return {...unreadFile(file, "duplicate", ...notes), contentHash: reply.contentHash};
    }
    return parse(file, reply).catch((error: unknown) => unreadFile(file, "unreadable", describeError(error)));
  }

  const rows = await inParallel(files, parallel, async file => {
    const row = await read(file);
    done(row, file);
    return row;
  });
  return files.flatMap(file => rows.get(file) ?? []);
}

/** The largest first, so that no large one is left for the end, when there is nothing to do beside it. */
async function inParallel<F extends Readable, R>(
  files: readonly F[],
  limit: number,
  work: (file: F) => Promise<R>
): Promise<Map<F, R>> {
  const waiting = [...files].sort((a, b) => b.bytes - a.bytes).values();
  const results = new Map<F, R>();
  async function workOn() {
    for (const file of waiting) results.set(file, await work(file));
  }
  await Promise.all(Array.from({length: limit}, workOn));
  // In the order of the files, not in the one in which they were done.
  return new Map(
    files.flatMap((file): [F, R][] => (results.has(file) ? [[file, results.get(file) as R]] : []))
  );
}
