/** `npm start`: prepares the data, then serves the workbench on a local address that it prints. */
import {run} from "./run.js";

const data = await run("data");
if (data.code !== 0) process.exit(data.code);
// The Model page fills behind the others, which need not wait for it: preview reloads it when the evaluation is there.
void run("evaluate", ["--quick", "--if-needed"], {quiet: true});
// Framework opens a browser by itself where somebody sits in front of the terminal.
const headless = process.stdout.isTTY ? [] : ["--no-open"];
const preview = await run("observable", ["preview", ...headless, ...process.argv.slice(2)]);
process.exit(preview.code);
