import {openCache} from "./cache.js";
import {locateError} from "./describe-error.js";
import {findInput} from "./input.js";
import {type Options, parseOptions, UsageError, usage} from "./options.js";
import {paths} from "./paths.js";
import {prepare} from "./prepare.js";
import {createProgress} from "./progress.js";
import {escapeControls} from "./rules/escape-controls.js";

async function main(args: readonly string[]): Promise<number> {
  let options: Options;
  try {
    options = parseOptions(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n${usage}`);
    return 2;
  }
  const begun = performance.now();
  const progress = createProgress(process.stderr);
  const cache = await openCache(options.cache ? paths.cache : null);
  try {
    progress.stage("input");
    const input = await findInput(options.input, options.seed, made =>
      progress.update(`simulating a week of logs, ${Math.round(100 * made)}%`)
    );
    progress.update(input.path);
    const {messages, ...totals} = await prepare(input, options, cache, progress);
    progress.end();
    for (const message of messages) console.error(`warning: ${escapeControls(message)}`);
    const seconds = Math.round(performance.now() - begun) / 1000;
    console.log(JSON.stringify({...totals, warnings: messages.length, seconds}));
    return 0;
  } finally {
    await cache.close();
  }
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  error => {
    console.error(`error: ${locateError(error)}`);
    process.exitCode = 1;
  }
);
