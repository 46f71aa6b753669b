/** `npm run build`: prepares the data, evaluates the models where that can be done, then writes the static site to dist/. */
import {run} from "./run.js";

const data = await run("data", process.argv.slice(2));
if (data.code !== 0) process.exit(data.code);
// A build with options of its own (other logs, another output) is evaluated by whoever wants that, with the same options.
if (process.argv.length === 2) {
  const evaluated = await run("evaluate", ["--quick", "--if-needed"]);
  if (evaluated.code !== 0) process.exit(evaluated.code);
}
const build = await run("observable", ["build"]);
process.exit(build.code);
