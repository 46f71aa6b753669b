import {shownWorkspace} from "../../workspace/current.js";
import {decisions} from "../decisions/decisions.js";
import type {Answer, Workbench} from "../workbench/workbench.js";
import {type AlertKind, alertKindsQuery, decidedOf, knownOf} from "./decided.js";
import type {Narrowed} from "./facet.js";
import {lastVisit, leaveVisit, newestQuery, type Visit} from "./last-visit.js";
import {ownRow} from "./own-row.js";
import type {TriageRow} from "./row-kind.js";
import {type CountRow, countsQuery, idsQuery, pageQuery, type TriageQuestion} from "./triage-query.js";

export interface TriageAnswers {
  /** What "new" is measured from; asked for once. */
  visit(): Promise<Visit | null>;
  /** What a table stands for, before what takes a table to know is known. */
  atHand(narrowed: Narrowed): TriageQuestion;
  question(narrowed: Narrowed): Promise<TriageQuestion>;
  page(question: TriageQuestion): Answer<TriageRow>;
  counts(question: TriageQuestion): Answer<CountRow>;
  /** Ids of the matching rows, the gravest first. */
  ids(question: TriageQuestion, limit: number): Promise<readonly string[]>;
}

/** What the table asks of the workbench, of the reader's decisions, and of what this browser remembers. */
export function triageAnswers(workbench: Workbench): TriageAnswers {
  let kinds: Promise<readonly AlertKind[]> | undefined;
  let visiting: Promise<Visit | null> | undefined;

  const visit = () => {
    visiting ??= Promise.resolve(workbench.ask<{dataset: string; newest: number}>(newestQuery).rows).then(
      rows => {
        const stores = () => ({kept: localStorage, visit: sessionStorage});
        const key = siteKey(workbench);
        const newest = Object.fromEntries(rows.map(row => [row.dataset, row.newest]));
        const leave = () => leaveVisit(stores, key, newest, Date.now());
        addEventListener("pagehide", leave);
        document.addEventListener("visibilitychange", () => {
          if (document.visibilityState === "hidden") leave();
        });
        return lastVisit(stores, key, newest, Date.now());
      }
    );
    return visiting;
  };

  const askKinds = () => {
    kinds ??= Promise.resolve(workbench.ask<AlertKind>(alertKindsQuery).rows);
    return kinds;
  };

  const nothing = {expected: [], listed: []};
  const atHand = (narrowed: Narrowed): TriageQuestion => ({
    ...narrowed,
    decided: decidedOf(narrowed.state.of, decisions.state(), nothing),
    visit: null
  });

  return {
    visit,
    atHand,
    async question(narrowed) {
      const state = decisions.state();
      const needsKinds =
        state.suppressions.length > 0 || (narrowed.state.on.listed && state.blocked.length > 0);
      const known = needsKinds ? knownOf(state, await askKinds()) : nothing;
      return {
        ...narrowed,
        decided: decidedOf(narrowed.state.of, state, known),
        visit: narrowed.state.on.fresh ? await visit() : null
      };
    },
    page(question) {
      const {query, rows} = workbench.ask(pageQuery(question));
      return {query, rows: Promise.resolve(rows).then(all => all.map(ownRow))};
    },
    counts: question => workbench.ask<CountRow>(countsQuery(question)),
    async ids(question, limit) {
      const rows = await workbench.ask<{id: string}>(idsQuery(question, limit)).rows;
      return rows.map(({id}) => id);
    }
  };
}

/** Sites that share a host, and logs that the reader opened, are remembered apart. */
function siteKey({site}: Workbench): string {
  return `flowbook-seen ${new URL(".", document.baseURI).pathname} ${shownWorkspace() ?? site.origin} ${site.campus}`;
}
