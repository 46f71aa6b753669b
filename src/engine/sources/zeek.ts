import {isObject, type JsonObject, mostly} from "./fields.js";
import type {Mapping, Source, SourceContext} from "./source.js";
import {mapZeekConn} from "./zeek-conn.js";
import {otherLog, readPath} from "./zeek-names.js";
import {createZeekTable, isConnHeader} from "./zeek-table.js";

/**
 * Zeek's conn.log as JSON, one connection a record: as Zeek writes it, with the times of any of its settings, or as collectors
 * pass it on (dots in names replaced, other logs in between). Records of Zeek's other logs in the same file are ignored.
 * https://docs.zeek.org/en/master/logs/conn.html
 */
export const zeekJson: Source<unknown> = {
  dataset: "zeek",
  container: "json",
  recognises: sample => mostly(sample, isZeek) && sample.some(record => isObject(record) && isConn(record)),
  open: context => record => mapJson(record, context)
};

/** The same as Zeek's own table: a header that names separator and columns, then one connection a line. */
export const zeekTable: Source<string> = {
  dataset: "zeek",
  container: "lines",
  recognises: sample => sample.some(isConnHeader),
  open: createZeekTable
};

/** The log's name as Zeek (`_path`) or a collector says it; null where the record does not. */
export function zeekPath(record: JsonObject): string | null {
  return readPath(record._path ?? record["@stream"] ?? record["@path"]);
}

const orig = (record: JsonObject) => record["id.orig_h"] ?? record.id_orig_h;
const resp = (record: JsonObject) => record["id.resp_h"] ?? record.id_resp_h;

/** Whether a record is of any of Zeek's logs. */
export function isZeek(record: JsonObject): boolean {
  if (record.ts === undefined) return false;
  if (zeekPath(record) !== null) return true;
  return (
    typeof record.uid === "string" && typeof orig(record) === "string" && typeof resp(record) === "string"
  );
}

function isConn(record: JsonObject): boolean {
  const path = zeekPath(record);
  if (path !== null) return path === "conn";
  return isZeek(record) && typeof record.proto === "string" && typeof record.conn_state === "string";
}

function mapJson(record: unknown, context: SourceContext): Mapping {
  if (!isObject(record)) return {rejected: "not a JSON object; expected a record of Zeek's conn.log"};
  if (!isConn(record)) {
    if (isZeek(record)) return {ignored: otherLog(zeekPath(record))};
    return {
      rejected:
        "not a record of Zeek's conn.log; expected ts, uid, id.orig_h, id.resp_h, proto and conn_state"
    };
  }
  return mapZeekConn(
    {
      ts: record.ts,
      uid: record.uid,
      orig_h: orig(record),
      orig_p: record["id.orig_p"] ?? record.id_orig_p,
      resp_h: resp(record),
      resp_p: record["id.resp_p"] ?? record.id_resp_p,
      proto: record.proto,
      service: record.service,
      duration: record.duration,
      orig_bytes: record.orig_bytes,
      resp_bytes: record.resp_bytes,
      conn_state: record.conn_state,
      local_orig: record.local_orig,
      local_resp: record.local_resp,
      history: record.history,
      orig_pkts: record.orig_pkts,
      orig_ip_bytes: record.orig_ip_bytes,
      resp_pkts: record.resp_pkts,
      resp_ip_bytes: record.resp_ip_bytes,
      system: record._system_name ?? record["@system"]
    },
    context
  );
}
