import {loginOutcome} from "../../detect/login-outcome.js";
import type {Selection} from "../../selection.js";
import type {Query} from "../../sql.js";
import {foundEvents, type Seen, seen} from "./seen.js";

/** Logins with something: an attempt is an event. */
export interface Tried extends Seen {
  /** Attempts of which the log says whether they were accepted. */
  readonly answered: number;
  readonly accepted: number;
  /** Of them, those that a honeypot accepted, as it does on purpose. */
  readonly accepted_by_honeypots: number;
}

export interface UserRow extends Tried {
  readonly username: string;
}

export interface PasswordRow extends Tried {
  readonly password: string;
  /** Distinct user names that it was tried with. */
  readonly users: number;
}

export interface PairRow extends Tried {
  readonly username: string;
  readonly password: string;
}

/** How many passwords are of one length and made of the same kinds of characters. */
export interface PasswordShape {
  /** Characters. */
  readonly length: number;
  readonly made_of: PasswordClass;
  readonly passwords: number;
  readonly tried: number;
}

export const passwordClasses = [
  "empty",
  "digits",
  "letters",
  "letters and digits",
  "other characters"
] as const;
export type PasswordClass = (typeof passwordClasses)[number];

/** Dionaea records what was tried and not whether it was let in. */
const isLogin = `((${loginOutcome.trim()}) IS NOT NULL OR event_type = 'dionaea.login')`;

const tried = `${seen},
  count(${loginOutcome.trim()}) AS answered,
  coalesce(sum(${loginOutcome.trim()}), 0)::BIGINT AS accepted,
  coalesce(sum(${loginOutcome.trim()}) FILTER (dataset IN ('cowrie', 'dionaea')), 0)::BIGINT AS accepted_by_honeypots`;

const passwordLogins = (selection: Selection, condition = "true") =>
  foundEvents(selection, {
    condition: `${isLogin} AND password IS NOT NULL AND ${condition}`,
    details: ["password"]
  });

/** The user names tried most often: rows of `UserRow`. */
export function usersQuery(selection: Selection, limit: number): Query {
  const found = foundEvents(selection, {condition: `${isLogin} AND username IS NOT NULL`});
  return {
    sql: `
WITH ${found.sql}
SELECT username, ${tried}
FROM found GROUP BY username
ORDER BY events DESC, username
LIMIT ${limit}`,
    params: found.params ?? []
  };
}

/** The passwords tried most often: rows of `PasswordRow`. */
export function passwordsQuery(selection: Selection, limit: number): Query {
  const found = passwordLogins(selection);
  return {
    sql: `
WITH ${found.sql}
SELECT password, ${tried}, count(DISTINCT username) AS users
FROM found GROUP BY password
ORDER BY events DESC, password
LIMIT ${limit}`,
    params: found.params ?? []
  };
}

/** The pairs of user name and password tried most often: rows of `PairRow`. */
export function pairsQuery(selection: Selection, limit: number): Query {
  const found = passwordLogins(selection, "username IS NOT NULL");
  return {
    sql: `
WITH ${found.sql}
SELECT username, password, ${tried}
FROM found GROUP BY username, password
ORDER BY events DESC, username, password
LIMIT ${limit}`,
    params: found.params ?? []
  };
}

/** Distinct passwords by length and by what they are made of, without naming any: rows of `PasswordShape`. */
export function passwordShapesQuery(selection: Selection): Query {
  const found = passwordLogins(selection);
  return {
    sql: `
WITH ${found.sql}
SELECT length(password) AS length,
  CASE
    WHEN password = '' THEN 'empty'
    WHEN regexp_full_match(password, '[0-9]+') THEN 'digits'
    WHEN regexp_full_match(password, '[A-Za-z]+') THEN 'letters'
    WHEN regexp_full_match(password, '[A-Za-z0-9]+') THEN 'letters and digits'
    ELSE 'other characters'
  END AS made_of,
  count(DISTINCT password) AS passwords, count(*) AS tried
FROM found GROUP BY ALL
ORDER BY length, made_of`,
    params: found.params ?? []
  };
}
