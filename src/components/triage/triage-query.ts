import {country} from "../../engine/build/country.js";
import {service} from "../../engine/build/service.js";
import {whereClause} from "../../engine/selection.js";
import type {Query} from "../../engine/sql.js";
import {bySeverity} from "../severity-rank.js";
import type {Decided} from "./decided.js";
import {chosenOf, type Facet, facets, type Narrowed, withoutFacets} from "./facet.js";
import type {Visit} from "./last-visit.js";
import {type SubjectSql, subjectSql} from "./subject-sql.js";
import {none, type Subject, type TriageState} from "./triage-state.js";

/** All that decides which rows there are. */
export interface TriageQuestion extends Narrowed {
  readonly decided: Decided;
  /** What "new" is measured from; null at a first visit. */
  readonly visit: Visit | null;
}

interface Part {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** Ids and addresses hold no line feed, so that a list of any length is one value. */
const listed = (column: string) => `${column} IN (SELECT unnest(string_split(?, chr(10))))`;
const isListed = (column: string, values: readonly string[]): Part =>
  values.length === 0 ? {sql: "false", params: []} : {sql: listed(column), params: [values.join("\n")]};
const places = (values: readonly unknown[]) => values.map(() => "?").join(", ");

/** What each facet's values are, as SQL over `marked`. Tags are the reader's own, and no column. */
const facetColumn: Readonly<Record<Exclude<Facet, "tag">, string>> = {
  severity: "level",
  dataset: "dataset",
  service: "service",
  country: "place",
  source: "source_ip",
  destination: "destination_ip",
  technique: "technique",
  action: "action",
  status: "status",
  finding: "finding",
  site: "target_site"
};

/** Values listed of each facet, the most frequent first. */
const facetValues: Readonly<Partial<Record<Facet, number>>> = {
  finding: 10,
  source: 0,
  destination: 8,
  site: 8
};
const usualValues = 14;

/** The alerts of the selection with what they are narrowed by, each beside the rows that it is about, as `marked`. */
function marked(question: TriageQuestion): Part {
  const {state, selection, decided, visit} = question;
  const {join, id, severity} = subjectSql[state.of];
  const where = whereClause(withoutFacets(selection));
  const expected = expectedPart(decided);
  const status = statusPart(decided);
  const hidden = state.facets.status.includes("closed") ? "false" : "status = 'closed'";
  const conditions = [
    ...searchParts(state, subjectSql[state.of]),
    ...togglePart(question),
    ...tagParts(question)
  ];
  const flags = facets.filter(facet => facet !== "tag").map(facet => flagPart(facet, question));
  const fresh = state.on.fresh ? freshPart(visit) : null;
  return {
    sql: `
WITH found AS (
  SELECT a.*, ${service} AS service, ${country} AS place, t.site AS target_site, ${expected.sql} AS expected
  FROM (SELECT * FROM alerts WHERE ${where.sql}${fresh === null ? "" : ` AND ${fresh.sql}`}) a
  LEFT JOIN sources s ON s.address = a.source_ip
  LEFT JOIN sources t ON t.address = a.destination_ip
),
joined AS (
  SELECT ${id} AS id, ${severity} AS level, dataset, service, place, source_ip, destination_ip, found.technique,
    coalesce(found.action, '${none}') AS action, finding, target_site, found.attacker_ip, expected, found.severity AS alert_severity,
    ${status.sql} AS status
  FROM ${join}
  WHERE ${conditions.length === 0 ? "true" : conditions.map(({sql}) => sql).join("\n    AND ")}
),
marked AS MATERIALIZED (
  SELECT *, expected OR ${hidden} AS hidden,
    ${flags.map(({sql}) => sql).join(",\n    ")}
  FROM joined
)`,
    params: [
      ...expected.params,
      ...where.params,
      ...(fresh?.params ?? []),
      ...status.params,
      ...conditions.flatMap(({params}) => params),
      ...flags.flatMap(({params}) => params)
    ]
  };
}

/** Whether an alert is of a kind that is expected. */
function expectedPart({expected}: Decided): Part {
  if (expected.length === 0) return {sql: "false", params: []};
  const same = ["attacker_ip", "detector", "rule", "finding"].map(
    column => `k.${column} IS NOT DISTINCT FROM a.${column}`
  );
  return {
    sql: `EXISTS (SELECT 1 FROM alerts k WHERE ${listed("k.alert_id")} AND ${same.join(" AND ")})`,
    params: [expected.join("\n")]
  };
}

function statusPart({closed, acknowledged}: Decided): Part {
  const isClosed = isListed("id", closed);
  const isAcknowledged = isListed("id", acknowledged);
  return {
    sql: `CASE WHEN ${isClosed.sql} THEN 'closed' WHEN ${isAcknowledged.sql} THEN 'acknowledged' ELSE 'open' END`,
    params: [...isClosed.params, ...isAcknowledged.params]
  };
}

/** Every word must be found in the row. Addresses are searched as they are, even while they are masked. */
function searchParts({search}: TriageState, {texts}: SubjectSql): Part[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const text = `lower(concat_ws(chr(10), ${texts.join(", ")}))`;
  return words.map(word => ({sql: `contains(${text}, ?)`, params: [word]}));
}

function togglePart({state: {on, investigated, of}, decided}: TriageQuestion): Part[] {
  const {id, severity} = subjectSql[of];
  const parts: Part[] = [];
  if (on.suspicious) parts.push({sql: `${severity} IN ('critical', 'high', 'medium')`, params: []});
  if (on.starred) parts.push(isListed(id, decided.starred));
  if (on.listed) parts.push(isListed("found.attacker_ip", decided.listed));
  if (investigated !== null) {
    const {sql, params} = isListed(id, decided.investigated);
    parts.push({sql: investigated ? sql : `NOT (${sql})`, params});
  }
  return parts;
}

function tagParts({state: {facets, of}, decided: {tagged}}: TriageQuestion): Part[] {
  const ids = facets.tag.flatMap(tag => tagged.get(tag) ?? []);
  return facets.tag.length === 0 ? [] : [isListed(subjectSql[of].id, ids)];
}

/** Whether an alert is newer than the newest that the reader has seen of its dataset; all are of a dataset not seen before. */
function freshPart(visit: Visit | null): Part {
  const known = Object.entries(visit?.newest ?? {});
  if (known.length === 0) return {sql: "true", params: []};
  return {
    sql: `CASE dataset ${known.map(() => "WHEN ? THEN epoch_ms(last_time) > ?::BIGINT").join(" ")} ELSE true END`,
    params: known.flat()
  };
}

/** Whether a row is of the values chosen of a facet. */
function flagPart(facet: Exclude<Facet, "tag">, narrowed: Narrowed): Part {
  const chosen = chosenOf(facet, narrowed);
  const column = facetColumn[facet];
  if (chosen.length === 0) return {sql: `true AS is_${facet}`, params: []};
  return {
    sql: `coalesce(${column}, '${none}') IN (${places(chosen)}) AS is_${facet}`,
    params: chosen
  };
}

/** The conditions on `marked` that a row must meet, save for those of one facet. */
function matching({state}: Narrowed, except?: Facet): string {
  const flags = facets.filter(facet => facet !== "tag" && facet !== except).map(facet => `is_${facet}`);
  const shown = state.on.all ? [] : [except === "status" ? "NOT expected" : "NOT hidden"];
  return [...flags, ...shown].join(" AND ");
}

const ownId = ({id}: SubjectSql) => (id.startsWith("own_") ? id : `own_${id}`);

/** One page of rows; each with its columns named `own_…`. */
export function pageQuery(question: TriageQuestion): Query {
  const {state} = question;
  const sql = subjectSql[state.of];
  const base = marked(question);
  const by = state.sort === null ? undefined : sql.sorts[state.sort.column];
  const direction = state.sort?.descending ? "DESC" : "ASC";
  const order = `${by === undefined ? "" : `${by} ${direction} NULLS LAST, `}${sql.gravest}`;
  // Only the few rows of the page are read with all of their columns.
  return {
    sql: `${base.sql},
top AS (
  SELECT ${ownId(sql)} AS top_id
  FROM ${sql.rows}
  WHERE ${ownId(sql)} IN (SELECT id FROM marked WHERE ${matching(question)})
  ORDER BY ${order}
  LIMIT ${state.size} OFFSET ${state.page * state.size}
)
SELECT COLUMNS('own_.*')
FROM ${sql.rows}
WHERE ${ownId(sql)} IN (SELECT top_id FROM top)
ORDER BY ${order}`,
    params: base.params
  };
}

/** One row, whatever is selected. Of kinds that are no alerts, whose rows need none. */
export function rowQuery(of: Subject, id: string): Query {
  const sql = subjectSql[of];
  return {sql: `\nSELECT COLUMNS('own_.*')\nFROM ${sql.rows}\nWHERE ${ownId(sql)} = ?`, params: [id]};
}

/** The ids of all matching rows, the gravest first, as far as they are asked for. */
export function idsQuery(question: TriageQuestion, limit: number): Query {
  const {rows, gravest} = subjectSql[question.state.of];
  const base = marked(question);
  return {
    sql: `${base.sql}
SELECT ${ownId(subjectSql[question.state.of])} AS id
FROM ${rows}
WHERE ${ownId(subjectSql[question.state.of])} IN (SELECT id FROM marked WHERE ${matching(question)})
ORDER BY ${gravest}
LIMIT ${limit}`,
    params: base.params
  };
}

/** One value of a facet, or a total. */
export interface CountRow {
  /** A facet; "shown" or "all" for the totals. */
  readonly facet: string;
  readonly value: string | null;
  /** Distinct rows that have it, once narrowed by everything but this facet. */
  readonly rows: number;
  /** 1 low to 4 critical: the gravest of its alerts. */
  readonly level: number | null;
  /** Distinct attackers. */
  readonly attackers: number | null;
  /** Of a source or a site, 0 to 100. */
  readonly risk: number | null;
}

/** The counts beside each choice, and how many rows there are: rows of `CountRow`. */
export function countsQuery(question: TriageQuestion): Query {
  const base = marked(question);
  const {of} = question.state;
  const parts = facets
    .filter(facet => facet !== "tag" && facet !== "source")
    .map(facet => facetPart(facet as Exclude<Facet, "tag">, question));
  const total = (name: string, where: string): string =>
    `SELECT '${name}' AS facet, NULL AS value, ${counted(of)} AS rows, NULL AS level, NULL AS attackers, NULL AS risk
  FROM marked WHERE ${where}`;
  const all = [
    total("shown", matching(question)),
    total("all", matching({...question, state: {...question.state, on: {...question.state.on, all: true}}})),
    ...parts.map(({sql}) => sql),
    sourcePart(question)
  ];
  return {
    sql: `${base.sql}
${all.join("\nUNION ALL\n")}`,
    params: [...base.params, ...parts.flatMap(({params}) => params)]
  };
}

/** Every alert is its own row; of the others several alerts may speak. */
const counted = (of: Subject) => (of === "alerts" ? "count(*)" : "count(DISTINCT id)");
const gravestLevel = `max(5 - ${bySeverity.replace("severity)", "alert_severity)")})`;

function facetPart(facet: Exclude<Facet, "tag">, question: TriageQuestion): Part {
  const chosen = chosenOf(facet, question);
  const column = facetColumn[facet];
  const isChosen = chosen.length === 0 ? "" : `(value IN (${places(chosen)})) IS TRUE DESC, `;
  const risk = facet === "site" ? "(SELECT max(w.risk) FROM site_risks w WHERE w.site = value)" : "NULL";
  return {
    sql: `(SELECT '${facet}' AS facet, value, rows, level, attackers, ${risk} AS risk FROM (
    SELECT ${column} AS value, ${counted(question.state.of)} AS rows, ${gravestLevel} AS level, count(DISTINCT attacker_ip) AS attackers
    FROM marked WHERE ${matching(question, facet)} GROUP BY ${column}
  )${facet === "site" || facet === "destination" ? " WHERE value IS NOT NULL" : ""}
  ORDER BY ${isChosen}rows DESC, value LIMIT ${facetValues[facet] ?? usualValues})`,
    params: chosen
  };
}

/** Sources listed. */
const sourcesListed = 8;

/** The sources of highest risk among those that match. */
function sourcePart(question: TriageQuestion): string {
  return `(SELECT 'source' AS facet, value, rows, level, 1 AS attackers, r.risk FROM (
    SELECT attacker_ip AS value, ${counted(question.state.of)} AS rows, ${gravestLevel} AS level
    FROM marked WHERE attacker_ip IS NOT NULL AND ${matching(question, "source")} GROUP BY attacker_ip
  ) LEFT JOIN risks r ON r.address = value
  ORDER BY r.risk DESC NULLS LAST, rows DESC, value LIMIT ${sourcesListed})`;
}
