import {createSHA256} from "hash-wasm";
import {describeShare, limitTake} from "../../engine/content-limits.js";
import {parseEvents} from "../../engine/parse-events.js";
import type {HashReply} from "../../engine/read-all.js";
import {describeError} from "./describe-error.js";
import {
  type HashRequest,
  type Message,
  type ParseReply,
  type ParseRequest,
  type QuarantinedRecord,
  type Request,
  readLimits
} from "./messages.js";
import {readContent} from "./read-content.js";

/** Bytes parsed at once: what they become is all that a worker can be ahead of those who take its batches. */
const parsedBytes = 1 << 16;

/**
 * What a worker does: answers requests, one after the other, by what it posts.
 * @param post posts a message and gives away the buffers named.
 * @param now milliseconds by a clock that only goes forward.
 */
export function createFileReader(
  post: (message: Message, transfer: ArrayBuffer[]) => void,
  now: () => number = () => performance.now()
): (request: Request) => void {
  /** Batches posted and not dealt with yet, and who waits for that. */
  let ahead = 0;
  let resume: (() => void) | undefined;
  let answered = Promise.resolve();

  function createReporter() {
    let last = Number.NEGATIVE_INFINITY;
    return (bytes: number, counts: {readonly records: number; readonly quarantined: number}) => {
      if (now() - last < readLimits.progressInterval) return;
      last = now();
      const {records, quarantined} = counts;
      post({kind: "progress", bytes, records, quarantined}, []);
    };
  }

  async function hash({blob}: HashRequest): Promise<HashReply> {
    const sha = (await createSHA256()).init();
    const report = createReporter();
    let contentBytes = 0;
    const problem = await readContent(blob, {
      take(piece) {
        sha.update(piece);
        contentBytes += piece.length;
        return true;
      },
      progress: bytes => report(bytes, {records: 0, quarantined: 0})
    });
    return {contentHash: sha.digest("hex"), problem: problem ?? null, contentBytes};
  }

  async function parse(request: ParseRequest): Promise<ParseReply> {
    const report = createReporter();
    const quarantine: QuarantinedRecord[] = [];
    let batches = 0;
    const parser = parseEvents(request, {
      batch(batch) {
        const {events, raw} = batch.takeDivided(request.name);
        const transfer = [events, ...raw].flatMap(ipc => (ipc ? [ipc.buffer as ArrayBuffer] : []));
        ahead++;
        post({kind: "batch", number: batches++, events, raw}, transfer);
      },
      quarantine(record, reason, raw) {
        if (quarantine.length >= readLimits.quarantineShown) return;
        quarantine.push({
          record,
          reason,
          // A copy, because a part of a text keeps the whole of it in memory.
          raw: structuredClone(raw.slice(0, readLimits.quarantineCharacters)),
          length: raw.length
        });
      }
    });
    const limited = limitTake(request.share, piece => {
      parser.push(piece);
      return parser.wanted;
    });
    await readContent(request.blob, {
      pieceBytes: parsedBytes,
      take: limited.take,
      progress: bytes => report(bytes, parser.counts),
      pause: caughtUp
    });
    const {share, contentBytes} = request;
    const isPart = share < contentBytes;
    // Not every browser notices that a file is not the one that was hashed.
    if (parser.wanted && (limited.taken < share || (limited.isExceeded && !isPart)))
      throw new DOMException("the content is not as long as it was", "NotReadableError");
    const summary = parser.end(isPart && parser.wanted ? describeShare(share, contentBytes) : undefined);
    return {...summary, batches, quarantine};
  }

  async function caughtUp(): Promise<void> {
    while (ahead >= readLimits.batchesAhead) await new Promise<void>(resolve => (resume = resolve));
  }

  async function answer(request: HashRequest | ParseRequest): Promise<void> {
    try {
      if (request.kind === "hash") post({kind: "hashed", reply: await hash(request)}, []);
      else post({kind: "parsed", reply: await parse(request)}, []);
    } catch (error) {
      post({kind: "failed", reason: describeError(error)}, []);
    }
  }

  return request => {
    if (request.kind === "acknowledge") {
      ahead--;
      resume?.();
    } else answered = answered.then(() => answer(request));
  };
}
