import {scoreMeaning} from "../alerts/alert-columns.js";
import type {TriageQuestion} from "./triage-query.js";
import type {Subject, TriageState} from "./triage-state.js";

/** What it means that a row is listed, and of alerts what their score is. */
export const rowMeaning: Readonly<Record<Subject, string>> = {
  alerts: scoreMeaning,
  incidents:
    "An incident is listed where one of its alerts matches. Its severity is that of its gravest alert, where more than rarity speaks for it.",
  campaigns: "A campaign is listed where one alert of its incidents matches.",
  sources: "A source is listed where one of the alerts about it matches; its risk is over all of the data."
};

/** Why nothing stands there, and what to do about it. */
export function emptyText({state, selection}: TriageQuestion): string {
  const isNarrowed =
    triageNarrows(state) ||
    selection.severities.length + selection.datasets.length + selection.sources.length > 0;
  return isNarrowed
    ? `No ${state.of} match. Take a filter away above; what is closed or expected is hidden unless you show it.`
    : `No ${state.of} in this selection. That is an answer, if the data covers it: see the Data page for what came in.`;
}

const triageNarrows = ({search, facets, on, investigated}: TriageState): boolean =>
  search !== "" ||
  investigated !== null ||
  Object.values(facets).some(values => values.length > 0) ||
  Object.values(on).some(Boolean);
