import {locateError} from "../describe-error.js";
import {runEvents} from "./events/command.js";
import {runMatrix} from "./matrix/command.js";

const args = process.argv.slice(2);
const isMatrix = args.some(argument => argument === "--matrix" || argument.startsWith("--matrix="));

(isMatrix ? runMatrix(args) : runEvents(args)).then(
  code => {
    process.exitCode = code;
  },
  error => {
    console.error(`error: ${locateError(error)}`);
    process.exitCode = 1;
  }
);
