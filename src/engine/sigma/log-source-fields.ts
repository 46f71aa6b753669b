import {sqlLiteral} from "../sql.js";

/** A field that the log source has and these logs do not record: nothing can be said of it. */
export const notRecorded = "NULL";

/** What one log source means in `logs`. */
export interface Source {
  readonly where: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly keywords: readonly string[];
}

/**
 * @param names column or expression over `logs` -> the log source's names for it, with spaces between them
 * @param absent names that the log source has and these logs do not record
 */
function fields(names: Readonly<Record<string, string>>, absent = ""): Readonly<Record<string, string>> {
  const pairs = [...Object.entries(names), [notRecorded, absent] as const];
  return Object.fromEntries(
    pairs.flatMap(([sql, theirs]) => theirs.split(/\s+/).flatMap(name => (name === "" ? [] : [[name, sql]])))
  );
}

export const types = (...names: string[]) => `event_type IN (${names.map(sqlLiteral).join(", ")})`;
const messageOf = (type: string) => `CASE event_type WHEN ${sqlLiteral(type)} THEN message END`;

export const flows = types("flow", "netflow");
export const honeypots = "dataset IN ('cowrie', 'dionaea')";
/** What programs on servers say of logins, in syslog. */
export const serverLogins = "dataset = 'authlog'";
export const authentication = `(${serverLogins} OR dataset = 'textlog' AND starts_with(event_type, 'login.'))`;
export const vpn = "starts_with(event_type, 'vpn.')";
export const alerts = types("alert", "drop");
const inward =
  "CASE WHEN direction IN ('inbound', 'internal') THEN 'true' WHEN direction = 'outbound' THEN 'false' END";
const outward =
  "CASE WHEN direction IN ('outbound', 'internal') THEN 'true' WHEN direction = 'inbound' THEN 'false' END";

/** Names for time and the ends of a connection that many log sources share. */
const ends = fields({
  event_time: "timestamp @timestamp",
  source_ip: "src_ip SourceIp",
  source_port: "src_port SourcePort",
  destination_ip: "dst_ip DestinationIp",
  destination_port: "dst_port DestinationPort"
});

/**
 * Names of the W3C extended log format, which webserver and proxy rules share: https://www.w3.org/TR/WD-logfile.html.
 * Public rules write whole paths into `cs-uri-query` as often as queries, so that it is all of what was asked for.
 */
const w3c = {
  ...ends,
  ...fields(
    {
      event_time: "date time",
      source_ip: "c-ip",
      source_port: "c-port",
      destination_ip: "s-ip r-ip",
      destination_port: "s-port r-port",
      http_method: "cs-method",
      http_url: "c-uri cs-uri c-uri-query cs-uri-query",
      "split_part(http_url, '?', 1)": "c-uri-stem cs-uri-stem",
      "nullif(regexp_extract(http_url, '\\.([A-Za-z0-9]+)(?:[?#]|$)', 1), '')":
        "c-uri-extension cs-uri-extension",
      http_user_agent: "c-useragent cs-user-agent",
      http_status: "sc-status",
      response_time: "time-taken",
      username: "cs-username",
      bytes_received: "sc-bytes",
      // Of a request, an access log's message is the referrer.
      "CASE dataset WHEN 'weblog' THEN message END": "cs-referer cs-referrer"
    },
    `cs-cookie cs-version cs-bytes cs-content-type sc-substatus sc-win32-status
     cs-mime-type sc-mime-type rs-mime-type s-action categories`
  )
};
const webKeywords = ["http_url", "http_host", "http_user_agent", "message", "payload"];

/** Requests that servers here got. */
export const webserver: Source = {
  where: `${types("http")} AND direction IS DISTINCT FROM 'outbound'`,
  fields: {...w3c, ...fields({http_host: "cs-host r-dns s-computername"})},
  keywords: webKeywords
};

/** Requests that clients here made. Of an encrypted one a proxy sees the name asked for, as a sensor does. */
export const proxy: Source = {
  where: `${types("http", "tls", "quic")} AND direction IS DISTINCT FROM 'inbound'`,
  fields: {...w3c, ...fields({"coalesce(http_host, tls_sni)": "cs-host r-dns"})},
  keywords: [...webKeywords, "tls_sni"]
};

