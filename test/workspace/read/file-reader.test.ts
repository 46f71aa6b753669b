import {createHash} from "node:crypto";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {createFileReader} from "../../../src/workspace/read/file-reader.js";
import {type Message, type ParseRequest, readLimits} from "../../../src/workspace/read/messages.js";

const line = '{"eventid":"cowrie.login.failed","timestamp":"2026-01-01T00:00:00Z","src_ip":"192.0.2.1"}\n';

/** Asks a reader one thing; its clock goes 1 ms forward whenever it is looked at. */
async function ask(request: Parameters<ReturnType<typeof createFileReader>>[0]): Promise<readonly Message[]> {
  const messages: Message[] = [];
  let time = 0;
  await new Promise<void>(resolve => {
    const answer = createFileReader(
      message => {
        messages.push(message);
        if (message.kind === "batch") answer({kind: "acknowledge"});
        else if (message.kind !== "progress") resolve();
      },
      () => time++
    );
    answer(request);
  });
  return messages;
}

function parseRequest(blob: Blob, contentBytes: number): ParseRequest {
  const context = {contentHash: "0".repeat(64), fileTime: 0, zone: null, problem: null};
  return {kind: "parse", blob, name: "a.json", contentBytes, share: contentBytes, ...context};
}

describe("createFileReader", () => {
  it("hashes the content, whether it is compressed or not", async () => {
    const text = line.repeat(1000);
    const contentHash = createHash("sha256").update(text).digest("hex");
    for (const bytes of [text, gzipSync(text)]) {
      const messages = await ask({kind: "hash", blob: new Blob([bytes])});
      expect(messages.at(-1)).toEqual({
        kind: "hashed",
        reply: {contentHash, problem: null, contentBytes: text.length}
      });
    }
  });

  it("hashes what there is of a gzip cut short, and says what is wrong with it", async () => {
    const cut = gzipSync(line.repeat(1000)).subarray(0, 100);
    expect((await ask({kind: "hash", blob: new Blob([cut])})).at(-1)).toMatchObject({
      kind: "hashed",
      reply: {problem: expect.stringMatching(/^the gzip is cut short after [\d,]+ bytes of content$/)}
    });
  });

  it("counts records before it is done, and reports no more often than it should", async () => {
    const text = line.repeat(100_000);
    const messages = await ask(parseRequest(new Blob([text]), text.length));
    const progress = messages.flatMap(message => (message.kind === "progress" ? [message] : []));
    // The clock is looked at once for each piece, and once more for each report.
    const looks = Math.ceil(text.length / (1 << 16)) + progress.length;
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.length).toBeLessThanOrEqual(1 + looks / readLimits.progressInterval);
    expect(progress.some(({records, bytes}) => records > 0 && bytes < text.length)).toBe(true);
    expect(messages.at(-1)).toMatchObject({kind: "parsed", reply: {records: 100_000, batches: 4}});
  });

  it("says why a file cannot be read", async () => {
    const gone = {
      size: 5,
      slice: () => ({arrayBuffer: () => Promise.reject(new DOMException("no", "NotFoundError"))})
    } as unknown as Blob;
    for (const request of [{kind: "hash", blob: gone} as const, parseRequest(gone, 5)])
      expect(await ask(request)).toEqual([
        {kind: "failed", reason: expect.stringMatching(/^the file is not there any more/)}
      ]);
  });
});
