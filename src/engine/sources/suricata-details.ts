import type {Details, Event} from "../event.js";
import type {JsonObject} from "./fields.js";
import {cleanText, isObject, readAmount, readName, readNumber, readText} from "./fields.js";
import {decodePayload} from "./payload.js";

/**
 * What an EVE record says beyond the flow: each protocol's object, the payload, the file. Sets `event.details`, and
 * `event.username` where a protocol names one. An alert may carry the objects of several protocols.
 * https://docs.suricata.io/en/latest/output/eve/eve-json-format.html
 */
export function setSuricataDetails(event: Event, record: JsonObject): void {
  const details: Partial<Details> = {};
  for (const key in record) {
    // Looking up the dozen keys that are there costs less than asking every record for twenty protocols.
    const reader = readers.get(key);
    if (reader === undefined) continue;
    const value = record[key];
    if (isObject(value)) reader(details, value, event);
  }
  setPayload(details, record);
  if (details.file_name === undefined && Array.isArray(record.files)) {
    const first: unknown = record.files[0];
    if (isObject(first)) setFile(details, first);
  }
  for (const _ in details) {
    event.details = details;
    break;
  }
}

type Reader = (details: Partial<Details>, value: JsonObject, event: Event) => void;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["alert", setAlert],
  ["http", setHttp],
  ["dns", setDns],
  ["mdns", setDns],
  ["tls", setTls],
  ["quic", setTls],
  ["ssh", setSsh],
  ["fileinfo", setFile],
  ["smb", setSmb],
  ["ftp", setFtp],
  ["krb5", (_, krb5, event) => setUsername(event, krb5.cname)],
  ["rdp", (_, rdp, event) => setUsername(event, rdp.cookie)],
  ["mqtt", setMqtt],
  ["nfs", (details, nfs) => setFileName(details, nfs.filename)],
  ["tftp", (details, tftp) => setFileName(details, tftp.file)],
  ["ftp_data", (details, data) => setFileName(details, data.filename)],
  ["smtp", (details, smtp) => set(details, "message", smtp.mail_from ?? smtp.helo)],
  ["dhcp", (details, dhcp) => set(details, "message", dhcp.hostname)],
  ["dcerpc", (details, dcerpc) => set(details, "message", dcerpc.request)],
  ["sip", (details, sip) => set(details, "message", sip.request_line ?? sip.response_line)],
  ["snmp", (details, snmp) => set(details, "message", snmp.pdu_type)],
  ["anomaly", (details, anomaly) => set(details, "message", anomaly.event)]
]);

type TextDetail = {[K in keyof Details]: string extends Details[K] ? K : never}[keyof Details];

function set(details: Partial<Details>, name: TextDetail, value: unknown): void {
  const text = readName(value);
  if (text !== null) details[name] = text;
}

/** What a protocol was asked for; `fileinfo`, which may stand before or after it in the record, knows what came. */
function setFileName(details: Partial<Details>, value: unknown): void {
  if (details.file_name === undefined) set(details, "file_name", value);
}

function setUsername(event: Event, value: unknown): void {
  event.username = readName(value) ?? event.username;
}

function setAlert(details: Partial<Details>, alert: JsonObject): void {
  const id = readNumber(alert.signature_id);
  if (id !== null) details.signature_id = id;
  set(details, "signature_category", alert.category);
  const severity = readNumber(alert.severity);
  if (severity !== null) details.signature_severity = severity;
}

function setHttp(details: Partial<Details>, http: JsonObject): void {
  set(details, "http_method", http.http_method);
  set(details, "http_host", http.hostname);
  set(details, "http_url", http.url);
  set(details, "http_user_agent", http.http_user_agent);
  const status = readAmount(http.status);
  if (status !== null) details.http_status = status;
  const seconds = readAmount(http.response_time);
  if (seconds !== null) details.response_time = seconds;
}

/** Version 1 and 2 name what was asked in `rrname`, version 3 in `queries`; alerts in a list called `query`. */
function setDns(details: Partial<Details>, dns: JsonObject): void {
  const question = firstOf(dns.queries) ?? firstOf(dns.query);
  set(details, "dns_query", dns.rrname ?? question?.rrname);
  const answer = isObject(dns.answer) ? dns.answer : undefined;
  set(details, "dns_rcode", dns.rcode ?? answer?.rcode);
  if (details.dns_query === undefined) set(details, "dns_query", answer?.rrname);
}

function firstOf(value: unknown): JsonObject | undefined {
  if (!Array.isArray(value)) return undefined;
  const first: unknown = value[0];
  return isObject(first) ? first : undefined;
}

/** QUIC carries the same handshake under the same names. */
function setTls(details: Partial<Details>, tls: JsonObject): void {
  set(details, "tls_sni", tls.sni);
  if (isObject(tls.ja3)) set(details, "ja3", tls.ja3.hash);
  set(details, "message", tls.subject);
}

function setSsh(details: Partial<Details>, ssh: JsonObject): void {
  const client = ssh.client;
  if (!isObject(client)) return;
  set(details, "message", client.software_version);
  if (isObject(client.hassh)) set(details, "hassh", client.hassh.hash);
}

function setFile(details: Partial<Details>, file: JsonObject): void {
  set(details, "file_name", file.filename);
  set(details, "file_hash", file.sha256 ?? file.sha1 ?? file.md5);
}

function setSmb(details: Partial<Details>, smb: JsonObject, event: Event): void {
  set(details, "message", smb.command);
  setFileName(details, smb.filename);
  if (isObject(smb.ntlmssp)) setUsername(event, smb.ntlmssp.user);
}

/** The argument of PASS is a password, which pages mask, and so does not belong in the command. */
function setFtp(details: Partial<Details>, ftp: JsonObject, event: Event): void {
  const command = readName(ftp.command);
  if (command === null) return;
  const argument = readText(ftp.command_data);
  const name = command.toUpperCase();
  if (name === "PASS" && argument !== null) details.password = argument;
  if (name === "USER") setUsername(event, argument);
  details.command =
    argument === null || argument === "" || name === "PASS" ? command : `${command} ${argument}`;
}

function setMqtt(details: Partial<Details>, mqtt: JsonObject, event: Event): void {
  if (!isObject(mqtt.connect)) return;
  setUsername(event, mqtt.connect.username);
  const password = readText(mqtt.connect.password);
  if (password !== null) details.password = password;
}

/** `payload` is base64; `payload_printable` has a dot for each byte that cannot be printed, and so says less. */
function setPayload(details: Partial<Details>, record: JsonObject): void {
  const {payload, payload_printable} = record;
  const decoded = typeof payload === "string" && payload !== "" ? decodePayload(payload) : null;
  if (decoded !== null) details.payload = decoded;
  else if (typeof payload_printable === "string" && payload_printable !== "") {
    details.payload = cleanText(payload_printable);
  }
}