export const dns: Source = {
  where: types("dns"),
  fields: {
    ...ends,
    ...fields(
      {
        dns_query: "query QueryName",
        "regexp_extract(dns_query, '([^.]+\\.[^.]+)\\.?$', 1)": "parent_domain",
        dns_rcode: "rcode rcode_name response_code"
      },
      "answer answers QueryResults record_type QueryType type ttl size"
    )
  },
  keywords: ["dns_query", "message"]
};

/** A firewall says accept or deny; this data, allowed or blocked. */
export const firewall: Source = {
  where: types("flow", "netflow", "drop"),
  fields: {
    ...ends,
    ...fields(
      {
        "CASE action WHEN 'allowed' THEN 'accept' WHEN 'blocked' THEN 'deny' END": "action",
        "CASE action WHEN 'allowed' THEN 'false' WHEN 'blocked' THEN 'true' END": "blocked",
        protocol: "proto",
        bytes_sent: "sent_bytes",
        bytes_received: "received_bytes"
      },
      "rule policy interface zone"
    )
  },
  keywords: ["message", "payload"]
};

export const authlog = (where: string): Source => ({
  where,
  fields: {
    ...ends,
    ...fields(
      {
        username: "user User src_user",
        "lower(app_protocol)": "program process",
        sensor: "host hostname",
        command: "cmd",
        "CASE login WHEN 'failed' THEN 'failure' WHEN 'accepted' THEN 'success' END": "outcome result"
      },
      "pid tty uid gid"
    )
  },
  keywords: ["message", "command", "username"]
});
export const sshd = authlog(`${serverLogins} AND app_protocol = 'SSH'`);
export const ftpd = authlog(`${serverLogins} AND app_protocol = 'FTP'`);

/** Cowrie's own names: https://docs.cowrie.org/en/latest/OUTPUT.html. Dionaea's connections answer to the same. */
export const honeypot = (where: string): Source => ({
  where,
  fields: {
    ...ends,
    ...fields(
      {
        event_type: "eventid",
        command: "input",
        app_protocol: "protocol",
        http_url: "url",
        file_hash: "shasum",
        file_name: "filename destfile outfile",
        [messageOf("cowrie.client.version")]: "version"
      },
      "arch ttylog size fingerprint width height"
    )
  },
  keywords: ["command", "message", "username", "password", "http_url", "file_name", "payload"]
});

/** Suricata's own names: https://docs.suricata.io/en/latest/output/eve/eve-json-format.html */
export const eve = (where: string): Source => ({
  where,
  fields: {
    ...ends,
    ...fields(
      {
        destination_ip: "dest_ip",
        destination_port: "dest_port",
        protocol: "proto",
        app_protocol: "app_proto",
        session: "flow_id",
        sensor: "host",
        payload: "payload_printable",
        signature: "alert.signature",
        signature_id: "alert.signature_id",
        signature_category: "alert.category",
        signature_severity: "alert.severity",
        action: "alert.action",
        http_host: "http.hostname",
        http_url: "http.url",
        http_method: "http.http_method",
        http_user_agent: "http.http_user_agent",
        http_status: "http.status",
        dns_query: "dns.rrname",
        dns_rcode: "dns.rcode",
        tls_sni: "tls.sni",
        ja3: "tls.ja3.hash",
        [messageOf("tls")]: "tls.subject",
        [messageOf("ssh")]: "ssh.client.software_version",
        hassh: "ssh.client.hassh.hash",
        [messageOf("smb")]: "smb.command",
        "CASE event_type WHEN 'smb' THEN file_name END": "smb.filename",
        "split_part(command, ' ', 1)": "ftp.command",
        [messageOf("anomaly")]: "anomaly.event",
        file_name: "fileinfo.filename",
        file_hash: "fileinfo.sha256",
        bytes_sent: "flow.bytes_toserver",
        bytes_received: "flow.bytes_toclient",
        packets_sent: "flow.pkts_toserver",
        packets_received: "flow.pkts_toclient"
      },
      `in_iface vlan alert.gid alert.rev http.http_refer http.http_content_type http.length dns.rrtype dns.type dns.answers
       tls.issuerdn tls.version tls.fingerprint tls.serial fileinfo.magic fileinfo.size flow.state flow.reason`
    )
  },
  keywords: [
    "signature",
    "http_url",
    "http_host",
    "http_user_agent",
    "dns_query",
    "tls_sni",
    "message",
    "payload"
  ]
});

