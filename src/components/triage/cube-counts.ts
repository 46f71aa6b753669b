import {answersFromCube} from "../../engine/cube.js";
import type {Workbench} from "../workbench/workbench.js";
import {choose, type Facet, withoutFacets} from "./facet.js";
import type {FacetChoice} from "./facet-menu.js";
import type {TriageQuestion} from "./triage-query.js";
import {ownFacets, toggles} from "./triage-state.js";

const known = ["severity", "dataset", "service", "country"] as const satisfies readonly Facet[];

/**
 * The counts that are at hand before any table is fetched: of alerts that nothing narrows but what the cube knows. Null where it
 * cannot tell.
 */
export function cubeCounts(
  question: TriageQuestion,
  workbench: Workbench
): ReadonlyMap<string, readonly FacetChoice[]> | null {
  const {state, selection, decided} = question;
  const isPlain =
    state.of === "alerts" &&
    state.search === "" &&
    state.investigated === null &&
    ownFacets.every(facet => state.facets[facet].length === 0) &&
    toggles.every(name => !state.on[name]) &&
    decided.closed.length === 0 &&
    decided.expected.length === 0;
  if (!isPlain || !answersFromCube(selection) || !answersFromCube(withoutFacets(selection))) return null;
  return new Map(
    known.map(facet => {
      const {rows} = workbench.summarise(choose(facet, [], question).selection, [facet]);
      const counted = rows instanceof Promise ? [] : rows;
      const choices = counted
        .filter(row => row.alerts > 0)
        .map(row => ({value: row[facet] ?? null, rows: row.alerts}))
        .sort((a, b) => b.rows - a.rows);
      return [facet, choices.slice(0, 14)] as const;
    })
  );
}
