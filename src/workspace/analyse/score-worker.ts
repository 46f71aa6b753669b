/** Scores and explains rows off the thread that runs the analysis. */
import {createScorer} from "../../engine/analysis/score/score-requests.js";
import type {PoolMessage} from "./worker-pool.js";

const score = createScorer(path => {
  throw new Error(`${path}: rows lie in memory here`);
});

addEventListener("message", ({data}: MessageEvent<Parameters<typeof score>[0]>) => {
  const answer = (message: PoolMessage) => postMessage(message);
  score(data).then(
    reply => answer({reply}),
    error => answer({error: error instanceof Error ? error.message : String(error)})
  );
});
