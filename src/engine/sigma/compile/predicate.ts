/**
 * A condition as SQL, which may be NULL where it does not hold; or what it is of every event, where that is known without
 * asking.
 */
export type Predicate = string | boolean;

export function allOf(predicates: readonly Predicate[]): Predicate {
  if (predicates.includes(false)) return false;
  return join(predicates, " AND ", true);
}

export function anyOf(predicates: readonly Predicate[]): Predicate {
  if (predicates.includes(true)) return true;
  return join(predicates, " OR ", false);
}

function join(predicates: readonly Predicate[], operator: string, none: boolean): Predicate {
  const sql = predicates.filter(predicate => typeof predicate === "string");
  if (sql.length === 0) return none;
  return sql.length === 1 ? (sql[0] ?? none) : `(${sql.join(operator)})`;
}

/** In Sigma what does not match is false, so that its negation is true, also of a field without a value. */
export function notOf(predicate: Predicate): Predicate {
  return typeof predicate === "boolean" ? !predicate : `(${predicate}) IS NOT TRUE`;
}
