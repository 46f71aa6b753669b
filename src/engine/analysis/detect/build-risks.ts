import {isReputation} from "../../incidents/infer-technique.js";
import {assessRisk, assessSite, type DetectorSays, type Risk, threatLevel} from "../../incidents/risk.js";
import {
  selectDetectorLevels,
  selectListings,
  selectModelLevels,
  selectSourceFacts,
  selectSourceTargets
} from "../../incidents/risk-queries.js";
import {riskParts, risks, siteRisks} from "../../tables/incidents.js";
import type {Database} from "../database.js";
import {createTable} from "./create-table.js";

type Rows = Awaited<ReturnType<Database["rows"]>>;

/**
 * Creates `risks`, `risk_parts` and `site_risks`. Needs `alerts`, `logs` and `incident_events`.
 * @param entered sources that got in somewhere
 */
export async function buildRisks(database: Database, entered: ReadonlySet<string>): Promise<void> {
  const says = new Map<string, DetectorSays[]>();
  const say = (address: string, what: DetectorSays) =>
    says.set(address, [...(says.get(address) ?? []), what]);
  for (const row of await database.rows(selectDetectorLevels))
    say(String(row.address), {detector: String(row.detector), level: Number(row.level)});
  for (const row of await database.rows(selectModelLevels)) {
    const reached = [row.low, row.medium, row.high, row.critical].map(Number);
    say(String(row.address), {
      detector: String(row.detector),
      level: 0,
      judged: {events: Number(row.events), reached: reached as [number, number, number, number]}
    });
  }
  const listings = new Map<string, number>();
  for (const row of await database.rows(selectListings)) {
    const address = String(row.address);
    if (isReputation(String(row.finding))) listings.set(address, (listings.get(address) ?? 0) + 1);
  }
  const hits = await database.rows(selectSourceTargets);
  const targets = collectBy(hits, row => String(row.address));

  const facts = await database.rows(selectSourceFacts);
  const assessed = facts.map(row => {
    const address = String(row.address);
    const attacked = targets.get(address) ?? [];
    const risk = assessRisk({
      detectors: says.get(address) ?? [],
      findings: Number(row.findings),
      failedLogins: row.failed === null ? null : Number(row.failed),
      targets: new Set(attacked.map(hit => hit.target)).size,
      succeeded: entered.has(address),
      lists: Number(row.lists) + (listings.get(address) ?? 0),
      internal: row.site !== null,
      foreign: row.is_foreign === true
    });
    return {address, row, risk, incidents: new Set(attacked.map(hit => hit.incident)).size};
  });

  await createTable(
    database,
    "risks",
    risks.columns,
    assessed.map(({address, row, risk, incidents}) => ({
      address,
      risk: risk.risk,
      threat_level: risk.level,
      site: row.site ?? null,
      country_code: row.country_code ?? null,
      alerts: row.alerts ?? 0,
      incidents,
      first_time: row.first_ms ?? null,
      last_time: row.last_ms ?? null
    }))
  );
  const parts = assessed.flatMap(({address, risk}) => risk.parts.map(part => ({address, ...part})));
  await createTable(database, "risk_parts", riskParts.columns, parts);
  const byAddress = new Map(assessed.map(entry => [entry.address, entry]));
  await createTable(database, "site_risks", siteRisks.columns, siteRows(byAddress, hits));
}

interface Assessed {
  readonly address: string;
  readonly row: Rows[number];
  readonly risk: Risk;
}

/** Sites by their own sources and by what is done to them. */
function siteRows(assessed: ReadonlyMap<string, Assessed>, hits: Rows) {
  const on = collectBy([...assessed.values()], ({row}) => (row.site === null ? null : String(row.site)));
  const against = collectBy(hits, row => (row.site === null ? null : String(row.site)));
  const names = [...new Set([...on.keys(), ...against.keys()])].sort();
  return names.map(site => {
    const own = on.get(site) ?? [];
    const attacks = against.get(site) ?? [];
    const outside = [...new Set(attacks.map(hit => String(hit.address)))]
      .flatMap(address => assessed.get(address) ?? [])
      .filter(({row}) => row.site !== site);
    const all = [...own, ...outside];
    const worst = all.reduce((a, b) => (isWorse(b, a) ? b : a), all[0] as Assessed);
    const risk = assessSite({risks: all.map(entry => entry.risk.risk)});
    const times = (name: string) => all.map(({row}) => Number(row[name]));
    const ownAddresses = new Set(own.map(({address}) => address));
    const incidents = [...attacks, ...hits.filter(hit => ownAddresses.has(String(hit.address)))];
    return {
      site,
      risk,
      threat_level: threatLevel(risk),
      worst_source: worst?.address ?? null,
      internal_sources: own.length,
      attackers: outside.length,
      incidents: new Set(incidents.map(hit => hit.incident)).size,
      targets: new Set(attacks.map(hit => hit.target)).size,
      first_time: times("first_ms").reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
      last_time: times("last_ms").reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
    };
  });
}

const isWorse = (a: Assessed, b: Assessed): boolean =>
  a.risk.risk > b.risk.risk || (a.risk.risk === b.risk.risk && a.address < b.address);

function collectBy<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
