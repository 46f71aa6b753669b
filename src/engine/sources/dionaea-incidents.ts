import type {Details, Event} from "../event.js";
import type {JsonObject} from "./fields.js";
import {readName, readText} from "./fields.js";

/** What happened on a connection, one row of a table of Dionaea's own database. */
export interface DionaeaIncident {
  readonly event_type: string;
  /** Where the incident says more than the service. */
  readonly attack_type?: string;
  /** Takes what the row says into `details`, and a user name into `event`. */
  read(details: Partial<Details>, row: JsonObject, event: Event): void;
}

/**
 * By the flat dialect's `eventid`, the name of the table's key; its other columns are the row joined with its connection.
 * "emu_serivce" is so spelt in Dionaea's database. https://github.com/eval2A/dionaeaToJSON
 */
export const dionaeaIncidents: ReadonlyMap<string, DionaeaIncident> = new Map<string, DionaeaIncident>([
  ["login", {event_type: "dionaea.login", attack_type: "Brute Force", read: readLogin}],
  ["download", {event_type: "dionaea.download", attack_type: "Malware", read: readDownload}],
  ["offer", {event_type: "dionaea.offer", attack_type: "Malware", read: readOffer}],
  ["sip_command", {event_type: "dionaea.sip", read: readSip}],
  ["mssql_command", command(row => row.mssql_command_cmd)],
  ["mysql_command", command(row => row.mysql_command_arg_data ?? row.mysql_command_op_name)],
  [
    "mqtt_publish_command",
    command(
      row => row.mqtt_publish_command_message,
      row => row.mqtt_publish_command_topic
    )
  ],
  ["mqtt_subscribe_command", command(row => row.mqtt_subscribe_command_topic)],
  [
    "mssql_fingerprint",
    fingerprint(row => row.mssql_fingerprint_cltintname ?? row.mssql_fingerprint_appname)
  ],
  ["mqtt_fingerprint", {event_type: "dionaea.fingerprint", read: readMqttFingerprint}],
  ["p0f", fingerprint(row => row.p0f_genre)],
  ["dcerpcbind", dcerpc(row => row.dcerpcbind_uuid)],
  ["dcerpcrequest", dcerpc(row => row.dcerpcserviceop_name ?? row.dcerpcrequest_uuid)],
  ["emu_profile", shellcode(row => row.emu_profile_json)],
  ["emu_service", shellcode(row => row.emu_service_url)],
  ["emu_serivce", shellcode(row => row.emu_service_url)],
  ["resolve", {event_type: "dionaea.resolve", read: readResolve}]
]);

type Column = (row: JsonObject) => unknown;

function command(column: Column, message?: Column): DionaeaIncident {
  return {
    event_type: "dionaea.command",
    read(details, row) {
      set(details, "command", column(row));
      if (message !== undefined) set(details, "message", message(row));
    }
  };
}

function fingerprint(column: Column): DionaeaIncident {
  return {event_type: "dionaea.fingerprint", read: (details, row) => set(details, "message", column(row))};
}

function dcerpc(column: Column): DionaeaIncident {
  const read: DionaeaIncident["read"] = (details, row) => set(details, "message", column(row));
  return {event_type: "dionaea.dcerpc", attack_type: "Exploit", read};
}

function shellcode(column: Column): DionaeaIncident {
  const read: DionaeaIncident["read"] = (details, row) => set(details, "payload", column(row));
  return {event_type: "dionaea.shellcode", attack_type: "Exploit", read};
}

type TextDetail = "command" | "message" | "payload" | "http_url" | "file_hash" | "dns_query";

function set(details: Partial<Details>, name: TextDetail, value: unknown): void {
  const text = readName(value);
  if (text !== null) details[name] = text;
}

function readLogin(details: Partial<Details>, row: JsonObject, event: Event): void {
  event.username = readText(row.login_username);
  const password = readText(row.login_password);
  if (password !== null) details.password = password;
}

function readDownload(details: Partial<Details>, row: JsonObject): void {
  set(details, "http_url", row.download_url);
  set(details, "file_hash", row.download_md5_hash);
}

function readOffer(details: Partial<Details>, row: JsonObject): void {
  set(details, "http_url", row.offer_url);
}

/** "OPTIONS sip:100@192.0.2.1, friendly-scanner". */
function readSip(details: Partial<Details>, row: JsonObject, event: Event): void {
  const method = readName(row.sip_command_method);
  const user = readName(row.sip_addr_uri_user);
  const host = readName(row.sip_addr_uri_host);
  const agent = readName(row.sip_command_user_agent);
  const address = host === null ? null : `sip:${user === null ? host : `${user}@${host}`}`;
  const request = [method, address].filter(part => part !== null).join(" ");
  set(details, "command", method);
  set(details, "message", [request, agent].filter(part => part !== null && part !== "").join(", "));
  event.username = user;
}

function readMqttFingerprint(details: Partial<Details>, row: JsonObject, event: Event): void {
  set(details, "message", row.mqtt_fingerprint_clientid);
  event.username = readName(row.mqtt_fingerprint_username);
  const password = readName(row.mqtt_fingerprint_password);
  if (password !== null) details.password = password;
}

function readResolve(details: Partial<Details>, row: JsonObject): void {
  set(details, "dns_query", row.resolve_hostname);
}
