import {measureNames} from "../../../src/engine/evaluate/measures.js";
import type {PublishedEvaluation} from "../../../src/engine/evaluate/published-evaluation.js";
import {UsageError} from "../../options.js";
import {createProgress} from "../../progress.js";
import {usage as matrixUsage} from "../matrix/options.js";
import {evaluateEvents} from "./evaluate-events.js";
import {NotNeeded} from "./load-events.js";
import {eventUsage, parseEventOptions} from "./options.js";
import {summarizeEvents} from "./summarize-events.js";

/** `npm run evaluate` over logs with labels. @returns the exit code: 0, or 2 when called wrongly. */
export async function runEvents(args: readonly string[]): Promise<number> {
  let published: PublishedEvaluation;
  try {
    published = await evaluateEvents(parseEventOptions(args), createProgress(process.stderr));
  } catch (error) {
    if (error instanceof NotNeeded) {
      console.error(`\nnot evaluated: ${error.message}`);
      return 0;
    }
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n${eventUsage}\nor, for a table of features,\n${matrixUsage}`);
    return 2;
  }
  console.error(`\n${summarizeEvents(published)}`);
  console.log(JSON.stringify(headlines(published)));
  return 0;
}

/** The headline figures of every family and detector, and whether false alerts kept their bounds. */
function headlines({stamp, families, bruteForce}: PublishedEvaluation) {
  const byFamily = families.map(({family, unjudged, winner, verdict, detectors}) => [
    family,
    unjudged === null
      ? {
          winner: winner?.detector,
          verdict,
          detectors: Object.fromEntries(
            detectors.map(({detector, headline, severities}) => [
              detector,
              {
                ...Object.fromEntries(measureNames.map(measure => [measure, headline[measure].value])),
                false_alerts: Object.fromEntries(
                  severities.lines.map(({severity, falsePositives, within}) => [
                    severity,
                    {count: falsePositives, within}
                  ])
                )
              }
            ])
          )
        }
      : {unjudged}
  ]);
  const either = bruteForce.by.find(({alerts}) => alerts === "either")?.lines ?? [];
  return {
    ...stamp,
    protocol: "leave_one_day_out",
    families: Object.fromEntries(byFamily),
    brute_force: Object.fromEntries(
      either.map(({severity, precision, recall}) => [severity, {precision, recall}])
    )
  };
}
