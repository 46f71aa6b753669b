/**
 * What a chapter may look back on, as files of stories name it. "so far", everything up to the moment, is a scene's default and
 * therefore no span of its own: a story holds no infinite number, so that it may travel as JSON.
 */
const named: Readonly<Record<string, number>> = {"5 min": 300_000, hour: 3_600_000};

/** How a window that looks back on everything is called. */
export const soFar = "so far";

/** What to write for a window, for messages. */
export const windowForms = `5 min, hour, ${soFar}, or a number of seconds or minutes such as 90 s or 30 min`;

const counted = /^(\d{1,7}) (s|min)$/;

/** Milliseconds to look back on; infinite for "so far"; null for what is no window. */
export function readWindow(text: string): number | null {
  if (text === soFar) return Number.POSITIVE_INFINITY;
  if (Object.hasOwn(named, text)) return named[text] ?? null;
  const [, count, unit] = counted.exec(text) ?? [];
  const span = Number(count ?? 0) * (unit === "min" ? 60_000 : 1000);
  return span > 0 ? span : null;
}

/** The name of a span, to the second; at least one. */
export function formatWindow(span: number): string {
  if (!Number.isFinite(span)) return soFar;
  const seconds = Math.max(1, Math.round(span / 1000));
  const name = Object.keys(named).find(key => named[key] === seconds * 1000);
  if (name !== undefined) return name;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
