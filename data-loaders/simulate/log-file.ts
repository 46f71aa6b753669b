import {closeSync, mkdirSync, openSync, writeSync} from "node:fs";
import {dirname} from "node:path";
import {gzipSync} from "node:zlib";

const chunkLength = 1 << 20;

/** One text file being written, line by line, in large pieces; gzip when its name ends in .gz. */
export class LogFile {
  /** Lines so far, a header not counted. */
  records = 0;
  private pending = "";
  private readonly pieces: Buffer[] = [];
  private readonly descriptor: number;
  private readonly compressed: boolean;

  /** Creates the file and the folders above it. Throws what the file system throws. */
  constructor(
    readonly path: string,
    header?: string
  ) {
    mkdirSync(dirname(path), {recursive: true});
    this.descriptor = openSync(path, "w");
    this.compressed = path.endsWith(".gz");
    if (header !== undefined) this.pending = `${header}\n`;
  }

  /** Adds a line and returns its 1-based ordinal among the file's records. */
  add(line: string): number {
    this.pending += `${line}\n`;
    if (this.pending.length >= chunkLength) this.flush();
    return ++this.records;
  }

  /** Writes what is left. The file must not be used afterwards. */
  close(): void {
    this.flush();
    if (this.compressed) {
      const bytes = gzipSync(Buffer.concat(this.pieces), {level: 4});
      // The header names the operating system; 255, "unknown", keeps the file the same everywhere. It has no time.
      bytes[9] = 255;
      writeSync(this.descriptor, bytes);
    }
    closeSync(this.descriptor);
  }

  private flush(): void {
    const piece = Buffer.from(this.pending, "utf8");
    this.pending = "";
    if (this.compressed) this.pieces.push(piece);
    else writeSync(this.descriptor, piece);
  }
}
