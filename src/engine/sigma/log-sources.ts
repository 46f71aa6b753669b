import {sqlLiteral} from "../sql.js";
import {reasonNotApplicable} from "./absent-log-sources.js";
import {
  alerts,
  authentication,
  authlog,
  dns,
  eve,
  firewall,
  flows,
  ftpd,
  honeypot,
  honeypots,
  proxy,
  type Source,
  serverLogins,
  sshd,
  types,
  vpn,
  webserver,
  zeek,
  zeekNames
} from "./log-source-fields.js";
import {nearestName} from "./nearest-name.js";
import type {LogSource} from "./rule.js";

/** Which events of `logs` a rule's log source means, and what its fields are called here. */
export type MappedLogSource =
  | {
      readonly applicable: true;
      /** Condition over `logs`. */
      readonly where: string;
      /**
       * The log source's own field names: a column of `logs`, an expression of text over `logs`, or `notRecorded`. Columns of
       * `logs` can be named in every log source besides.
       */
      readonly fields: Readonly<Record<string, string>>;
      /** Columns of text that keywords are looked for in. */
      readonly keywords: readonly string[];
      readonly name: string;
      /** Whether a field that is neither in `fields` nor a column is a mistake; otherwise it is a field nobody has here. */
      readonly strict: boolean;
    }
  | {
      readonly applicable: false;
      readonly reason: string;
      readonly name: string;
      /** Set where the rule is wrong rather than about other data: what was expected. */
      readonly mistake?: string;
    };

/** This data by its own names: fields are the columns of `logs`. */
const own: Readonly<Record<string, string>> = {
  event: "true",
  flow: flows,
  login: `(login IS NOT NULL OR ${types("dionaea.login")})`,
  authentication,
  vpn,
  honeypot: honeypots,
  alert: alerts,
  dns: types("dns"),
  http: types("http"),
  tls: types("tls", "quic"),
  ssh: types("ssh"),
  smb: types("smb"),
  smtp: types("smtp"),
  file: "(file_name IS NOT NULL OR file_hash IS NOT NULL)",
  command: "command IS NOT NULL"
};
const ownKeywords = ["message", "command", "payload", "signature", "username", "file_name"].concat([
  "http_url",
  "http_host",
  "http_user_agent",
  "dns_query",
  "tls_sni"
]);

const linux: Readonly<Record<string, Source>> = {
  "": authlog(serverLogins),
  auth: authlog(serverLogins),
  authpriv: authlog(serverLogins),
  secure: authlog(serverLogins),
  pam: authlog(`${serverLogins} AND starts_with(event_type, 'pam.')`),
  sshd,
  ssh: sshd,
  sudo: authlog(`${serverLogins} AND app_protocol = 'SUDO'`),
  su: authlog(`${serverLogins} AND app_protocol = 'SU'`),
  login: authlog(`${serverLogins} AND app_protocol = 'LOGIN'`),
  vsftpd: ftpd,
  ftpd,
  openvpn: authlog(vpn),
  strongswan: authlog(vpn),
  ocserv: authlog(vpn)
};

/** Categories that any product may have. */
const categories: Readonly<Record<string, Source>> = {
  firewall,
  dns,
  webserver,
  proxy,
  authentication: authlog("login IS NOT NULL"),
  vpn: authlog(vpn),
  honeypot: honeypot(honeypots),
  ids: eve(alerts)
};

/** Services that rules name without saying whose. */
const services: Readonly<Record<string, Source>> = {
  sshd,
  sudo: authlog(`${serverLogins} AND app_protocol = 'SUDO'`),
  openvpn: authlog(vpn)
};

/** Products whose web access logs say what a sensor sees of the same requests. */
const webServers = new Set(["apache", "nginx", "iis", "tomcat", "caddy", "haproxy", "lighttpd"]);

function findSource({category, product, service}: LogSource): Source | undefined {
  switch (product) {
    case null:
      return category === null ? lookUp(services, service ?? "") : lookUp(categories, category);
    case "zeek":
    case "bro": {
      const log = service ?? category ?? "";
      return lookUp(zeek, lookUp(zeekNames, log) ?? log);
    }
    case "linux":
      return category === null ? lookUp(linux, service ?? "") : undefined;
    case "suricata":
      return eve(service === null ? "dataset = 'suricata'" : types(service));
    case "cowrie":
    case "dionaea":
      return honeypot(`dataset = ${sqlLiteral(product)}`);
    case "openvpn":
    case "strongswan":
    case "ocserv":
      return authlog(vpn);
  }
  return category === "webserver" && webServers.has(product) ? webserver : undefined;
}

/** Rules name what they like: "constructor" is no log source. */
function lookUp<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function nameOf({category, product, service}: LogSource): string {
  const parts = {category, product, service};
  const said = Object.entries(parts).flatMap(([key, value]) => (value === null ? [] : `${key} ${value}`));
  return said.join(", ");
}

/** @returns what a rule's log source means here, or why this data cannot have it. */
export function mapLogSource(logSource: LogSource): MappedLogSource {
  const {category, product, service} = logSource;
  const name = nameOf(logSource);
  if (name === "") {
    const mistake = "empty log source; expected a category, product or service";
    return {applicable: false, reason: mistake, name, mistake};
  }
  if (product === "flowbook") {
    const log = category ?? service ?? "event";
    const where = lookUp(own, log);
    if (where !== undefined) {
      return {applicable: true, where, fields: {}, keywords: ownKeywords, name, strict: true};
    }
    const known = Object.keys(own);
    const nearest = nearestName(log, known);
    const expected = nearest === null ? known.join(", ") : `"${nearest}"`;
    const mistake = `unknown category of flowbook: "${log}"; expected ${expected}`;
    return {applicable: false, reason: mistake, name, mistake};
  }
  const source = findSource(logSource);
  return source === undefined
    ? {applicable: false, reason: reasonNotApplicable(logSource), name}
    : {applicable: true, ...source, name, strict: false};
}
