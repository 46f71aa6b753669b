/** Event types that are a login tried and refused, in any data set. */
export const failedLogins = ["login.failed", "vpn.failed", "cowrie.login.failed"] as const;
/** Event types that are a login accepted. */
export const acceptedLogins = ["login.accepted", "vpn.connected", "cowrie.login.success"] as const;

const list = (types: readonly string[]) => types.map(type => `'${type}'`).join(", ");

/** Of a login: 1 accepted, 0 failed; null for what is not a login. SQL over `events`. */
export const loginOutcome = `
  CASE WHEN event_type IN (${list(failedLogins)}) THEN 0 WHEN event_type IN (${list(acceptedLogins)}) THEN 1 END`;
