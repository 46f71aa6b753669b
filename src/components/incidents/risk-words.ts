import {detectorLabel} from "../alerts/detector-name.js";
import {capitalise, formatCount, formatPlural} from "../format.js";
import {visibleText} from "../log-text.js";
import type {RiskRow, SourceRisk} from "./risk.js";

const countries = new Intl.DisplayNames("en", {type: "region", fallback: "code"});

/** The parts of a risk in the order they are drawn, and how: shades of what detectors say, and of what it did. */
export const riskParts: Readonly<Record<string, {readonly label: string; readonly fill: string}>> = {
  "strongest detector": {label: "Strongest detector", fill: "var(--series-main)"},
  "other detectors": {label: "Other detectors", fill: shade("series-main", 62)},
  "known-bad lists": {label: "Known-bad lists", fill: shade("series-main", 34)},
  success: {label: "Success", fill: "var(--series-anomaly)"},
  "campus host": {label: "Campus host", fill: shade("series-anomaly", 86)},
  "failed logins": {label: "Failed logins", fill: shade("series-anomaly", 70)},
  "distinct findings": {label: "Distinct findings", fill: shade("series-anomaly", 48)},
  targets: {label: "Targets", fill: shade("series-anomaly", 28)},
  "foreign country": {label: "Foreign country", fill: "var(--severity-none)"}
};

function shade(tone: string, share: number): string {
  return `color-mix(in srgb, var(--${tone}) ${share}%, var(--theme-background-alt))`;
}

const shortLabel = (detector: string) => (detectorLabel[detector] ?? detector).replace(/:.*$/, "");

/** What a part of a risk was seen in: "nearest neighbours", "9 failed logins". */
export function partWords({part, value}: Pick<RiskRow, "part" | "value">): string {
  const count = Number(value);
  switch (part) {
    case "strongest detector":
      return shortLabel(value);
    case "other detectors":
      return `also ${value.split(", ").map(shortLabel).join(", ")}`;
    case "success":
      return "got in";
    case "known-bad lists":
      return `on ${formatPlural(count, "list")} of bad addresses, the sensor's included`;
    case "campus host":
      return "a host of the campus";
    case "failed logins":
      return formatPlural(count, "failed login");
    case "distinct findings":
      return formatPlural(count, "different finding");
    case "targets":
      return formatPlural(count, "target");
    case "foreign country":
      return "from abroad";
    default:
      return `${part}: ${value}`;
  }
}

/** How a part of a risk is told of its source: "against 210 hosts"; null for what the detectors say. */
function behaviour({part, value}: Pick<RiskRow, "part" | "value">): string | null {
  const count = Number(value);
  switch (part) {
    case "strongest detector":
    case "other detectors":
      return null;
    case "targets":
      return `against ${formatPlural(count, "host")}`;
    default:
      return partWords({part, value});
  }
}

/** The parts that say most of what somebody did, first. */
const told = ["success", "targets", "failed logins", "known-bad lists", "distinct findings"];

/** What a source did and who says so: "Got in; against 210 hosts; beacon search, Sigma rule and 3 more agree". */
export function behaviourText({parts}: Pick<SourceRisk, "parts">): string {
  const did = told
    .flatMap(name => parts.find(({part}) => part === name) ?? [])
    .flatMap(part => behaviour(part) ?? []);
  const detectors = parts
    .filter(({part}) => part === "strongest detector" || part === "other detectors")
    .toSorted((a, b) => Number(b.part === "strongest detector") - Number(a.part === "strongest detector"))
    .flatMap(({value}) => value.split(", ").map(shortLabel));
  const text = [...did, ...(detectors.length === 0 ? [] : [agreement(detectors)])].join("; ");
  return capitalise(text);
}

function agreement(detectors: readonly string[]): string {
  const [first, second, ...others] = detectors;
  if (second === undefined) return `${first} alone says so`;
  if (others.length === 0) return `${first} and ${second} agree`;
  return `${first}, ${second} and ${formatCount(others.length)} more agree`;
}

/** A risk's parts as a sentence: "knn 60 + got in 10". */
export function partsText({parts}: Pick<SourceRisk, "parts">): string {
  return parts.map(part => `${partWords(part)} ${part.points.toFixed(1)}`).join(" + ");
}

/** Where a source is: its campus site or its country. */
export function placeText({site, country_code}: Pick<RiskRow, "site" | "country_code">): string {
  if (site !== null) return `campus: ${site}`;
  return country_code === null ? "place not measured" : countryName(country_code);
}

/** What a source may be called and whose it may be, each with what that rests on; nothing where nothing is known. */
export function guesses({
  host_name,
  host_name_from,
  isp,
  site,
  network,
  network_from,
  malicious,
  reports
}: RiskRow): readonly {readonly value: string; readonly basis: string}[] {
  const found: {value: string; basis: string}[] = [];
  if (host_name !== null) found.push({value: host_name, basis: host_name_from ?? "a guess"});
  if (isp !== null) found.push({value: isp, basis: network_from ?? "by a register"});
  else if (network !== null && network !== site)
    found.push({value: network, basis: network_from ?? "by a register"});
  if (malicious !== null)
    found.push({
      value: `${malicious} of ${formatPlural(reports ?? 0, "vendor")} call it malicious`,
      basis: "VirusTotal"
    });
  return found;
}

/** How many sources are of grave risk, and the riskiest one, which is named as it may be shown. */
export function risksFinding(rows: readonly RiskRow[], shown: (address: string) => string): string {
  const [first] = rows;
  if (first === undefined) return "No source at risk";
  const {all_sources, grave_sources, address, risk} = first;
  const grave = grave_sources === 0 ? "None" : grave_sources.toLocaleString("en-US");
  return `${grave} of ${formatPlural(all_sources, "source")} ${grave_sources === 1 ? "has" : "have"} a high or critical risk; the riskiest: ${shown(address)}, ${risk.toFixed(1)} of 100`;
}

function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : visibleText(code);
}
