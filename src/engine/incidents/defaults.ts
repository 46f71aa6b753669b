const hour = 3_600_000;

/** How alerts become incidents. Durations in milliseconds. */
export const incidentDefaults = {
  /** Alerts of one source and technique that are no further apart are one incident. */
  gap: hour,
  /** A source that comes back this often, each time after more than `gap`, has a rhythm. */
  returns: 3,
  /** A source with a rhythm is waited for this many times its median absence, ... */
  patience: 8,
  /** ... but never longer than this. */
  longestGap: 24 * hour,
  /** A source that came this often (visits more than `gap` apart) ... */
  persistentVisits: 8,
  /** ... over at least this long is told by itself, however quiet: it is patient, and not one stranger of many. */
  persistentSpan: 72 * hour,
  /** As many sources that do the same to the same target make it distributed: one incident of the target. */
  crowd: 10,
  /** Hours with this many times the usual number of sources are an attack of their own, apart from what goes on all the time. */
  surge: 4,
  /** What many sources do to a target, with no pause of a day, for longer than this is its background. */
  background: 36 * hour,
  /** Alerts of a model or a reputation list belong to what their source did within this time. */
  corroboration: hour
};

export type IncidentOptions = typeof incidentDefaults;
