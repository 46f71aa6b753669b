import type {Dataset, Severity} from "../../engine/event.js";
import type {ListChecker, ListHit} from "../../engine/hunt/check-lists.js";
import {networkMembers} from "../../engine/hunt/network-members.js";
import {
  addressesQuery,
  reputationQuery,
  type TermQueries,
  termQueries,
  usersQuery
} from "../../engine/hunt/queries.js";
import type {Term} from "../../engine/hunt/term.js";
import type {Answer, Workbench} from "../workbench/workbench.js";

/** When something was seen. */
export interface Span {
  readonly first_time: Date;
  readonly last_time: Date;
}

export interface DatasetRow extends Span {
  readonly dataset: Dataset;
  readonly events: number;
  readonly blocked: number;
  readonly sources: number;
}

export interface AlertRow extends Span {
  readonly severity: Severity;
  readonly finding: string;
  readonly alerts: number;
  readonly events: number;
  /** Of the latest. */
  readonly alert_id: string;
}

/** What VirusTotal said. */
export interface Reputation {
  readonly known: boolean;
  readonly asked_at: Date | null;
  readonly malicious: number | null;
  readonly suspicious: number | null;
  readonly reports: number | null;
  readonly vendors: string | null;
  readonly link: string | null;
}

/** What a verdict rests on. */
export interface TermFacts {
  readonly term: Term;
  readonly datasets: readonly DatasetRow[];
  readonly alerts: readonly AlertRow[];
  readonly hits: readonly ListHit[];
  readonly reputation: Reputation | null;
}

/** A term with the questions about it. */
export interface AskedTerm {
  readonly term: Term;
  /** Of a network: the addresses in the data that it holds; null of others. */
  readonly members: readonly string[] | null;
  readonly queries: TermQueries;
  /** Asks one of the questions, once. */
  ask<R extends object>(name: keyof TermQueries): Answer<R>;
  readonly facts: Promise<TermFacts>;
}

/** Everybody's addresses and accounts, asked for once per page. */
const known = new WeakMap<
  Workbench,
  {addresses?: Promise<readonly string[]>; users?: Promise<ReadonlySet<string>>}
>();

function knownOf(workbench: Workbench) {
  const found = known.get(workbench) ?? {};
  known.set(workbench, found);
  return found;
}

/** The names of all accounts, in lower case. */
export function knownUsers(workbench: Workbench): Promise<ReadonlySet<string>> {
  const found = knownOf(workbench);
  found.users ??= Promise.resolve(workbench.ask<{username: string}>(usersQuery).rows).then(
    rows => new Set(rows.map(({username}) => username))
  );
  return found.users;
}

/** Of a network: the addresses in the data that it holds. */
export async function membersOf(network: string, workbench: Workbench): Promise<readonly string[]> {
  const found = knownOf(workbench);
  found.addresses ??= Promise.resolve(workbench.ask<{address: string}>(addressesQuery).rows).then(rows =>
    rows.map(({address}) => address)
  );
  return networkMembers(network, await found.addresses);
}

/** Questions that have no rows where no event has the term. */
const ofEvents: ReadonlySet<keyof TermQueries> = new Set([
  "fields",
  "sources",
  "destinations",
  "users",
  "occurrences"
]);

/** Prepares the questions about a term; those that the verdict needs are asked at once. */
export async function askTerm(
  term: Term,
  workbench: Workbench,
  checker: Promise<ListChecker>
): Promise<AskedTerm> {
  const members = term.type === "network" ? await membersOf(term.value, workbench) : null;
  const queries = termQueries(term, members ?? []);
  const datasets = workbench.ask<DatasetRow>(queries.datasets);
  const alerts = workbench.ask<AlertRow>(queries.alerts);
  const facts = Promise.all([
    datasets.rows,
    alerts.rows,
    checker.then(lists => lists.check(term)),
    workbench.ask<Reputation>(reputationQuery(term)).rows
  ]).then(([seen, told, hits, [reputation = null]]) => ({
    term,
    datasets: seen,
    alerts: told,
    hits,
    reputation
  }));
  const asked = new Map<keyof TermQueries, Answer<object>>([
    ["datasets", datasets],
    ["alerts", alerts]
  ]);

  /** The verdict comes first; of what was never seen the rest is known then. */
  async function rowsOf(name: keyof TermQueries): Promise<readonly object[]> {
    const known = await facts;
    return ofEvents.has(name) && known.datasets.length === 0 ? [] : workbench.ask<object>(queries[name]).rows;
  }

  const ask = <R extends object>(name: keyof TermQueries): Answer<R> => {
    const found = asked.get(name) ?? {query: queries[name], rows: rowsOf(name)};
    asked.set(name, found);
    return found as Answer<R>;
  };
  return {term, members, queries, ask, facts};
}
