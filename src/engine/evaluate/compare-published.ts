import {marteau2017} from "./marteau-2017.js";
import type {PublishedComparison} from "./published-evaluation.js";

/**
 * The per-application table of the best isolation forest published for ISCX 2012, beside ours.
 * @param ours ROC-AUC of an application among the flows of ISCX tables, and among all flows; null where it cannot be told.
 */
export function comparePublished(
  detector: string,
  sameData: boolean,
  ours: (application: string) => {readonly iscx: number | null; readonly all: number | null}
): PublishedComparison {
  return {
    title: sameData ? "ISCX 2012" : "simulated campus, not ISCX 2012",
    detector,
    sameData,
    theirMacro: marteau2017.macro,
    lines: marteau2017.applications.map(({name, application, rocAuc}) => {
      const found = application === null ? null : ours(application);
      return {
        name,
        application,
        theirs: rocAuc,
        ours: found?.iscx ?? null,
        oursAllSensors: found?.all ?? null
      };
    })
  };
}
