/** Rank of a row's severity, 1 being the gravest: SQL text. */
export const bySeverity = "array_position(['critical', 'high', 'medium', 'low'], severity)";
