import {isObject, type JsonObject, readName, readNumber} from "../sources/fields.js";

/** What VirusTotal can be asked about. */
export interface Subject {
  readonly kind: "address" | "domain" | "hash" | "url";
  readonly value: string;
}

/**
 * What its vendors say of a subject. Of what an answer does not hold: null.
 * Addresses: https://docs.virustotal.com/reference/ip-object, domains: https://docs.virustotal.com/reference/domains-object,
 * files: https://docs.virustotal.com/reference/files, URLs: https://docs.virustotal.com/reference/url-object
 */
export interface Report {
  /** Vendors by verdict. */
  readonly malicious: number;
  readonly suspicious: number;
  readonly harmless: number;
  readonly undetected: number;
  /** Vendors that gave any of these verdicts. */
  readonly reports: number;
  /** The community's score, below 0 where it thinks ill of it. */
  readonly score: number | null;
  /** The community's votes. */
  readonly votesMalicious: number | null;
  readonly votesHarmless: number | null;
  /** ISO 3166-1 alpha-2, of an address. */
  readonly country: string | null;
  /** Owner of the autonomous system, of an address. */
  readonly isp: string | null;
  readonly asn: number | null;
  /** Network in CIDR notation, of an address. */
  readonly network: string | null;
  /** When its vendors last looked, milliseconds in UTC. */
  readonly analysedAt: number | null;
  /** Vendors that call it malicious, in order of name, with their own words. */
  readonly vendors: readonly string[];
}

/** An answer, read: the report, or what is wrong with it. */
export type ReadReport = {readonly report: Report} | {readonly invalid: string};

const endpoints = {address: "ip_addresses", domain: "domains", hash: "files", url: "urls"} as const;
const pages = {address: "ip-address", domain: "domain", hash: "file", url: "url"} as const;
/** Vendors named at most. */
const mostVendors = 10;

/** Path of the request below the API's base. A URL goes as unpadded base64 of the URL-safe alphabet. */
export function reportPath({kind, value}: Subject): string {
  return `${endpoints[kind]}/${encodeURIComponent(kind === "url" ? urlId(value) : value)}`;
}

/** Where a person can read the report. */
export function reportLink({kind, value}: Subject): string {
  return `https://www.virustotal.com/gui/${pages[kind]}/${encodeURIComponent(kind === "url" ? urlId(value) : value)}`;
}

function urlId(url: string): string {
  const bytes = new TextEncoder().encode(url);
  const base64 = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Reads the body of a successful answer: `{"data": {"attributes": {"last_analysis_stats": {...}, ...}}}`. */
export function readReport(body: string): ReadReport {
  let document: unknown;
  try {
    document = JSON.parse(body);
  } catch {
    return {invalid: "not JSON"};
  }
  const data = isObject(document) ? document.data : undefined;
  const attributes = isObject(data) ? data.attributes : undefined;
  if (!isObject(attributes)) return {invalid: "no data.attributes"};
  const stats = attributes.last_analysis_stats;
  if (!isObject(stats)) return {invalid: "no data.attributes.last_analysis_stats"};
  const votes = isObject(attributes.total_votes) ? attributes.total_votes : {};
  const [malicious, suspicious, harmless, undetected] = [
    readTally(stats.malicious) ?? 0,
    readTally(stats.suspicious) ?? 0,
    readTally(stats.harmless) ?? 0,
    readTally(stats.undetected) ?? 0
  ];
  const analysed = readNatural(attributes.last_analysis_date);
  return {
    report: {
      malicious,
      suspicious,
      harmless,
      undetected,
      reports: malicious + suspicious + harmless + undetected,
      score: readInteger(attributes.reputation),
      votesMalicious: readTally(votes.malicious),
      votesHarmless: readTally(votes.harmless),
      country: readName(attributes.country),
      isp: readName(attributes.as_owner),
      asn: readNatural(attributes.asn),
      network: readName(attributes.network),
      analysedAt: analysed === null ? null : analysed * 1000,
      vendors: readVendors(attributes.last_analysis_results)
    }
  };
}

/** What an unsuccessful answer says, `{"error": {"code", "message"}}`; null where it says nothing readable. */
export function readErrorCode(body: string): string | null {
  try {
    const document: unknown = JSON.parse(body);
    const error = isObject(document) ? document.error : undefined;
    return isObject(error) ? readName(error.code) : null;
  } catch {
    return null;
  }
}

function readVendors(results: unknown): string[] {
  if (!isObject(results)) return [];
  return Object.entries(results)
    .flatMap(([name, result]) =>
      isObject(result) && result.category === "malicious" ? [said(name, result)] : []
    )
    .sort()
    .slice(0, mostVendors);
}

function said(name: string, result: JsonObject): string {
  const vendor = (readName(result.engine_name) ?? name).slice(0, 60);
  const verdict = readName(result.result);
  return verdict === null ? vendor : `${vendor} (${verdict.slice(0, 60)})`;
}

function readInteger(value: unknown): number | null {
  const number = readNumber(value);
  return number !== null && Number.isInteger(number) && Math.abs(number) < 2 ** 31 ? number : null;
}

/** Vendors or votes. */
function readTally(value: unknown): number | null {
  const number = readInteger(value);
  return number !== null && number >= 0 ? number : null;
}

/** Seconds since 1970, or an autonomous system's number of 32 bits. */
function readNatural(value: unknown): number | null {
  const number = readNumber(value);
  return number !== null && Number.isInteger(number) && number >= 0 && number < 2 ** 33 ? number : null;
}