/** What every log of Zeek has. */
const zeekEnds = fields({
  event_time: "ts",
  session: "uid",
  source_ip: "id.orig_h",
  source_port: "id.orig_p",
  destination_ip: "id.resp_h",
  destination_port: "id.resp_p",
  "lower(protocol)": "proto"
});

const zeekLog = (
  where: string,
  keywords: readonly string[],
  names: Readonly<Record<string, string>>,
  absent: string
): Source => ({where, fields: {...zeekEnds, ...fields(names, absent)}, keywords});

/**
 * Logs of Zeek that record what Suricata and flow tables record too, under Zeek's names:
 * https://docs.zeek.org/en/master/script-reference/log-files.html
 */
export const zeek: Readonly<Record<string, Source>> = {
  conn: zeekLog(
    flows,
    ["payload", "message"],
    {
      "CASE app_protocol WHEN 'TLS' THEN 'ssl' ELSE lower(app_protocol) END": "service",
      bytes_sent: "orig_bytes orig_ip_bytes",
      bytes_received: "resp_bytes resp_ip_bytes",
      packets_sent: "orig_pkts",
      packets_received: "resp_pkts",
      [outward]: "local_orig",
      [inward]: "local_resp",
      "CASE dataset WHEN 'zeek' THEN nullif(split_part(message, ' ', 1), '-') END": "conn_state",
      "CASE dataset WHEN 'zeek' THEN nullif(split_part(message, ' ', 2), '') END": "history"
    },
    "missed_bytes tunnel_parents"
  ),
  dns: zeekLog(
    dns.where,
    dns.keywords,
    {dns_query: "query", dns_rcode: "rcode_name"},
    `answers TTLs qtype qtype_name qclass qclass_name rcode rejected trans_id rtt AA TC RD RA Z
     most_probable_valid_domain`
  ),
  http: zeekLog(
    types("http"),
    webKeywords,
    {
      http_method: "method",
      http_host: "host cs-host",
      http_url: "uri c-uri cs-uri cs-uri-query",
      http_user_agent: "user_agent c-useragent cs-user-agent",
      http_status: "status_code",
      file_name: "resp_filenames"
    },
    `referrer version request_body_len response_body_len status_msg info_code proxied orig_fuids orig_mime_types
     orig_filenames resp_fuids resp_mime_types`
  ),
  ssl: zeekLog(
    types("tls"),
    ["tls_sni", "message"],
    {tls_sni: "server_name", message: "subject"},
    "version cipher curve resumed issuer established validation_status ja3s"
  ),
  ssh: zeekLog(
    types("ssh"),
    ["message"],
    {message: "client"},
    "server auth_success auth_attempts cipher_alg mac_alg kex_alg host_key"
  ),
  rdp: zeekLog(
    types("rdp"),
    ["username", "message"],
    {username: "cookie"},
    "result security_protocol client_name cert_type"
  ),
  smb_files: zeekLog(
    types("smb"),
    ["file_name", "message"],
    {file_name: "name"},
    "path action size prev_name fuid"
  ),
  files: zeekLog(
    types("fileinfo"),
    ["file_name", "file_hash"],
    {
      source_ip: "tx_hosts",
      destination_ip: "rx_hosts",
      file_name: "filename",
      file_hash: "sha256 sha1 md5"
    },
    "source mime_type total_bytes seen_bytes analyzers"
  ),
  smtp: zeekLog(types("smtp"), ["message"], {message: "mailfrom"}, "helo rcptto from to subject path"),
  ftp: zeekLog(
    types("ftp"),
    ["command", "username"],
    {username: "user", "split_part(command, ' ', 1)": "command", command: "arg"},
    "reply_code reply_msg mime_type"
  ),
  kerberos: zeekLog(
    types("krb5"),
    ["username"],
    {username: "client"},
    "request_type service success error_msg cipher"
  ),
  dce_rpc: zeekLog(types("dcerpc"), ["message"], {}, "endpoint operation named_pipe rtt"),
  dhcp: zeekLog(
    types("dhcp"),
    ["message"],
    {message: "host_name"},
    "mac assigned_addr client_fqdn lease_time"
  ),
  weird: zeekLog(types("anomaly"), ["message"], {message: "name"}, "addl notice peer")
};
export const zeekNames: Readonly<Record<string, string>> = {tls: "ssl", connection: "conn"};
