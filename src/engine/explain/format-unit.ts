const byteUnits = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** A feature's value as text, with its unit as `FeatureSpec.unit` names it: "87.7 MB", "403 s", "35 logins", "98%". */
export function formatUnit(value: number, unit: string): string {
  switch (unit) {
    case "bytes":
      return bytes(value, "");
    case "bytes/s":
      return bytes(value, "/s");
    case "s":
      return seconds(value);
    case "share":
      return `${digits(100 * value)}%`;
    case "1/min":
      return `${digits(value)} record${value === 1 ? "" : "s"} a minute`;
    case "packets/s":
      return `${digits(value)} packets/s`;
    case "0/1":
      return value > 0 ? "yes" : "no";
    case "logins":
    case "0-1":
    case "0-23":
    case "0-6":
    case "1-3":
      return digits(value);
    default:
      // Counted things are plural: "addresses", "packets".
      return `${digits(value)} ${value === 1 ? singular(unit) : unit}`;
  }
}

function singular(unit: string): string {
  return unit.endsWith("sses") ? unit.slice(0, -2) : unit.replace(/s$/, "");
}

function bytes(value: number, per: string): string {
  let scaled = value;
  let power = 0;
  for (; scaled >= 999.5 && power < byteUnits.length - 1; ++power) scaled /= 1000;
  const name = power === 0 && value === 1 ? "byte" : (byteUnits[power] ?? "bytes");
  return `${digits(scaled)} ${name}${per}`;
}

function seconds(value: number): string {
  if (value >= 1) return `${digits(value)} s`;
  if (value === 0) return "0 s";
  return `${digits(value * 1000)} ms`;
}

/** Three digits; whole numbers whole. */
function digits(value: number): string {
  if (value >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}
