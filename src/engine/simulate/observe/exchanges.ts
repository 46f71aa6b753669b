import type {EveAlert} from "../formats/suricata.js";
import type {Random} from "../random.js";
import {servers} from "../world.js";
import type {Border, Flow} from "./border.js";
import {type Connection, clientPort, exchange, type Shape, type Vantage} from "./connection.js";

/** The usual size of each kind of exchange on this campus. */
const shapes = {
  dns: {bytesOut: 74, bytesIn: 138, duration: 0.018, spread: 0.35},
  http: {bytesOut: 620, bytesIn: 5200, duration: 0.9, spread: 1},
  tls: {bytesOut: 2300, bytesIn: 16_000, duration: 9, spread: 1.3},
  ssh: {bytesOut: 9500, bytesIn: 14_000, duration: 420, spread: 1.4},
  smtp: {bytesOut: 21_000, bytesIn: 1100, duration: 2.2, spread: 1.2},
  imap: {bytesOut: 1500, bytesIn: 11_000, duration: 35, spread: 1.2},
  ntp: {bytesOut: 76, bytesIn: 76, duration: 0.03, spread: 0.02},
  smb: {bytesOut: 9000, bytesIn: 42_000, duration: 40, spread: 1.5}
} as const satisfies Record<string, Shape>;

const agents = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.2 Safari/605.1.15",
  "Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0",
  "Microsoft-CryptoAPI/10.0",
  "Debian APT-HTTP/1.3 (2.9.8)"
];

const ja3 = [
  "773906b0efdefa24a7f2b8eb6985bf37",
  "579ccef312d18482fc42e2b822ca2430",
  "cd08e31494f9531f560d64c695473da9",
  "b32309a26951912be7dba376398abc3b"
];

/** Who talks to whom, and when. */
export interface Pair {
  readonly time: number;
  readonly client: string;
  readonly server: string;
  readonly vantage?: Vantage;
}

/** A DNS question and its answer, as query, answer and flow. An empty `answer` is a name that does not exist. */
export function dns(
  border: Border,
  random: Random,
  pair: Pair,
  question: {name: string; type?: string; answer: string; alert?: EveAlert}
): void {
  const {name, type = "A", answer, alert} = question;
  const sizes = exchange(random, shapes.dns, "UDP");
  const flow = border.connect(
    connection(random, pair, "UDP", 53, "dns", {
      ...sizes,
      bytesOut: 58 + name.length,
      bytesIn: 74 + name.length + answer.length
    }),
    alert
  );
  const id = random.integer(1, 65535);
  const query = {type: "query", id, rrname: name, rrtype: type, tx_id: 0, opcode: 0};
  border.transaction(flow, 0, "dns", {dns: query});
  const rcode = answer === "" ? "NXDOMAIN" : "NOERROR";
  const flags = answer === "" ? "8183" : "8180";
  const head = {version: 2, type: "answer", id, flags, qr: true, rd: true, ra: true, opcode: 0};
  const answers = answer === "" ? {} : {answers: [{rrname: name, rrtype: type, ttl: 300, rdata: answer}]};
  border.transaction(flow, sizes.duration, "dns", {
    dns: {...head, rrname: name, rrtype: type, rcode, ...answers}
  });
}

/** A TLS connection with its handshake. */
export function tls(
  border: Border,
  random: Random,
  pair: Pair,
  options: {sni: string; shape?: Shape; ja3?: string; version?: string; port?: number; alert?: EveAlert}
): Flow {
  const sizes = exchange(random, options.shape ?? shapes.tls, "TCP");
  const made = connection(random, pair, "TCP", options.port ?? 443, "tls", sizes);
  const flow = border.connect(made, options.alert);
  border.transaction(flow, Math.min(0.09, sizes.duration / 2), "tls", {
    tls: {
      sni: options.sni,
      version: options.version ?? (random.chance(0.8) ? "TLS 1.3" : "TLS 1.2"),
      ja3: {hash: options.ja3 ?? random.pick(ja3)}
    }
  });
  return flow;
}

/** What one HTTP request says and gets. */
export interface Request {
  readonly host: string;
  readonly url: string;
  readonly method?: string;
  readonly status?: number;
  readonly agent?: string;
  readonly shape?: Shape;
  readonly image?: boolean;
  readonly alert?: EveAlert;
}

