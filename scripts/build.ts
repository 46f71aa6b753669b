/** `npm run build`: prepares the data, then writes the static site to dist/. */
import {run} from "./run.js";

const data = await run("data", process.argv.slice(2));
if (data.code !== 0) process.exit(data.code);
const build = await run("observable", ["build"]);
process.exit(build.code);
