import {type IndicatorKind, indicatorKinds} from "./indicator.js";

/** What a row of a list says: a value, of what kind where the list says so, and the list's words on it. */
export interface Entry {
  readonly value: string;
  /** Null: by its looks. */
  readonly kind: IndicatorKind | null;
  readonly comment: string;
}

/** Why a row is passed over without being wrong: the list itself says that it is no indicator, or of a kind no log shows. */
export type RowResult = Entry | "skip";

export interface ListFormat {
  readonly name: string;
  /** Columns, in lower case, that a header of this format has. */
  readonly needs: readonly string[];
  read(row: Row): RowResult;
}

/** A row's fields by the header's names; "" where there is none. */
export type Row = (column: string) => string;

/** What lists call the kinds; MISP: https://www.misp-project.org/datamodels/#types */
const kindNames: ReadonlyMap<string, IndicatorKind> = new Map<string, IndicatorKind>([
  ...indicatorKinds.map(kind => [kind, kind] as const),
  ...words(
    "address",
    "ip ipv4 ipv6 ip-address ip_address ipv4-addr ipv6-addr ip-src ip-dst ip-src|port ip-dst|port ip:port"
  ),
  ...words("network", "cidr range netblock subnet"),
  ...words("domain", "hostname host fqdn domain-name domain|ip"),
  ...words("url", "uri"),
  ...words(
    "hash",
    "md5 sha1 sha-1 sha256 sha-256 md5_hash sha1_hash sha256_hash file filename|md5 filename|sha1"
  ),
  ...words("hash", "filename|sha256 malware-sample"),
  ...words("ja3", "ja3-fingerprint-md5"),
  ...words("hassh", "hassh-md5")
]);

function words(kind: IndicatorKind, names: string): (readonly [string, IndicatorKind])[] {
  return names.split(" ").map(name => [name, kind] as const);
}

/** The kind that a list's own word means; null for kinds that no log shows, such as an e-mail's subject. */
export const kindOf = (name: string): IndicatorKind | null =>
  kindNames.get(name.trim().toLowerCase()) ?? null;

/** abuse.ch writes what it does not know in these ways. */
const said = (text: string): string => (/^(none|n\/a|unknown)?$/i.test(text) ? "" : text);
const joined = (...parts: readonly string[]): string => parts.map(said).filter(Boolean).join(", ");

/**
 * A MISP attribute, from its CSV export or its JSON. Those that are context (`to_ids` 0) are no indicators; of `filename|md5`
 * the hash counts, of `domain|ip` and `ip-dst|port` the first.
 */
export function readMispAttribute(row: Row): RowResult {
  const type = row("type").trim().toLowerCase();
  const kind = kindOf(type);
  const flag = row("to_ids").trim().toLowerCase();
  if (kind === null || flag === "0" || flag === "false") return "skip";
  const parts = row("value").split("|");
  const ofFile = type.startsWith("filename|") || type === "malware-sample";
  const value = type.includes("|") || ofFile ? (ofFile ? parts.at(-1) : parts[0]) : row("value");
  return {value: value ?? "", kind, comment: joined(row("category"), row("event_info"), row("comment"))};
}

/**
 * In order: the first format whose columns a header has is the list's. Columns of abuse.ch's exports as they stand in their
 * headers: https://urlhaus.abuse.ch/api/, https://feodotracker.abuse.ch/blocklist/, https://threatfox.abuse.ch/export/,
 * https://sslbl.abuse.ch/blacklist/, https://bazaar.abuse.ch/export/. MISP's: https://www.circl.lu/doc/misp/automation/
 */
export const listFormats: readonly ListFormat[] = [
  {name: "MISP CSV", needs: ["category", "type", "value"], read: readMispAttribute},
  {
    name: "URLhaus",
    needs: ["url", "url_status"],
    read: row => ({value: row("url"), kind: "url", comment: joined(row("threat"), row("tags"))})
  },
  {
    name: "Feodo Tracker",
    needs: ["dst_ip", "dst_port"],
    read: row => ({
      value: row("dst_ip"),
      kind: "address",
      comment: joined(row("malware"), `port ${row("dst_port")}`, row("c2_status"))
    })
  },
  {
    name: "ThreatFox",
    needs: ["ioc_value", "ioc_type"],
    read: row => {
      const kind = kindOf(row("ioc_type"));
      if (kind === null) return "skip";
      return {
        value: row("ioc_value"),
        kind,
        comment: joined(
          row("malware_printable"),
          row("threat_type"),
          `confidence ${row("confidence_level")}%`
        )
      };
    }
  },
  {
    name: "MalwareBazaar",
    needs: ["sha256_hash"],
    read: row => ({
      value: row("sha256_hash"),
      kind: "hash",
      comment: joined(row("signature"), row("file_type_guess"), row("file_name"))
    })
  },
  {
    name: "SSLBL JA3",
    needs: ["ja3_md5"],
    read: row => ({value: row("ja3_md5"), kind: "ja3", comment: joined(row("listingreason"))})
  },
  {
    name: "SSLBL addresses",
    needs: ["dstip", "dstport"],
    read: row => ({value: row("dstip"), kind: "address", comment: `port ${row("dstport")}`})
  },
  {
    name: "CSV",
    needs: ["indicator"],
    read: row => {
      const named = row("kind") || row("type");
      const kind = named === "" ? null : kindOf(named);
      if (named !== "" && kind === null) return "skip";
      return {value: row("indicator"), kind, comment: joined(row("comment") || row("description"))};
    }
  }
];

/** What a header's columns say of the format; null when they are no header that is known. */
export function findFormat(columns: readonly string[]): ListFormat | null {
  return listFormats.find(format => format.needs.every(column => columns.includes(column))) ?? null;
}
