import ipaddr from "ipaddr.js";
import {privateRanges} from "../campus.js";
import {createEvent, type Event} from "../event.js";
import {createClfTimeReader} from "./clf-time.js";
import {readAddress, rejectField} from "./fields.js";
import {unescapeLog} from "./log-escapes.js";
import type {Mapping, Source, SourceContext} from "./source.js";
import {parseWebLogLine, readRequestLine, readWebLogEnds, type WebLogLine} from "./weblog-line.js";
import {readWebLogRest} from "./weblog-rest.js";

/**
 * Access logs as Apache and nginx write them: common, combined, with the virtual host in front, and with what people
 * add behind (response time, X-Forwarded-For). One request is one event, `http`, as a network sensor would log it.
 * https://httpd.apache.org/docs/2.4/logs.html#accesslog
 * https://nginx.org/en/docs/http/ngx_http_log_module.html
 *
 * The referrer is the event's `message`; what is no HTTP (a TLS handshake sent to the wrong port) its `payload`.
 */
export const weblog: Source<string> = {dataset: "weblog", container: "lines", recognises, open: openWeblog};

/**
 * Answers by which a server turns a client away, so that the request counts as blocked: log in first (401, of a proxy 407),
 * forbidden (403), too many requests (429), and nginx's hanging up without an answer (444). That a page does not exist, or was
 * sent, is no decision about the client: then nothing is inferred.
 */
const refusals: ReadonlySet<number> = new Set([401, 403, 407, 429, 444]);

const expectedTime =
  "day/month/year:hour:minute:second and a zone, or an ISO 8601 time, between 1969 and 2199";

function recognises(sample: readonly string[]): boolean {
  let count = 0;
  for (const line of sample) if (typeof parseWebLogLine(line) !== "string") count += 1;
  return count * 2 > sample.length;
}

function openWeblog(context: SourceContext): (line: string) => Mapping {
  const readTime = createClfTimeReader(context);
  const noted = new Set<string>();
  const note = (text: string) => {
    if (noted.has(text)) return;
    noted.add(text);
    context.note(text);
  };

  return text => {
    const line = parseWebLogLine(text);
    if (typeof line === "string") return {rejected: line};
    const time = readTime(line.time);
    if (time === null) return rejectField("time", line.time, expectedTime);
    const event = createEvent("weblog", "http", time);
    event.direction = "inbound";
    event.app_protocol = "HTTP";
    const rest = readWebLogRest(line.rest);
    if (rest.unnamedNumbers) {
      note("numbers behind the user agent name no unit; response times are not measured");
    }
    setEnds(event, line.before, rest.forwarded, note);
    setAnswer(event, line);
    const details: Event["details"] = {};
    if (rest.referrer !== null) details.message = unescapeLog(rest.referrer);
    if (rest.userAgent !== null) details.http_user_agent = unescapeLog(rest.userAgent);
    if (rest.responseTime !== null) details.response_time = rest.responseTime;
    if (event.sensor !== null) details.http_host = event.sensor;
    setRequest(event, details, line);
    if (Object.keys(details).length > 0) event.details = details;
    return [event];
  };
}

function setEnds(
  event: Event,
  before: string,
  forwarded: readonly string[],
  note: (text: string) => void
): void {
  const {clients, clientPort, host, hostPort, user} = readWebLogEnds(before);
  const peer = clientOf(clients);
  const client = forwarded.length > 0 && peer !== null && isPrivate(peer) ? clientOf(forwarded) : null;
  if (client !== null && !isPrivate(client)) {
    note("where a private address asked for others, the client is the last public one in X-Forwarded-For");
    event.source_ip = client;
  } else {
    event.source_ip = peer;
    event.source_port = clientPort ?? null;
  }
  event.attacker_ip = event.source_ip;
  if (host !== null) {
    event.sensor = unescapeLog(host);
    event.destination_ip = readAddress(host) ?? null;
    event.destination_port = hostPort ?? null;
  }
  if (user !== null) event.username = unescapeLog(user);
}

/**
 * The client in a list of those who passed a request on, the nearest last: the last public address, because what stands
 * before it may be made up. Null for a client that the log names instead of giving its address.
 */
function clientOf(clients: readonly string[]): string | null {
  const addresses = clients.flatMap(text => readAddress(text) ?? []);
  return addresses.findLast(address => !isPrivate(address)) ?? addresses.at(-1) ?? null;
}

/** Not routed on the internet: where proxies and load balancers stand. Of an address as `readAddress` writes it. */
function isPrivate(address: string): boolean {
  let known = privateAddresses.get(address);
  if (known === undefined) {
    if (privateAddresses.size >= 16_384) privateAddresses.clear();
    known = privateRanges.has(ipaddr.parse(address).range());
    privateAddresses.set(address, known);
  }
  return known;
}
const privateAddresses = new Map<string, boolean>();

function setAnswer(event: Event, {status, size}: WebLogLine): void {
  // Apache's %b is "-" for an answer without a body.
  event.bytes_received = size === "-" ? 0 : Number(size);
  if (!refusals.has(Number(status))) return;
  event.action = "blocked";
  event.action_inferred = true;
}

function setRequest(event: Event, details: NonNullable<Event["details"]>, line: WebLogLine): void {
  const {method, target, version} = readRequestLine(line.request);
  const status = Number(line.status);
  // nginx writes 000 where it gave no answer.
  if (status > 0) details.http_status = status;
  event.protocol = version?.startsWith("3") ? "UDP" : "TCP";
  if (method === null || target === null) {
    if (line.request !== "-" && line.request !== "") details.payload = unescapeLog(line.request);
    return;
  }
  details.http_method = unescapeLog(method);
  details.http_url = unescapeLog(target);
  // The host in a URL goes over the header's. https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2
  const named = /^[a-z]{1,10}:\/\/([^/?#\s]{1,255})/i.exec(target)?.[1];
  if (named !== undefined) details.http_host = unescapeLog(named);
}
