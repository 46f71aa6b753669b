import type {Progress as AnalysisProgress} from "../src/engine/analysis/progress.js";

/** Says on standard error how far a run is; standard output stays free for the result. */
export interface Progress extends AnalysisProgress {
  end(): void;
}

const millisecondsBetweenUpdates = 100;

export function createProgress(stream: NodeJS.WriteStream): Progress {
  let name = "";
  let detail = "";
  let begun = 0;
  let drawn = 0;

  const line = () => `${name.padEnd(10)} ${detail}`;
  function finish() {
    if (!name) return;
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    stream.write(`${stream.isTTY ? "\r\x1b[K" : ""}${line()} (${seconds} s)\n`);
    name = "";
  }

  return {
    stage(next) {
      finish();
      name = next;
      detail = "";
      begun = performance.now();
      if (stream.isTTY) stream.write(line());
    },
    update(next) {
      detail = next;
      const now = performance.now();
      if (!stream.isTTY || now - drawn < millisecondsBetweenUpdates) return;
      drawn = now;
      stream.write(`\r\x1b[K${line()}`);
    },
    end: finish
  };
}
