import {readAddress} from "./fields.js";

/**
 * What an authentication log can say happened: a closed list, the `event_type` of its events. Programs that log one
 * attempt in several lines get one type per line, so that counting `login.failed` counts attempts.
 */
export const authEventTypes = [
  /** A client connected, before any credentials. */
  "login.connected",
  /** One attempt to log in was refused, or let in. */
  "login.failed",
  "login.accepted",
  /** A user that does not exist was named; the attempt itself is a `login.failed` of its own. */
  "login.invalid_user",
  /** A user or address that may not log in whatever its password, by configuration. */
  "login.refused",
  /** Too many attempts: the connection was cut or the address locked out. */
  "login.limit_exceeded",
  /** The connection ended. */
  "login.disconnected",
  /** A client that does not speak the protocol, as scanners do. */
  "login.probed",
  /** sshd's "POSSIBLE BREAK-IN ATTEMPT": the address and its name do not agree. */
  "login.break_in_warning",
  /** PAM's line about an attempt that the program logs as `login.failed`, `sudo.failed` or `su.failed` itself. */
  "pam.failure",
  "pam.unknown_user",
  "session.opened",
  "session.closed",
  "sudo.command",
  "sudo.failed",
  "su.accepted",
  "su.failed",
  "vpn.handshake",
  "vpn.connected",
  "vpn.failed",
  "vpn.disconnected"
] as const;
export type AuthEventType = (typeof authEventTypes)[number];

/** What one message says. What it does not say is absent. */
export interface AuthMessage {
  readonly type: AuthEventType;
  /** Upper case: SSH, FTP, SUDO, VPN. */
  readonly application: string;
  readonly username?: string | undefined;
  /** The client: an address, or a name where the program looked it up. */
  readonly client?: string | undefined;
  readonly clientPort?: number | undefined;
  readonly server?: string | undefined;
  readonly serverPort?: number | undefined;
  readonly command?: string | undefined;
  /** Seconds. */
  readonly duration?: number | undefined;
  /** From the client's side. */
  readonly bytesSent?: number | undefined;
  readonly bytesReceived?: number | undefined;
  /** How many attempts one line stands for; 1 unless given. */
  readonly times?: number | undefined;
}

/** Belongs to an attempt that another line tells of in full. */
export const repeats = "repeats what another line says";
export const notAuthentication = "not an authentication message";

/** What a program's parser makes of a message: what it says, why it is left out, or null where it is none of its own. */
export type AuthReading = AuthMessage | typeof repeats | null;

export interface Client {
  /** The text before. */
  readonly before: string;
  readonly client: string;
  readonly clientPort: number | undefined;
}

const clientTail = /^(\S{1,255})(?: port (\d{1,5}))?(?: ssh\d?)?(?:: .*)?$/;
/** More " from " in one message than any program writes: a user name made of them. */
const fromLimit = 16;

/**
 * The client in "... from ADDRESS port N ssh2". The user name before it is the attacker's and may itself read
 * "x from 192.0.2.1 port 22", so the last address that fits is taken.
 */
export function clientAfterFrom(message: string): Client | null {
  let at = message.length;
  for (let i = 0; i < fromLimit; ++i) {
    at = at > 0 ? message.lastIndexOf(" from ", at - 1) : -1;
    if (at < 0) return null;
    const match = clientTail.exec(message.slice(at + " from ".length));
    if (match?.[1] !== undefined) {
      return {before: message.slice(0, at), client: match[1], clientPort: toPort(match[2])};
    }
  }
  return null;
}

/** The client in "... ADDRESS" or "... ADDRESS port N", read from the end for the same reason. */
export function clientAtEnd(message: string): Client {
  const portAt = message.lastIndexOf(" port ");
  const clientPort = portAt < 0 ? undefined : toPort(message.slice(portAt + " port ".length));
  const text = clientPort === undefined ? message : message.slice(0, portAt);
  const space = text.lastIndexOf(" ");
  return {before: text.slice(0, Math.max(0, space)), client: text.slice(space + 1), clientPort};
}

/** "192.0.2.1:1194" or "[2001:db8::1]:1194" as OpenVPN and others write it. */
export function splitHostPort(text: string): {client: string; clientPort: number | undefined} {
  const bare = text.replace(/^\[AF_INET6?\]/, "");
  if (typeof readAddress(bare) === "string") return {client: bare, clientPort: undefined};
  const colon = bare.lastIndexOf(":");
  const clientPort = colon < 0 ? undefined : toPort(bare.slice(colon + 1));
  if (clientPort === undefined) return {client: bare, clientPort};
  return {client: bare.slice(0, colon).replace(/^\[|\]$/g, ""), clientPort};
}

export function toPort(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port <= 65535 ? port : undefined;
}
