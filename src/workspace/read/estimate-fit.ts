import {contentLimits} from "../../engine/content-limits.js";
import {byName, type Readable} from "../../engine/read-file.js";

/** What is known of logs before they are read. */
export const fitDefaults = {
  /** Times by which a gzip of logs grows when it is decompressed, usually. */
  gzipRatio: 12,
  /** Bytes of content that a page reads of all files together. */
  contentLimit: contentLimits.page as number
};

/** Bytes of logs that become as much in memory as one published event that comes together with them, as measured on simulated weeks. */
const publishedEventBytes = 1300;

/** Published events up to which there is room for them and for some logs together with them. */
export const mostBeside = 400_000;

/** Bytes of content that a page reads of all files together when so many published events come with them; less than none is 0. */
export function contentLimitBeside(events: number): number {
  return Math.max(0, fitDefaults.contentLimit - publishedEventBytes * events);
}

export interface Fit {
  /** Bytes of content that are to be expected. */
  readonly contentBytes: number;
  /** Files that will probably not be read to their end, in order of name. */
  readonly left: readonly string[];
  /** What to say of it before reading begins. */
  readonly sentence: string;
}

/** Estimates, from names and sizes alone, whether all files fit into a page, and what is left out if not. */
export function estimateFit(files: readonly Readable[], options: Partial<typeof fitDefaults> = {}): Fit {
  const {gzipRatio, contentLimit} = {...fitDefaults, ...options};
  const left: string[] = [];
  let contentBytes = 0;
  for (const {name, bytes} of [...files].sort(byName)) {
    contentBytes += /\.gz$/i.test(name) ? gzipRatio * bytes : bytes;
    if (contentBytes > contentLimit) left.push(name);
  }
  const count = files.length === 1 ? "1 file" : `${files.length} files`;
  const whole = `${count}, about ${megabytes(contentBytes)} of logs`;
  if (!left.length) return {contentBytes, left, sentence: `${whole}: all of it fits.`};
  const most = `${whole}, of which a page can take ${megabytes(contentLimit)}`;
  const rest =
    left.length === 1 ? `the end of ${left[0]}` : `what follows in ${left[0]} and ${left.length - 1} more`;
  return {
    contentBytes,
    left,
    sentence: `${most}: in order of name, ${rest} will be left out. Drop fewer files, or use npm run data, which takes any amount.`
  };
}

function megabytes(bytes: number): string {
  const mb = bytes / 1e6;
  return mb < 1 ? "less than 1 MB" : `${Math.round(mb).toLocaleString("en-US")} MB`;
}