/** An HTTP request: http event, sometimes the file it returned, and the flow. QRadar keeps the first bytes instead. */
export function http(border: Border, random: Random, pair: Pair, request: Request): Flow {
  const {host, url, method = "GET", status = 200, agent = random.pick(agents), image = false} = request;
  const sizes = exchange(random, request.shape ?? shapes.http, "TCP");
  const type = image ? "image/jpeg" : "text/html";
  const payload = {
    source: `${method} ${url} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: ${agent.slice(0, 40)}\r\n\r\n`,
    destination: `HTTP/1.1 ${status} ${status < 400 ? "OK" : "Error"}\r\nContent-Type: ${type}\r\n\r\n`
  };
  const made = connection(random, pair, "TCP", 80, image ? "image" : "http", {...sizes, payload});
  const flow = border.connect(made, request.alert);
  const fields = {
    hostname: host,
    url,
    http_user_agent: agent,
    http_content_type: type,
    http_method: method,
    protocol: "HTTP/1.1",
    status,
    length: sizes.bytesIn
  };
  border.transaction(flow, sizes.duration * 0.7, "http", {tx_id: 0, http: fields});
  if (status === 200 && random.chance(0.25)) {
    const filename = url.split("?", 1)[0] ?? url;
    const fileinfo = {filename, gaps: false, state: "CLOSED", stored: false, size: sizes.bytesIn, tx_id: 0};
    border.transaction(flow, sizes.duration * 0.9, "fileinfo", {http: fields, app_proto: "http", fileinfo});
  }
  return flow;
}

/** An SSH connection; a failed login is a short one. */
export function ssh(
  border: Border,
  random: Random,
  pair: Pair,
  options: {software: string; shape?: Shape; alert?: EveAlert; port?: number}
): Flow {
  const sizes = exchange(random, options.shape ?? shapes.ssh, "TCP");
  const made = {
    ...connection(random, pair, "TCP", 22, "ssh", sizes),
    ...(options.port ? {clientPort: options.port} : {})
  };
  const flow = border.connect(made, options.alert);
  border.transaction(flow, Math.min(0.2, sizes.duration / 2), "ssh", {
    ssh: {
      client: {proto_version: "2.0", software_version: options.software},
      server: {proto_version: "2.0", software_version: "OpenSSH_9.6p1"}
    }
  });
  return flow;
}

/** An SMB session with one command on a share. */
export function smb(
  border: Border,
  random: Random,
  pair: Pair,
  options: {share: string; command?: string; status?: string; shape?: Shape; alert?: EveAlert}
): Flow {
  const sizes = exchange(random, options.shape ?? shapes.smb, "TCP");
  const flow = border.connect(connection(random, pair, "TCP", 445, "smb", sizes), options.alert);
  border.transaction(flow, Math.min(0.3, sizes.duration / 2), "smb", {
    smb: {
      id: 3,
      dialect: "3.11",
      command: options.command ?? "SMB2_COMMAND_TREE_CONNECT",
      status: options.status ?? "STATUS_SUCCESS",
      status_code: options.status === "STATUS_ACCESS_DENIED" ? "0xc0000022" : "0x0",
      session_id: random.bits(),
      tree_id: 1,
      share: `\\\\${pair.server}\\${options.share}`
    }
  });
  return flow;
}

/** A message handed to the mail server. */
export function smtp(border: Border, random: Random, pair: Pair): void {
  const sizes = exchange(random, shapes.smtp, "TCP");
  const flow = border.connect(connection(random, pair, "TCP", 25, "smtp", sizes));
  border.transaction(flow, 0.4, "smtp", {smtp: {helo: `mail${random.integer(1, 40)}.mailhost.example`}});
}

/** A mailbox being read. */
export function imap(border: Border, random: Random, pair: Pair): void {
  border.connect(connection(random, pair, "TCP", 993, "imap", exchange(random, shapes.imap, "TCP")));
}

/** A clock being set. */
export function ntp(border: Border, random: Random, pair: Pair): void {
  border.connect(connection(random, pair, "UDP", 123, "ntp", exchange(random, shapes.ntp, "UDP")));
}

/** A campus name looked up and visited over TLS: what a person with a browser does most. */
export function visit(border: Border, random: Random, pair: Pair, name: string): void {
  dns(border, random, {...pair, server: servers.dns}, {name, answer: pair.server});
  tls(border, random, {...pair, time: pair.time + random.between(25, 90)}, {sni: name});
}

function connection(
  random: Random,
  pair: Pair,
  transport: "TCP" | "UDP",
  serverPort: number,
  app: string,
  rest: Omit<
    Connection,
    "start" | "client" | "clientPort" | "server" | "serverPort" | "transport" | "app" | "vantage"
  >
): Connection {
  const {time, client, server, vantage} = pair;
  const ends = {start: time, client, clientPort: clientPort(random), server, serverPort, transport, app};
  return {...ends, ...rest, ...(vantage ? {vantage} : {})};
}
