import {readJson} from "../records/json.js";
import {readLines} from "../records/lines.js";
import {isObject, type JsonObject, mostly} from "./fields.js";
import {isZeek, zeekPath} from "./zeek.js";
import {readPath} from "./zeek-names.js";

/** Text that is looked at; what a file is shows in its first lines. */
const inspectedLength = 64 * 1024;
/** Names that are told. */
const namesLimit = 5;

/** Which of Zeek's logs a file holds, by its beginning: "dns.log", "ssl.log and x509.log"; null where it is none of Zeek's. */
export function otherZeekLogs(beginning: string): string | null {
  const text = beginning.slice(0, inspectedLength);
  const paths = text.trimStart().startsWith("#") ? pathsOfTable(text) : pathsOfJson(text);
  if (paths === null) return null;
  const names = [...new Set(paths)].sort().slice(0, namesLimit);
  return names.length === 0 ? "log" : `${names.join(".log and ")}.log`;
}

function pathsOfTable(text: string): string[] | null {
  const lines: string[] = [];
  readLines({record: line => void lines.push(line), broken() {}, note() {}}).push(text);
  if (!lines.some(line => line.startsWith("#fields"))) return null;
  return lines.flatMap(line =>
    line.startsWith("#path") ? (readPath(line.slice("#path".length + 1)) ?? []) : []
  );
}

function pathsOfJson(text: string): string[] | null {
  const records: unknown[] = [];
  readJson({record: value => void records.push(value), broken() {}, note() {}}).push(text);
  const isLog = (record: JsonObject) => isZeek(record);
  if (records.length === 0 || !mostly(records, isLog)) return null;
  return records.flatMap(record => (isObject(record) ? (zeekPath(record) ?? []) : []));
}
