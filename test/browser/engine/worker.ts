/** Runs the engine in a browser's worker, on the records it is sent. */
import {runEngine} from "./sample.js";

addEventListener("message", ({data}: MessageEvent<readonly unknown[]>) => {
  postMessage(runEngine(data));
});
