import {type AuthReading, repeats, splitHostPort} from "./authlog-message.js";

const application = "VPN";

/**
 * What OpenVPN's server says. A client is "192.0.2.1:1194" until it has a name, then "alice/192.0.2.1:1194".
 * https://github.com/OpenVPN/openvpn/blob/master/src/openvpn/ssl_verify.c and multi.c
 */
export function readOpenVpn(message: string): AuthReading {
  const match = /^(?:([^/\s]{1,256})\/)?((?:\[AF_INET6?\])?[0-9A-Fa-f.:[\]]{3,64}) (.*)$/.exec(message);
  if (match === null) return null;
  const [, username, endpoint = "", text = ""] = match;
  const from = splitHostPort(endpoint);
  const initiated = /^\[(.{0,256})\] Peer Connection Initiated with /.exec(text);
  if (initiated !== null) return {type: "vpn.connected", application, username: initiated[1], ...from};
  if (
    /^TLS Auth Error: Auth Username\/Password verification failed for peer|^VERIFY ERROR: |^TLS Error: TLS handshake failed/.test(
      text
    )
  ) {
    return {type: "vpn.failed", application, username, ...from};
  }
  if (/^SIG(?:TERM|USR1)\[.{0,128}\] received, client-instance /.test(text)) {
    return {type: "vpn.disconnected", application, username, ...from};
  }
  const again =
    /^TLS Error: TLS key negotiation failed|^SENT CONTROL .{0,256}AUTH_FAILED|^TLS: Username\/Password authentication|^Connection reset, restarting/;
  return again.test(text) ? repeats : null;
}

/**
 * What strongSwan's charon says: "05[IKE] IKE_SA campus[5] established between 192.0.2.1[vpn]...203.0.113.5[alice]".
 * https://github.com/strongswan/strongswan, `ike_sa.c` and `ike_auth.c`
 */
export function readCharon(message: string): AuthReading {
  const text = message.replace(/^\d{1,4}\[[A-Z]{3}\] (?:<[^>]{1,64}> )?/, "");
  const association =
    /^(deleting )?IKE_SA \S{1,128} (?:established )?between \S{1,64}\[.{0,256}?\]\.\.\.([^\s[]{1,64})\[(.{0,256})\]$/.exec(
      text
    );
  if (association !== null) {
    const type = association[1] === undefined ? "vpn.connected" : "vpn.disconnected";
    return {type, application, client: association[2], username: association[3]};
  }
  const failed =
    /^(?:EAP method \S{1,64} failed for peer (.{1,256})|authentication of '(.{1,256})' with .{1,64} failed|XAuth authentication of '(.{1,256})' .{0,64}failed)$/.exec(
      text
    );
  if (failed !== null)
    return {type: "vpn.failed", application, username: failed[1] ?? failed[2] ?? failed[3]};
  return /^authentication of '.{1,256}' with .{1,64} successful$/.test(text) ? repeats : null;
}

/**
 * What ocserv says: "main[alice]:203.0.113.5:51234 user logged in". Received and sent are the server's view.
 * https://gitlab.com/openconnect/ocserv, `main-worker-cmd.c`
 */
export function readOcserv(message: string): AuthReading {
  const match = /^(?:main|worker)(?:\[(.{1,256}?)\])?: ?(\S{3,64}) (.*)$/.exec(message);
  if (match === null) return null;
  const [, username, endpoint = "", text = ""] = match;
  const from = splitHostPort(endpoint);
  if (text === "user logged in") return {type: "vpn.connected", application, username, ...from};
  const ended = /^user disconnected(?: \(reason: .{0,128}?, rx: (\d{1,15}), tx: (\d{1,15})\))?/.exec(text);
  if (ended !== null) {
    // A connection that never had a user was refused or gave up before it was one.
    if (username === undefined) return repeats;
    const bytesSent = ended[1] === undefined ? undefined : Number(ended[1]);
    const bytesReceived = ended[2] === undefined ? undefined : Number(ended[2]);
    return {type: "vpn.disconnected", application, username, bytesSent, bytesReceived, ...from};
  }
  const failed = /failed authentication for '?(.{1,256}?)'?$/.exec(text);
  return failed === null ? null : {type: "vpn.failed", application, username: failed[1], ...from};
}

/**
 * What Cisco ASA says of remote access (AnyConnect, WebVPN), by message number.
 * https://www.cisco.com/c/en/us/td/docs/security/asa/syslog/asa-syslog.html
 */
export function readAsa(tag: string, message: string): AuthReading {
  const number = /^%(?:ASA|FTD|PIX)-\d-(\d{6})$/.exec(tag)?.[1];
  if (number === "113005" || number === "113015") {
    return {
      type: "vpn.failed",
      application,
      username: field(message, "user = "),
      client: field(message, "user IP = ")
    };
  }
  if (number === "113012" || number === "113004") return repeats;
  if (number === "113019") {
    const length = /Duration: (?:(\d{1,6})d )?(\d{1,6})h:(\d{1,2})m:(\d{1,2})s/.exec(message);
    const duration =
      length === null
        ? undefined
        : ((Number(length[1] ?? 0) * 24 + Number(length[2])) * 60 + Number(length[3])) * 60 +
          Number(length[4]);
    // Transmitted and received are the server's view.
    return {
      type: "vpn.disconnected",
      application,
      username: field(message, "Username = "),
      client: field(message, "IP = "),
      duration,
      bytesSent: count(message, "Bytes rcv: "),
      bytesReceived: count(message, "Bytes xmt: ")
    };
  }
  if (number === "113039" || number === "716001") {
    const session = /User <(.{0,256}?)> IP <(\S{1,64})> /.exec(message);
    return session === null
      ? null
      : {type: "vpn.connected", application, username: session[1], client: session[2]};
  }
  return number === "716002" ? repeats : null;
}

/** What WireGuard says in the kernel's log, with dynamic debugging on. It knows peers by key, not by user. */
export function readWireGuard(message: string): AuthReading {
  const match =
    /^(?:\[ *\d{1,12}\.\d{1,9}\] )?wireguard: \S{1,32}: (Receiving handshake initiation from peer \d{1,9}|Invalid handshake initiation from|Invalid MAC of handshake, dropping packet from) \(?(\S{3,64}?)\)?$/.exec(
      message
    );
  if (match === null) return null;
  const type = match[1]?.startsWith("Receiving") ? "vpn.handshake" : "vpn.failed";
  return {type, application, ...splitHostPort(match[2] ?? "")};
}

/** The value after `name`, up to the comma, colon or end that follows it. */
function field(message: string, name: string): string | undefined {
  // " IP = " must not be found inside "user IP = ", nor "user = " inside another word.
  const at = ` ${message}`.indexOf(` ${name}`);
  if (at < 0) return undefined;
  return /^[^\s,]{1,256}/.exec(message.slice(at + name.length))?.[0];
}

function count(message: string, name: string): number | undefined {
  const digits = /^\d{1,15}/.exec(field(message, name) ?? "");
  return digits === null ? undefined : Number(digits[0]);
}
