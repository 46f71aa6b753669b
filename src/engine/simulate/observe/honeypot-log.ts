import type {CowrieBody} from "../formats/cowrie.js";
import type {DionaeaBody} from "../formats/dionaea.js";
import type {Random} from "../random.js";
import type {AttackType, Emit} from "../record.js";
import {honeypot} from "../world.js";

/** Who connects, and with what. */
export interface Visitor {
  readonly time: number;
  readonly address: string;
  readonly port: number;
  readonly protocol: "ssh" | "telnet";
  /** The SSH banner and its HASSH; unused for telnet. */
  readonly software: string;
  readonly hassh: string;
}

export interface Credential {
  readonly username: string;
  readonly password: string;
}

/** What a visitor does before leaving. */
export interface Script {
  readonly failed: readonly Credential[];
  readonly succeeded: Credential | null;
  readonly commands: readonly string[];
  readonly download: {readonly url: string; readonly shasum: string} | null;
  /** A host behind the honeypot that the visitor tries to reach through it. */
  readonly tunnel: {readonly host: string; readonly port: number} | null;
}

const kex = "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,diffie-hellman-group14-sha256";

/** Writes one Cowrie session, from connect to closed, with the waits of a script (not of a person). */
export function cowrieSession(
  random: Random,
  emit: Emit,
  attack_type: AttackType,
  visitor: Visitor,
  script: Script
): void {
  const session = random.hex(12);
  const {address, port, protocol} = visitor;
  const truth = {attack_type, campaign: null};
  const local = protocol === "ssh" ? 22 : 23;
  let time = visitor.time;
  const log = (
    eventid: string,
    fields: Record<string, unknown>,
    message: string | readonly string[]
  ): void => {
    const body: CowrieBody = {eventid, ...fields, message, src_ip: address, session, protocol};
    emit({format: "cowrie", time, truth, body});
  };
  log(
    "cowrie.session.connect",
    {src_port: port, dst_ip: honeypot, dst_port: local},
    `New connection: ${address}:${port} (${honeypot}:${local}) [session: ${session}]`
  );
  if (protocol === "ssh") {
    time += random.between(30, 300);
    const version = visitor.software;
    log("cowrie.client.version", {version}, `Remote SSH version: ${version}`);
    time += random.between(20, 200);
    const algorithms = `${kex};aes128-ctr,aes256-ctr;hmac-sha2-256,hmac-sha1;none`;
    const kexAlgs = kex.split(",");
    const fields = {
      hassh: visitor.hassh,
      hasshAlgorithms: algorithms,
      kexAlgs,
      keyAlgs: ["ssh-ed25519", "ssh-rsa"]
    };
    log("cowrie.client.kex", fields, `SSH client hassh fingerprint: ${visitor.hassh}`);
  }
  for (const {username, password} of script.failed) {
    time += random.between(400, 2600);
    log("cowrie.login.failed", {username, password}, `login attempt [${username}/${password}] failed`);
  }
  if (script.succeeded) {
    const {username, password} = script.succeeded;
    time += random.between(400, 2600);
    log("cowrie.login.success", {username, password}, `login attempt [${username}/${password}] succeeded`);
    time += random.between(100, 600);
    log("cowrie.session.params", {arch: "linux-x64-lsb"}, []);
    for (const input of script.commands) {
      time += random.between(60, 1500);
      log("cowrie.command.input", {input}, `CMD: ${input}`);
    }
    if (script.download) {
      const {url, shasum} = script.download;
      const outfile = `dl/${shasum}`;
      time += random.between(300, 4000);
      log(
        "cowrie.session.file_download",
        {url, outfile, shasum},
        `Downloaded URL (${url}) with SHA-256 ${shasum} to ${outfile}`
      );
    }
    if (script.tunnel) {
      const {host, port: target} = script.tunnel;
      const ends = {dst_ip: host, dst_port: target, src_port: 0};
      time += random.between(100, 900);
      log(
        "cowrie.direct-tcpip.request",
        ends,
        `direct-tcp connection request to ${host}:${target} from ${address}:0`
      );
    }
    const shasum = random.hex(64);
    time += random.between(20, 200);
    const duration = ((time - visitor.time) / 1000).toFixed(1);
    const ttylog = `log/tty/${shasum}`;
    const fields = {ttylog, size: random.integer(20, 4000), shasum, duplicate: false, duration};
    log("cowrie.log.closed", fields, `Closing TTY Log: ${ttylog} after ${duration} seconds`);
  }
  time += random.between(5, 3000);
  const duration = ((time - visitor.time) / 1000).toFixed(1);
  log("cowrie.session.closed", {duration}, `Connection lost after ${duration} seconds`);
}

/** Writes one Dionaea connection. */
export function dionaeaConnection(
  random: Random,
  emit: Emit,
  attack_type: AttackType,
  {time, address, service}: {time: number; address: string; service: Service},
  credentials: readonly Credential[] = []
): void {
  const {protocol, port, transport} = service;
  const body: DionaeaBody = {
    connection: {protocol, transport, type: transport === "udp" ? "connect" : "accept"},
    dst_ip: honeypot,
    dst_port: port,
    src_ip: address,
    src_port: random.integer(1024, 65535)
  };
  if (protocol === "ftpd" && credentials.length > 0) {
    const pairs = credentials.flatMap(c => [
      {command: "USER", argument: c.username},
      {command: "PASS", argument: c.password}
    ]);
    body.ftp = {commands: {arguments: pairs.map(p => p.argument), command: pairs.map(p => p.command)}};
  }
  if (credentials.length > 0) {
    body.credentials = {
      password: credentials.map(c => c.password),
      username: credentials.map(c => c.username)
    };
  }
  emit({format: "dionaea", time, truth: {attack_type, campaign: null}, body});
}

/** A service that Dionaea pretends to be. */
export interface Service {
  readonly protocol: string;
  readonly port: number;
  readonly transport: "tcp" | "udp";
}
