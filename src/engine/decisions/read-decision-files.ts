import type {Decision} from "./decision.js";
import {mergeDecisions} from "./order-decisions.js";
import {parseDecisions} from "./parse-decisions.js";

export interface DecisionFiles {
  /** Of all files, in order of time. */
  readonly decisions: readonly Decision[];
  /** One sentence for each entry or file that was refused: which, what is wrong, and what to do. */
  readonly messages: readonly string[];
}

/**
 * Reads files of decisions as one trail. What is refused in one takes nothing from the others.
 * @param files in an order of their own: of two decisions with one id the first given holds
 */
export function readDecisionFiles(
  files: readonly {readonly name: string; readonly text: string}[]
): DecisionFiles {
  const messages: string[] = [];
  const firsts = new Map<string, {readonly file: string; readonly text: string}>();
  const trails = files.map(({name, text}) => {
    const {decisions, refused} = parseDecisions(text, {file: name});
    for (const sentence of refused) messages.push(`${sentence}; mend it or take it out, the rest is obeyed`);
    for (const decision of decisions) {
      const written = JSON.stringify(decision);
      const first = firsts.get(decision.id);
      if (first === undefined) firsts.set(decision.id, {file: name, text: written});
      else if (first.text !== written)
        messages.push(
          `${name}: decision ${decision.id} says something else in ${first.file}, which is obeyed; take one of them out`
        );
    }
    return decisions;
  });
  return {decisions: mergeDecisions(...trails), messages};
}
