import type {Mapping, SourceContext} from "./source.js";
import {mapZeekConn} from "./zeek-conn.js";
import {otherLog, readPath} from "./zeek-names.js";

/** What the lines of a header say of the lines after it. */
interface Header {
  separator: string;
  unset: string;
  empty: string;
  /** The log's name; null where the header does not say. */
  path: string | null;
  /** Where each column stands. */
  columns: ReadonlyMap<string, number>;
  /** How many columns there are; 0 before they are named. */
  width: number;
}

const wanted = ["ts", "id.orig_h", "id.resp_h"];
const separatorLine = /^#separator (?:\\x([0-9a-fA-F]{2})|(.))/;

/** Whether a line names the columns of a conn.log. Other logs have no state of a connection. */
export function isConnHeader(line: string): boolean {
  if (!line.startsWith("#fields")) return false;
  const names = new Set(line.slice("#fields".length + 1).split(line.charAt("#fields".length)));
  return names.has("conn_state") && wanted.every(name => names.has(name));
}

/**
 * A mapper for one file of Zeek's tables. Several may follow each other in it, each with a header of its own, as rotated
 * files do that were put together; of those that are no conn.log, the lines are ignored.
 */
export function createZeekTable(context: SourceContext): (line: string) => Mapping {
  const header: Header = {
    separator: "\t",
    unset: "-",
    empty: "(empty)",
    path: null,
    columns: new Map(),
    width: 0
  };

  return line => {
    if (line.startsWith("#")) return readHeader(header, line);
    if (header.width === 0) return {rejected: "no #fields line before it; expected the header of a Zeek log"};
    if (header.path !== null && header.path !== "conn") return {ignored: otherLog(header.path)};
    const fields = line.split(header.separator);
    if (fields.length !== header.width) {
      return {rejected: `${fields.length} fields, expected ${header.width}`};
    }
    return mapZeekConn(toConn(fields, header), context);
  };
}

const ofHeader: Mapping = {ignored: "header or footer of a Zeek log"};

function readHeader(header: Header, line: string): Mapping {
  const separator = separatorLine.exec(line);
  if (separator !== null) {
    const [, code, character] = separator;
    header.separator =
      code === undefined ? (character ?? "\t") : String.fromCharCode(Number.parseInt(code, 16));
    // Whatever stood before belongs to another table.
    Object.assign(header, {path: null, columns: new Map(), width: 0});
    return ofHeader;
  }
  const [name, ...values] = line.split(header.separator);
  const value = values[0] ?? "";
  if (name === "#unset_field") header.unset = value;
  else if (name === "#empty_field") header.empty = value;
  else if (name === "#path") header.path = readPath(value);
  else if (name === "#fields") {
    header.columns = new Map(values.map((column, i) => [column, i]));
    header.width = values.length;
    // A header without a path still tells what it is of.
    if (header.path === null && !isConnHeader(line)) header.path = "unnamed";
  }
  return ofHeader;
}

function toConn(fields: readonly string[], {columns, unset, empty}: Header) {
  const value = (name: string): string | undefined => {
    const at = columns.get(name);
    const text = at === undefined ? undefined : fields[at];
    return text === unset || text === empty ? undefined : text;
  };
  return {
    ts: value("ts"),
    uid: value("uid"),
    orig_h: value("id.orig_h"),
    orig_p: value("id.orig_p"),
    resp_h: value("id.resp_h"),
    resp_p: value("id.resp_p"),
    proto: value("proto"),
    service: value("service"),
    duration: value("duration"),
    orig_bytes: value("orig_bytes"),
    resp_bytes: value("resp_bytes"),
    conn_state: value("conn_state"),
    local_orig: value("local_orig"),
    local_resp: value("local_resp"),
    history: value("history"),
    orig_pkts: value("orig_pkts"),
    orig_ip_bytes: value("orig_ip_bytes"),
    resp_pkts: value("resp_pkts"),
    resp_ip_bytes: value("resp_ip_bytes"),
    system: value("_system_name")
  };
}
