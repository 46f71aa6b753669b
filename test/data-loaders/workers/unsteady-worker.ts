import {answerRequests} from "../../../data-loaders/workers/answer.js";

/** A worker that does what it is told, dying included. */
answerRequests<{readonly what: string}>(async ({what}) => {
  if (what === "throw") throw new Error("thrown");
  if (what === "exit") process.exit(3);
  if (what === "uncaught") setTimeout(() => fail(what));
  if (what === "uncaught" || what === "never") await new Promise(() => {});
  return what;
});

function fail(what: string): never {
  throw new Error(what);
}
