import {createReadStream, createWriteStream} from "node:fs";
import {pipeline} from "node:stream/promises";
import {createGunzip} from "node:zlib";

/**
 * Copies a text file of Windows-1252, the usual encoding of published tables that are not UTF-8, as UTF-8. DuckDB's own
 * Latin-1 refuses the dashes and quotes of Windows. @param gzip whether `from` is compressed; the copy is not.
 */
export async function transcode(from: string, to: string, gzip: boolean): Promise<void> {
  const decoder = new TextDecoder("windows-1252");
  async function* decode(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) yield decoder.decode(chunk, {stream: true});
  }
  const source = createReadStream(from);
  const target = createWriteStream(to);
  await (gzip ? pipeline(source, createGunzip(), decode, target) : pipeline(source, decode, target));
}
