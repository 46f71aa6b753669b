/** Text for numbers, times and changes. Pages are in English; digits group by thousands. */

const integer = new Intl.NumberFormat("en-US", {maximumFractionDigits: 0});
const compact = new Intl.NumberFormat("en-US", {notation: "compact", maximumFractionDigits: 1});

/** What stands where nothing was measured; never 0. */
export const notMeasured = "not measured";

/** 1234567 -> "1,234,567"; null -> "not measured". */
export function formatCount(value: number | null | undefined): string {
  return value == null || Number.isNaN(value) ? notMeasured : integer.format(value);
}

/** (1, "event") -> "1 event"; (1200, "event") -> "1,200 events". */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${integer.format(count)} ${count === 1 ? one : many}`;
}

/** 1234567 -> "1.2M", where room is short. */
export function formatCompact(value: number | null | undefined): string {
  return value == null || Number.isNaN(value) ? notMeasured : compact.format(value);
}

/** "alert" -> "Alert". */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A share in [0, 1]: 0.1234 -> "12.3%". Shares that are neither none nor all never round to look so. */
export function formatShare(value: number | null | undefined): string {
  if (value == null || Number.isNaN(value)) return notMeasured;
  if (value > 0 && value < 0.001) return "<0.1%";
  if (value < 1 && value > 0.999) return ">99.9%";
  return `${(value * 100).toFixed(1).replace(/\.0$/, "")}%`;
}

const byteUnits = ["B", "kB", "MB", "GB", "TB", "PB"];

/** Bytes in decimal units: 1536 -> "1.5 kB". */
export function formatBytes(value: number | null | undefined): string {
  if (value == null || Number.isNaN(value)) return notMeasured;
  const power = Math.min(byteUnits.length - 1, Math.floor(Math.log10(Math.max(1, Math.abs(value))) / 3));
  const scaled = value / 1000 ** power;
  return `${power === 0 ? integer.format(scaled) : scaled.toFixed(1).replace(/\.0$/, "")} ${byteUnits[power]}`;
}

const spans = [
  {name: "day", ms: 86_400_000},
  {name: "hour", ms: 3_600_000},
  {name: "minute", ms: 60_000},
  {name: "second", ms: 1000}
] as const;

/** A span of time in milliseconds, in its largest whole unit or its two largest: "7 days", "1 hour 30 minutes". */
export function formatSpan(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const parts: string[] = [];
  let rest = Math.round(ms / 1000) * 1000;
  for (const span of spans) {
    const count = Math.floor(rest / span.ms);
    rest -= count * span.ms;
    if (count > 0) parts.push(`${integer.format(count)} ${span.name}${count === 1 ? "" : "s"}`);
    if (parts.length === 2) break;
  }
  return parts.join(" ");
}

/**
 * The change from the window before, in words: "12% more than the 7 days before"; nothing where either is not known.
 * @param previous null when no earlier window is covered by the data
 * @param span the window's length in milliseconds
 */
export function formatChange(current: number | null, previous: number | null, span: number): string {
  if (current === null || previous === null) return "";
  const before = formatBefore(span);
  if (current === previous) return `same as ${before}`;
  if (previous === 0) return `none in ${before}`;
  if (current === 0) return `none, ${integer.format(previous)} in ${before}`;
  if (current === 2 * previous) return `twice ${before}`;
  const ratio = Math.abs(current - previous) / previous;
  const word = current > previous ? "more" : "fewer";
  if (ratio >= 10) return `${integer.format(current / previous)} times ${before}`;
  return `${ratio < 0.01 ? "<1" : Math.round(ratio * 100)}% ${word} than ${before}`;
}

/** The window before one of a length in milliseconds: "the 7 days before", "the hour before". */
export function formatBefore(span: number): string {
  return `the ${formatSpan(span).replace(/^1 (?=\w+$)/, "")} before`;
}
