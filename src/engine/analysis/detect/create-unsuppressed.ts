import {createAlerts, createWantedAlerts} from "../../build/alerts.js";
import {selectFindingKinds, selectSuppressedCounts} from "../../build/suppressed.js";
import type {Decision} from "../../decisions/decision.js";
import {foldDecisions} from "../../decisions/fold-decisions.js";
import {suppressionMatcher} from "../../decisions/suppression.js";
import type {SuppressedBy} from "../../published.js";
import type {Database} from "../database.js";
import {createTable} from "./create-table.js";

const columns = [
  {name: "attacker_ip", type: "VARCHAR"},
  {name: "detector", type: "VARCHAR"},
  {name: "rule", type: "VARCHAR"},
  {name: "finding", type: "VARCHAR"},
  {name: "suppression", type: "INTEGER"}
] as const;

/**
 * Creates `alerts` without the findings that analysts said to be expected, and says how many each of them silenced. Events and findings
 * stay as they are. What has run out is told by the end of the data, not by a clock: the same input gives the same alerts.
 */
export async function createUnsuppressed(
  database: Database,
  decisions: readonly Decision[]
): Promise<readonly SuppressedBy[]> {
  const [{ended} = {ended: null}] = await database.rows(
    "SELECT epoch_ms(max(event_time)) AS ended FROM events"
  );
  const {suppressions, expired} = foldDecisions(decisions, Number(ended ?? 0));
  const uncounted = expired.suppressions.map(suppression => ({
    ...suppression,
    expired: true,
    findings: null,
    events: null,
    alerts: null
  }));
  if (suppressions.length === 0) {
    await database.run(createAlerts);
    return uncounted;
  }
  const matchers = suppressions.map(({match}) => suppressionMatcher(match));
  const kinds = (await database.rows(selectFindingKinds)).flatMap(row => {
    const text = (name: string) => (row[name] === null ? null : String(row[name]));
    const subject = {
      attacker_ip: text("attacker_ip"),
      detector: text("detector") ?? "",
      rule: text("rule"),
      finding: text("finding") ?? ""
    };
    const suppression = matchers.findIndex(matches => matches(subject));
    return suppression === -1 ? [] : [{...row, suppression}];
  });
  await createTable(database, "suppressed", columns, kinds);
  await database.run(createWantedAlerts);
  const counts = new Map(
    (await database.rows(selectSuppressedCounts)).map(row => [Number(row.suppression), row])
  );
  await database.run("DROP TABLE suppressed");
  const counted = suppressions.map((suppression, i) => {
    const count = (name: string) => Number(counts.get(i)?.[name] ?? 0);
    return {
      ...suppression,
      expired: false,
      findings: count("findings"),
      events: count("events"),
      alerts: count("alerts")
    };
  });
  return [...counted, ...uncounted];
}
