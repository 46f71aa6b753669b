import type {PatternEvaluation} from "../../engine/evaluate/pattern-evaluation.js";
import type {PublishedEvaluation} from "../../engine/evaluate/published-evaluation.js";
import {shownWorkspace} from "../../workspace/current.js";

/** What was found out about detectors that need no model of events; null where nothing was, or an earlier program judged. */
export function readPatterns(evaluation: PublishedEvaluation | null): PatternEvaluation | null {
  const patterns: PatternEvaluation | undefined = evaluation?.patterns;
  return patterns ?? null;
}

/** Why nothing is measured, in a sentence; null where something is. */
export function whyMissing(evaluation: PublishedEvaluation | null): string | null {
  if (evaluation === null)
    return shownWorkspace() === null
      ? "Not measured yet: run npm run evaluate, then build again."
      : "Not measured: logs that are opened in a page are not evaluated; npm run evaluate does that.";
  return readPatterns(evaluation) === null
    ? "Not measured: the evaluation at hand was made before this was part of it. Run npm run evaluate, then build again."
    : null;
}

/** The same of what takes a whole evaluation: models of sequences, and incidents, which need all alerts. */
export function whyNotJudged(evaluation: PublishedEvaluation | null): string | null {
  const missing = whyMissing(evaluation);
  if (missing !== null) return missing;
  return evaluation?.stamp.quick
    ? "Not measured: the last evaluation was a quick one, which leaves this out. Run npm run evaluate, then build again."
    : null;
}
