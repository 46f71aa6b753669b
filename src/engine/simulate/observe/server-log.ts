import type {Random} from "../random.js";
import type {Emit, Truth} from "../record.js";
import {campusOffset} from "../rhythm.js";
import {servers} from "../world.js";
import type {VpnUse} from "./vpn-session.js";

export type ServerName = keyof typeof servers;

/** These servers were set up on campus time; the others run on UTC. Both are in the central log. */
const onCampusTime = new Set<ServerName>(["files", "app", "database", "backup", "directory"]);

/** A login, as sshd or the VPN gateway sees it. */
export interface Login {
  readonly time: number;
  readonly user: string;
  readonly address: string;
  readonly port: number;
}

/** Writes what the campus servers' own logs say: sshd, PAM, sudo, su, cron, useradd, the VPN gateway. */
export class ServerLog {
  private readonly pids = new Map<string, number>();

  constructor(
    private readonly random: Random,
    private readonly emit: Emit,
    private readonly truth: Truth | null
  ) {}

  sshAccepted(server: ServerName, login: Login, method: "password" | "publickey", seconds: number): void {
    const {time, user, address, port} = login;
    const pid = this.pid(server);
    const key = method === "publickey" ? `: ED25519 SHA256:${this.random.letters(43, base64)}` : "";
    this.line(
      server,
      time,
      "sshd",
      pid,
      `Accepted ${method} for ${user} from ${address} port ${port} ssh2${key}`
    );
    this.line(
      server,
      time + 4,
      "sshd",
      pid,
      `pam_unix(sshd:session): session opened for user ${user}(uid=${uid(user)}) by ${user}(uid=0)`
    );
    const end = time + seconds * 1000;
    this.line(server, end, "sshd", pid, `Disconnected from user ${user} ${address} port ${port}`);
    this.line(server, end + 3, "sshd", pid, `pam_unix(sshd:session): session closed for user ${user}`);
  }

  /** A wrong password. `known` is false for a name that no account has. */
  sshFailed(server: ServerName, login: Login, known: boolean): void {
    const {time, user, address, port} = login;
    const pid = this.pid(server);
    const name = known ? user : `invalid user ${user}`;
    if (!known)
      this.line(server, time - 1900, "sshd", pid, `Invalid user ${user} from ${address} port ${port}`);
    else
      this.line(
        server,
        time - 1900,
        "sshd",
        pid,
        `pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=${address}  user=${user}`
      );
    this.line(server, time, "sshd", pid, `Failed password for ${name} from ${address} port ${port} ssh2`);
    if (this.random.chance(0.5)) {
      this.line(
        server,
        time + 210,
        "sshd",
        pid,
        `Connection closed by ${known ? "authenticating" : "invalid"} user ${user} ${address} port ${port} [preauth]`
      );
    }
  }

  sudo(
    server: ServerName,
    time: number,
    user: string,
    command: string,
    refused?: "password" | "sudoers"
  ): void {
    const reason =
      refused === "password" ? "3 incorrect password attempts ; " : refused ? "user NOT in sudoers ; " : "";
    const what = `TTY=pts/${this.random.integer(0, 5)} ; PWD=/home/${user} ; USER=root ; COMMAND=${command}`;
    if (refused === "password") {
      this.line(
        server,
        time - 9000,
        "sudo",
        undefined,
        `pam_unix(sudo:auth): authentication failure; logname=${user} uid=${uid(user)} euid=0 tty=/dev/pts/1 ruser=${user} rhost=  user=${user}`
      );
    }
    this.line(server, time, "sudo", undefined, `${user.padStart(8)} : ${reason}${what}`);
    if (refused) return;
    this.line(
      server,
      time + 2,
      "sudo",
      undefined,
      `pam_unix(sudo:session): session opened for user root(uid=0) by ${user}(uid=${uid(user)})`
    );
    this.line(
      server,
      time + this.random.between(40, 9000),
      "sudo",
      undefined,
      "pam_unix(sudo:session): session closed for user root"
    );
  }

  su(server: ServerName, time: number, user: string, succeeded: boolean): void {
    const pid = this.pid(server);
    const text = `${succeeded ? "(to root)" : "FAILED SU (to root)"} ${user} on pts/1`;
    this.line(server, time, "su", pid, text);
    if (succeeded)
      this.line(
        server,
        time + 3,
        "su",
        pid,
        `pam_unix(su:session): session opened for user root(uid=0) by ${user}(uid=${uid(user)})`
      );
  }

  cron(server: ServerName, time: number): void {
    const pid = this.pid(server);
    this.line(
      server,
      time,
      "CRON",
      pid,
      "pam_unix(cron:session): session opened for user root(uid=0) by root(uid=0)"
    );
    this.line(
      server,
      time + this.random.between(60, 4000),
      "CRON",
      pid,
      "pam_unix(cron:session): session closed for user root"
    );
  }

  /** Any other line, such as a new account. */
  say(server: ServerName, time: number, program: string, message: string): void {
    this.line(server, time, program, this.pid(server), message);
  }

  /** A session on the VPN gateway, a Cisco ASA: let in, given an address, and ended. */
  vpnAccepted({time, user, address}: Login, {assigned, seconds, bytesOut, bytesIn}: VpnUse): void {
    const who = `Group <Campus> User <${user}> IP <${address}>`;
    this.asa(
      time,
      113004,
      `AAA user authentication Successful : server = ${servers.directory} : user = ${user}`
    );
    this.asa(time + 160, 113039, `${who} AnyConnect parent session started.`);
    this.asa(time + 900, 722051, `${who} IPv4 Address <${assigned}> IPv6 address <::> assigned to session`);
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const duration = `${hours}h:${String(minutes).padStart(2, "0")}m:${String(Math.floor(seconds) % 60).padStart(2, "0")}s`;
    const ended = `Group = Campus, Username = ${user}, IP = ${address}, Session disconnected. Session Type: AnyConnect-Parent`;
    const totals = `Duration: ${duration}, Bytes xmt: ${bytesIn}, Bytes rcv: ${bytesOut}, Reason: User Requested`;
    this.asa(time + seconds * 1000, 113019, `${ended}, ${totals}`, 4);
  }

  vpnFailed({time, user, address}: Login): void {
    const reason = "AAA user authentication Rejected : reason = AAA failure";
    this.asa(
      time,
      113005,
      `${reason} : server = ${servers.directory} : user = ${user} : user IP = ${address}`
    );
  }

  private asa(time: number, id: number, message: string, level = 6): void {
    this.line("vpn", time, `%ASA-${level}-${id}`, undefined, message);
  }

  private line(
    host: ServerName,
    time: number,
    program: string,
    pid: number | undefined,
    message: string
  ): void {
    const offset = onCampusTime.has(host) ? campusOffset(time) : 0;
    const body = {host, program, ...(pid === undefined ? {} : {pid}), message, offset};
    this.emit({format: "auth", time, truth: this.truth, body});
  }

  /** Process ids grow as on a real system. */
  private pid(server: ServerName): number {
    const pid = (this.pids.get(server) ?? this.random.integer(1000, 400_000)) + this.random.integer(1, 60);
    this.pids.set(server, pid);
    return pid;
  }
}

const base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** A stable numeric id for a user name. */
function uid(user: string): number {
  let sum = 7;
  for (let i = 0; i < user.length; ++i) sum = (sum * 31 + user.charCodeAt(i)) % 58_000;
  return user === "root" ? 0 : 2000 + sum;
}
